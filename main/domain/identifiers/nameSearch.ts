import { nameUnits } from './latinLetters.ts';

/**
 * Pairs that stand for one letter with a mark in some papers and not in others (ICAO Doc 9303-3 section 6.A leaves the choice to the state):
 * `MÜLLER`, `MUELLER` and `MULLER` are looked for as one. Only for finding: whether a paper is this person's is for the comparison of names.
 */
const spelledMarks = /[UN]XX|AE|OE|UE|AA|SS/g;

const han = /^\p{Script=Han}$/u;

/** Most names, which a million of them should not pay for: what `nameUnits` would say about these characters stands in `replaceAll`. */
const plain = /^[A-Za-z '.-]*$/;

/** One word of a name in the form that is kept and asked for, or several: every Chinese character is a word. */
function wordsOf(name: string): string[] {
  return spelled(name)
    .split(/\s+/)
    .map((word) => word.replace(spelledMarks, (pair) => pair.charAt(0)))
    .filter((word) => word !== '');
}

function spelled(name: string): string {
  if (plain.test(name)) return name.toUpperCase().replaceAll('-', ' ').replaceAll(/['.]/g, '');
  return nameUnits(name)
    .map((unit) => {
      if (unit.role === 'separator') return ' ';
      if (unit.role === 'omitted') return '';
      if (unit.role === 'letter') return unit.spellings[0] ?? '';
      return han.test(unit.text) ? ` ${unit.text} ` : unit.text.toUpperCase();
    })
    .join('');
}

/**
 * The text under which a name is kept for searching: its words in one spelling, each with a space before and after, so that three characters
 * are enough to find the beginning of a word of two.
 */
export function nameSearchText(familyName: string, givenNames: string): string {
  return ` ${[...wordsOf(familyName), ...wordsOf(givenNames)].join(' ')} `;
}

/**
 * What must stand in the search text for every word that was typed: parts of three characters or more, as a trigram index needs them. A
 * word of three letters or more may stand anywhere, one of two only at the beginning of a word, one letter only as a whole word; Chinese
 * characters that were typed together must stand together. Empty = nothing was typed that a name could hold.
 */
export function nameSearchParts(typed: string): readonly string[] {
  return typed
    .split(/\s+/)
    .map((each) => wordsOf(each).join(' '))
    .filter((word) => word !== '')
    .map((word) => {
      const [only] = word;
      if (only !== undefined && han.test(only)) return ` ${word} `;
      const letters = Array.from(word).length;
      if (letters >= 3) return word;
      return letters === 2 ? ` ${word}` : ` ${word} `;
    });
}
