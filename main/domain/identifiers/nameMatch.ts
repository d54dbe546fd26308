import { nameUnits, type NameUnit } from './latinLetters.ts';
import { zoneSpelling } from './zoneNames.ts';

export interface TwoPartName {
  readonly familyName: string;
  readonly givenNames: string;
}

/** The name of a zone, which has capitals and spaces only, and how many characters its field has. */
export interface ZoneName extends TwoPartName {
  readonly nameMayBeCut: boolean;
  readonly length: number;
}

/** One word of a name, letter by letter; null stands for a letter that has no spelling in a zone. */
type Word = readonly (readonly string[] | null)[];

function wordsOf(name: string): Word[] {
  const words: (readonly string[] | null)[][] = [[]];
  for (const unit of nameUnits(name)) {
    if (unit.role === 'separator') words.push([]);
    if (unit.role === 'letter') words.at(-1)?.push(unit.spellings);
    if (unit.role === 'foreign') words.at(-1)?.push(null);
  }
  return words.filter((word) => word.length > 0);
}

const zoneWords = (name: string): string[] => name.split(/[\s<]+/).filter((word) => word !== '');

type Reach = 'whole' | 'beginning' | 'neither';

/**
 * How far a zone text goes in a word when every letter takes one of its spellings: states choose per letter, so all choices are followed at
 * once, in time of the product of the lengths.
 */
function reach(zone: string, word: Word): Reach {
  let offsets = new Set([0]);
  let beginning = false;
  for (const spellings of word) {
    const next = new Set<number>();
    for (const offset of offsets) {
      for (const spelling of spellings ?? []) {
        if (zone.startsWith(spelling, offset)) next.add(offset + spelling.length);
        else if (spelling.startsWith(zone.slice(offset))) beginning = true;
      }
      if (offset === zone.length) beginning = true;
    }
    offsets = next;
  }
  if (offsets.has(zone.length)) return 'whole';
  return beginning ? 'beginning' : 'neither';
}

const spells = (zone: string, word: Word): boolean => reach(zone, word) === 'whole';
const begins = (zone: string, word: Word): boolean => zone !== '' && reach(zone, word) !== 'neither';
const joined = (words: readonly Word[]): Word => words.flat();

const allSpell = (zone: readonly string[], words: readonly Word[]): boolean =>
  zone.length === words.length && zone.every((word, index) => spells(word, words[index] ?? []));

/** Word by word the same in one of the spellings that ICAO 9303-3 allows, the family name as family name. */
export function sameSpelling(read: TwoPartName, name: TwoPartName): boolean {
  return (
    allSpell(zoneWords(read.familyName), wordsOf(name.familyName)) &&
    allSpell(zoneWords(read.givenNames), wordsOf(name.givenNames))
  );
}

/** The same letters, but words are joined or parted in another way: `ANNA-LENA` and `ANNALENA`, `O’NEIL` and `O NEIL`. */
export function sameLetters(read: TwoPartName, name: TwoPartName): boolean {
  const same = (zone: string, whole: string): boolean =>
    spells(zoneWords(zone).join(''), joined(wordsOf(whole)));
  return same(read.familyName, name.familyName) && same(read.givenNames, name.givenNames);
}

/** Family and given names changed places. */
export function swapped(read: TwoPartName, name: TwoPartName): boolean {
  const turned = { familyName: read.givenNames, givenNames: read.familyName };
  return read.givenNames !== '' && (sameSpelling(turned, name) || sameLetters(turned, name));
}

const longestSpelling = (part: string): number =>
  nameUnits(part).reduce((sum, unit) => {
    if (unit.role === 'letter') return sum + Math.max(...unit.spellings.map((each) => each.length));
    return unit.role === 'omitted' ? sum : sum + 1;
  }, 0);

const longest = ({ familyName, givenNames }: TwoPartName): number =>
  longestSpelling(familyName) + (givenNames === '' ? 0 : 2 + longestSpelling(givenNames));

const flat = (words: readonly Word[]): Word =>
  words.flatMap((word, index): Word => (index === 0 ? word : [['<'], ...word]));

/**
 * Is the zone what an issuing state may have made of a name that is too long for its field (ICAO 9303-4, 4.2.3)? Either every word is cut to
 * its beginning, down to an initial, and last given names are left out; or the whole is simply cut where the field ends.
 */
export function isCutOf(read: ZoneName, name: TwoPartName): boolean {
  if (longest(name) <= read.length) return false;
  const zone = { family: zoneWords(read.familyName), given: zoneWords(read.givenNames) };
  const words = { family: wordsOf(name.familyName), given: wordsOf(name.givenNames) };
  const wordByWord =
    read.nameMayBeCut &&
    zone.family.length === words.family.length &&
    zone.given.length <= words.given.length &&
    zone.given.length > 0 === words.given.length > 0 &&
    zone.family.every((word, index) => begins(word, words.family[index] ?? [])) &&
    zone.given.every((word, index) => begins(word, words.given[index] ?? []));
  if (wordByWord) return true;
  const text = zone.family.join('<') + (zone.given.length === 0 ? '' : `<<${zone.given.join('<')}`);
  const whole: Word =
    words.given.length === 0
      ? flat(words.family)
      : [...flat(words.family), ['<'], ['<'], ...flat(words.given)];
  // Fillers at the place of the cut are not seen: up to two.
  return text.length >= read.length - 2 && begins(text, whole);
}

/** Words that only one side has, after taking away those that are the same, wherever they stand. */
export function unmatchedWords(
  read: TwoPartName,
  name: TwoPartName,
): { readonly read: readonly string[]; readonly name: readonly string[]; readonly matched: number } {
  const left = [...sourceWords(name.familyName), ...sourceWords(name.givenNames)];
  const total = left.length;
  const extra = [...zoneWords(read.familyName), ...zoneWords(read.givenNames)].filter((zone) => {
    const at = left.findIndex(({ word }) => spells(zone, word));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { read: extra, name: left.map(({ text }) => text), matched: total - left.length };
}

function sourceWords(name: string): { text: string; word: Word }[] {
  return name
    .normalize('NFC')
    .split(/[\s\p{Pd},<]+/u)
    .map((text) => ({ text, word: joined(wordsOf(text)) }))
    .filter(({ word }) => word.length > 0);
}

/** Does a name have letters that no zone can spell, of another script? */
export const hasForeignLetters = ({ familyName, givenNames }: TwoPartName): boolean =>
  nameUnits(familyName + givenNames).some((unit: NameUnit) => unit.role === 'foreign');

/** Both parts in the recommended spelling, without spaces. */
export const plainLetters = ({ familyName, givenNames }: TwoPartName): readonly [string, string] => [
  zoneSpelling(familyName).replaceAll('<', ''),
  zoneSpelling(givenNames).replaceAll('<', ''),
];
