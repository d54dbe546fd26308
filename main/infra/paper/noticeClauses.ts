import type { Bilingual, NoticeContent } from '../../domain/papers/noticeContent.ts';

export interface SharedClauses {
  /** What several items are founded on, each with its mark. */
  readonly shared: readonly { readonly mark: string; readonly text: Bilingual }[];
  /** One for each item: the mark of what it shares, or null, and the rest of its clause in its own words. */
  readonly own: readonly { readonly mark: string | null; readonly text: Bilingual }[];
}

const marks = '①②③④⑤⑥⑦⑧⑨⑩';
/** A shorter sentence is said again rather than looked up. */
const worthSharing = 20;

/**
 * Takes the opening sentence that several clauses have in common out of them, so that a notice says it once. Nothing is left out: mark
 * and rest together are the clause.
 */
export function shareClauses(items: NoticeContent['items']): SharedClauses {
  const parts = items.map(({ clause }) => split(clause));
  const count = (key: string): number => parts.filter((part) => part.key === key).length;
  const shared = new Map<string, { readonly mark: string; readonly text: Bilingual }>();
  for (const { key, opening } of parts) {
    if (opening.zh.length < worthSharing || count(key) < 2 || shared.has(key)) continue;
    shared.set(key, { mark: marks[shared.size] ?? `(${shared.size + 1})`, text: opening });
  }
  return {
    shared: [...shared.values()],
    own: parts.map(({ key, rest }, index) => {
      const common = shared.get(key);
      if (common) return { mark: common.mark, text: rest };
      return { mark: null, text: items[index]?.clause ?? rest };
    }),
  };
}

function split(clause: Bilingual): {
  readonly key: string;
  readonly opening: Bilingual;
  readonly rest: Bilingual;
} {
  const [zh, zhRest] = cut(clause.zh, /。/);
  const [en, enRest] = cut(clause.en, /\.(?=\s+\p{Lu})/u);
  return { key: `${zh}\n${en}`, opening: { zh, en }, rest: { zh: zhRest, en: enRest } };
}

/** The text up to the end of its first sentence, and what follows. */
function cut(text: string, end: RegExp): [string, string] {
  const found = end.exec(text);
  if (found === null) return [text, ''];
  const at = found.index + 1;
  return [text.slice(0, at), text.slice(at).trim()];
}
