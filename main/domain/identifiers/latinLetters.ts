/**
 * ICAO Doc 9303-3 (8th edition), section 6.A: the letters whose spelling in a zone is not simply the letter without its mark. Where the table
 * leaves the choice to the issuing state (Ä, Å, Ñ, Ö, Ü), every spelling is here, the longest one of the table first, but Ñ as the table has it.
 */
const tableLetters: Readonly<Record<string, readonly string[]>> = {
  Ä: ['AE', 'A'],
  Å: ['AA', 'A'],
  Æ: ['AE'],
  Ð: ['D'],
  Ñ: ['N', 'NXX'],
  Ö: ['OE', 'O'],
  Ø: ['OE'],
  Ü: ['UE', 'UXX', 'U'],
  Þ: ['TH'],
  Đ: ['D'],
  Ħ: ['H'],
  ı: ['I'],
  Ĳ: ['IJ'],
  Ŀ: ['L'],
  Ł: ['L'],
  Ŋ: ['N'],
  Œ: ['OE'],
  Ŧ: ['T'],
  ẞ: ['SS'],
  ß: ['SS'],
};

/**
 * Letters outside the table that names have all the same: Azerbaijani Ə (passports write A, older papers E), and letters with a hook or a
 * stroke, which Unicode does not take apart.
 */
const otherLetters: Readonly<Record<string, readonly string[]>> = {
  Ə: ['A', 'E'],
  Ɓ: ['B'],
  Ɖ: ['D'],
  Ɗ: ['D'],
  Ƙ: ['K'],
  Ƴ: ['Y'],
  Ɨ: ['I'],
};

/**
 * One character of a name as a zone treats it (9303-3 section 4.6): a letter with its possible spellings; `separator` (space, hyphen, comma)
 * becomes one filler; `omitted` (apostrophe, full stop, all other punctuation, a mark of its own) leaves nothing; `foreign` has no
 * spelling: a letter of another script, a digit.
 */
export type NameUnit =
  | { readonly role: 'letter'; readonly text: string; readonly spellings: readonly string[] }
  | { readonly role: 'separator' | 'omitted' | 'foreign'; readonly text: string };

function letterSpellings(character: string): readonly string[] {
  const upper = character.toUpperCase();
  const known = tableLetters[character] ?? tableLetters[upper] ?? otherLetters[upper];
  if (known !== undefined) return known;
  const bare = upper.normalize('NFD').replace(/\p{M}/gu, '');
  if (/^[A-Z]$/.test(bare)) return [bare];
  // A stroke and an accent at once, e.g. Ǿ.
  return tableLetters[bare] ?? [];
}

/** The characters of a name, in composed form and reading order. */
export function nameUnits(name: string): NameUnit[] {
  return Array.from(name.normalize('NFC'), (text): NameUnit => {
    if (/^[\s\p{Pd},<]$/u.test(text)) return { role: 'separator', text };
    const spellings = letterSpellings(text);
    if (spellings.length > 0) return { role: 'letter', text, spellings };
    return { role: /^[\p{P}\p{S}\p{M}\p{Lm}\p{Cf}]$/u.test(text) ? 'omitted' : 'foreign', text };
  });
}
