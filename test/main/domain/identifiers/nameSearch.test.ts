import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameSearchParts, nameSearchText } from '../../../../main/domain/identifiers/nameSearch.ts';

const finds = (typed: string, familyName: string, givenNames = ''): boolean => {
  const parts = nameSearchParts(typed);
  const text = nameSearchText(familyName, givenNames);
  return parts.length > 0 && parts.every((part) => text.includes(part));
};

describe('A4 looking for a name', () => {
  const ways = ['MÜLLER', 'MUELLER', 'Mueller', 'muller', 'Müller', 'MUXXLLER'];
  it.each(ways.flatMap((typed) => ways.map((kept) => [typed, kept])))('%s finds %s', (typed, kept) => {
    expect(finds(typed, kept)).toBe(true);
  });

  it.each([
    ['SOERENSEN', 'SØRENSEN'],
    ['soren', 'SØRENSEN'],
    ['strass', 'STRAßMANN'],
    ['MUÑOZ', 'MUNOZ'],
    ['aabo', 'ÅBO'],
    ["O'Neil", 'ONEIL'],
    ['anna-lena', 'ANNA LENA'],
    ['ann spec', 'SPECIMEN', 'ANNA MARIA'],
    ['anna specimen', 'SPECIMEN', 'ANNA MARIA'],
    ['pecim', 'SPECIMEN'],
    ['li', 'LI', 'NA'],
    ['na', 'LI', 'NA'],
    ['o', 'O', 'SEI'],
    ['李敏', '李', '敏'],
    ['李敏', '王', '李敏'],
    ['敏', '王', '李敏'],
  ])('%s finds %s %s', (typed, familyName, givenNames = '') => {
    expect(finds(typed, familyName, givenNames)).toBe(true);
  });

  it.each([
    ['MULER', 'MÜLLER'],
    ['li', 'ALI'],
    ['o', 'OTTO'],
    ['李敏', '李', '小敏'],
    ['  ', 'LI'],
    ["'-.", 'LI'],
    ['', 'LI'],
  ])('%s does not find %s', (typed, familyName, givenNames = '') => {
    expect(finds(typed, familyName, givenNames)).toBe(false);
  });

  it('every name is found by itself, in capitals, in small letters and without its marks', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÅÆÑÖØÜßŁŞĞİŐé';
    const name = fc.string({ unit: fc.constantFrom(...Array.from(letters)), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(name, name, (family, given) => {
        for (const typed of [family, given, `${given} ${family}`, family.toLowerCase()])
          expect(finds(typed, family, given)).toBe(true);
      }),
    );
  });

  it('a plain name is spelled as the letters of ICAO would spell it', () => {
    const unit = fc.constantFrom(...Array.from("ABCXYZabcxyz '.-"));
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (name) => {
        // A letter that nobody spells otherwise sends the name on the long way.
        expect(nameSearchText(name, 'ŁA')).toBe(nameSearchText(`${name} Ł`, 'A').replace(' L A ', ' LA '));
      }),
    );
  });

  it('nothing that is typed makes it throw, and every part is long enough for three characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        for (const part of nameSearchParts(typed)) expect(Array.from(part).length).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});
