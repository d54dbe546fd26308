/** What the fonts lack, as far as it was asked: characters by their code point. */
export interface LackingMemory {
  /** `missing`: as `PaperFonts.missing` says it, e.g. `𓀀 U+13000`. */
  note(missing: readonly string[]): void;
  /** Of the characters of a text those that were noted, each once. */
  in(text: string): string[];
}

const code = /U\+([0-9A-F]+)$/;

/** Fonts never change while the program runs, so what was found missing once stays missing. */
export function createLackingMemory(): LackingMemory {
  const known = new Map<number, string>();
  return {
    note: (missing) => {
      for (const words of missing) known.set(Number.parseInt(code.exec(words)?.[1] ?? '', 16), words);
    },
    in: (text) => {
      const found = Array.from(text.normalize('NFC'), (character) =>
        known.get(character.codePointAt(0) ?? 0),
      );
      return [...new Set(found.filter((words) => words !== undefined))];
    },
  };
}
