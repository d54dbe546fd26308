/** Letters whose recommended form in ICAO 9303 part 3 is more than the bare letter. */
const recommended: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  Ü: 'UE',
  ẞ: 'SS',
  ß: 'SS',
  Þ: 'TH',
  Đ: 'D',
  Ð: 'D',
  Ł: 'L',
  Ħ: 'H',
  Ŋ: 'N',
  Ŧ: 'T',
  İ: 'I',
  ı: 'I',
  Ĳ: 'IJ',
  Ə: 'E',
};
/** Letters that no decomposition takes apart, in their bare form. */
const bare: Readonly<Record<string, string>> = { ...recommended, Ä: 'A', Å: 'A', Ö: 'O', Ø: 'O', Ü: 'U' };

function spell(name: string, table: Readonly<Record<string, string>>): string {
  return Array.from(
    name.normalize('NFC').toUpperCase(),
    (letter) => table[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, ''),
  )
    .join('')
    .replace(/['’‘ʼ`´.,]/g, '')
    .replace(/[^A-Z]+/g, '<')
    .replace(/^<+|<+$/g, '');
}

/** One part of a name as a zone spells it: `<` for spaces and hyphens, apostrophes left out, recommended letters (ICAO 9303 part 3). */
export const zoneSpelling = (name: string): string => spell(name, recommended);
/** The other spelling that issuing states use: letters without their marks. */
export const bareSpelling = (name: string): string => spell(name, bare);

export const zoneNameLength = 39;

/** The 39 characters of a name in line 1: `FAMILY<<GIVEN<NAMES`, cut at the end, filled with `<`. A person may have one part only. */
export function zoneNameField(familyName: string, givenNames: string): string {
  const given = zoneSpelling(givenNames);
  const whole = zoneSpelling(familyName) + (given === '' ? '' : `<<${given}`);
  return whole.slice(0, zoneNameLength).padEnd(zoneNameLength, '<');
}

/** The two parts of a name field, with spaces for `<`. */
export function splitZoneName(field: string): { readonly familyName: string; readonly givenNames: string } {
  const [family = '', ...rest] = field.replace(/<+$/, '').split('<<');
  const readable = (part: string): string => part.replace(/<+/g, ' ').trim();
  return { familyName: readable(family), givenNames: readable(rest.join('<')) };
}
