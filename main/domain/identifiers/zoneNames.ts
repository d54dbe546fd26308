import { nameUnits } from './latinLetters.ts';

/** One part of a name as a zone spells it: `<` for spaces and hyphens, apostrophes left out, recommended letters (ICAO 9303-3, 4.6 and 6). */
export function zoneSpelling(name: string): string {
  return nameUnits(name)
    .map((unit) => {
      if (unit.role === 'letter') return unit.spellings[0] ?? '';
      return unit.role === 'omitted' ? '' : '<';
    })
    .join('')
    .replace(/<+/g, '<')
    .replace(/^<|<$/g, '');
}

/** Room for a name in line 1 of a passport or a large visa (TD3, MRV-A); small visas (MRV-B) and two-line cards have 31. */
export const zoneNameLength = 39;
export const shortZoneNameLength = 31;

/** Room that the first letter of the given names needs when the family name alone would fill the field. */
const initial = 3;

/**
 * A family name that leaves room for given names: words become initials from the last one on, and the first word is cut when that is not
 * enough. Room that the given names do not need goes back to the word that was shortened last.
 */
function shortFamily(family: string, given: string): string {
  const room = Math.max(zoneNameLength - 2 - given.length, zoneNameLength - initial);
  const words = family.split('<');
  let last = words.length;
  while (last > 1 && words.join('<').length > room) {
    last -= 1;
    words[last] = words[last]?.charAt(0) ?? '';
  }
  const spare = zoneNameLength - 2 - given.length - words.join('<').length;
  if (last < words.length && spare > 0) words[last] = (family.split('<')[last] ?? '').slice(0, 1 + spare);
  const over = words.join('<').length - room;
  const [first = ''] = words;
  if (over > 0) words[0] = first.slice(0, Math.max(1, first.length - over));
  return words.join('<').slice(0, room).replace(/<$/, '');
}

/** A cut field ends in a letter: that is how a reader knows that it may be cut. The word before gives one of its letters for the next one. */
function endInLetter(whole: string): string {
  const cut = whole.slice(0, zoneNameLength);
  if (!cut.endsWith('<')) return cut;
  const kept = cut.slice(0, -1);
  const shorter = kept.replace(/([A-Z])[A-Z]((?:<+[A-Z])*)$/, '$1$2');
  return shorter === kept ? cut : `${shorter}<${whole.charAt(zoneNameLength)}`;
}

/**
 * The 39 characters of a name in line 1: `FAMILY<<GIVEN<NAMES`, filled with `<`, cut as ICAO 9303-4 (4.2.3) asks: part of the given names
 * always stays, and the last character is a letter. A person may have one part only.
 */
export function zoneNameField(familyName: string, givenNames: string): string {
  const given = zoneSpelling(givenNames);
  const family = zoneSpelling(familyName);
  return endInLetter(given === '' ? family : `${shortFamily(family, given)}<<${given}`).padEnd(
    zoneNameLength,
    '<',
  );
}

/** The two parts of a name field, with spaces for `<`. */
export function splitZoneName(field: string): { readonly familyName: string; readonly givenNames: string } {
  const [family = '', ...rest] = field.replace(/<+$/, '').split('<<');
  const readable = (part: string): string => part.replace(/<+/g, ' ').trim();
  return { familyName: readable(family), givenNames: readable(rest.join('<')) };
}
