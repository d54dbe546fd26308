import { describe, expect, it } from 'vitest';
import type { PassportRead } from '../../../../main/contract/cases.ts';
import {
  comparePassport,
  differingFields,
  openFields,
} from '../../../../main/domain/documents/comparePassport.ts';
import { composePassportZone, parsePassportZone } from '../../../../main/domain/identifiers/passportZone.ts';
import { samplePermit } from '../../helpers/index.ts';

const permit = samplePermit();
const { holder } = permit;

/** The passport of a holder as a reader gives it: composed and parsed again. */
function passportOf(changes: Partial<typeof holder> = {}): PassportRead {
  const person = { ...holder, ...changes };
  const parsed = parsePassportZone(
    composePassportZone({
      issuingState: 'D<<',
      nationality: person.nationality === 'DEU' ? 'D<<' : person.nationality,
      familyName: person.familyName,
      givenNames: person.givenNames,
      documentNumber: person.passportNumber,
      birthDate: person.birthDate,
      sex: person.sex,
      expiryDate: person.passportExpiry,
    }),
    '2026-11-25',
    '2026-11-25T01:20:00.000Z',
  );
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}
const compare = (passport: PassportRead, record = permit) => comparePassport(passport, record, []);
const machineOf = (field: string, passport: PassportRead, record = permit) =>
  compare(passport, record).find((row) => row.field === field)?.machine;

describe('A3 field by field', () => {
  it('finds all the same but the name, which needs the eye', () => {
    const rows = compare(passportOf());
    expect(rows.map(({ field, machine }) => [field, machine])).toEqual([
      ['passportNumber', 'same'],
      ['name', 'needsEye'],
      ['nationality', 'same'],
      ['birthDate', 'same'],
      ['sex', 'same'],
      ['passportExpiry', 'same'],
    ]);
    expect(openFields(rows)).toEqual(['name']);
    expect(differingFields(rows)).toEqual([]);
  });

  it.each([
    ['passportNumber', { passportNumber: 'C01X00T48' }],
    ['nationality', { nationality: 'CAN' }],
    ['birthDate', { birthDate: '1990-01-03' }],
    ['sex', { sex: 'M' as const }],
    ['passportExpiry', { passportExpiry: '2031-05-07' }],
    ['name', { familyName: 'OTHER' }],
  ])('marks %s and nothing else', (field, changes) => {
    expect(differingFields(compare(passportOf(changes)))).toEqual([field]);
  });

  it('leaves to the eye what two digits and an unspecified sex cannot prove', () => {
    expect(machineOf('birthDate', { ...passportOf(), birthDate: '1890-01-02' })).toBe('needsEye');
    expect(machineOf('sex', passportOf({ sex: 'X' }))).toBe('needsEye');
    expect(machineOf('nationality', { ...passportOf(), nationality: null, nationalityCode: 'GBN' })).toBe(
      'needsEye',
    );
  });

  it('lets the eye overrule the machine on names, never on a field with a check digit', () => {
    const eye = (['name', 'passportNumber'] as const).map((field) => ({
      field,
      outcome: 'same' as const,
      by: 'Test Clerk',
      at: '2026-11-25T01:21:00.000Z',
    }));
    const rows = comparePassport(
      passportOf({ familyName: 'OTHER', passportNumber: 'C01X00T48' }),
      permit,
      eye,
    );
    expect(differingFields(rows)).toEqual(['passportNumber']);
    expect(openFields(rows)).toEqual([]);
  });
});

describe('A4 names', () => {
  const long = 'ABCDEFGHIJ '.repeat(11).slice(0, 120).trim();
  it.each([
    ['a hyphen', { familyName: 'MUSTER-BEISPIEL', givenNames: 'ANNA-LENA' }],
    ['an apostrophe', { familyName: "O'EXAMPLE", givenNames: "D'ARCY" }],
    ['several parts', { familyName: 'VAN DER EXAMPLE', givenNames: 'MARIA  DEL CARMEN' }],
    ['one part', { familyName: 'EXAMPLE', givenNames: '' }],
    ['umlauts', { familyName: 'MÜSTERMÄNN', givenNames: 'JÖRG ŁUKASZ' }],
    ['120 characters', { familyName: long, givenNames: long }],
    ['exactly 39 characters', { familyName: 'A'.repeat(20), givenNames: 'B'.repeat(17) }],
    ['40 characters, cut at 39', { familyName: 'A'.repeat(20), givenNames: 'B'.repeat(18) }],
  ])('with %s pass to the eye', (_what, changes) => {
    const record = samplePermit({ holder: { ...holder, ...changes } });
    expect(machineOf('name', passportOf(changes), record)).toBe('needsEye');
  });

  it('accept the other spelling of a letter', () => {
    const record = samplePermit({ holder: { ...holder, familyName: 'MÜLLER' } });
    expect(machineOf('name', passportOf({ familyName: 'MULLER' }), record)).toBe('needsEye');
    expect(machineOf('name', passportOf({ familyName: 'MUELLER' }), record)).toBe('needsEye');
  });

  it('accept given names cut one by one by the issuing state', () => {
    const familyName = 'EXAMPLENAME';
    const record = samplePermit({
      holder: { ...holder, familyName, givenNames: 'ALEXANDRA BERNADETTE CHRISTINA DOROTHEA' },
    });
    const passport = {
      ...passportOf(),
      familyName,
      givenNames: 'ALEXANDRA BERNADET CHRIS D',
      nameMayBeCut: true,
    };
    expect(machineOf('name', passport, record)).toBe('needsEye');
    expect(machineOf('name', { ...passport, givenNames: 'ALEXANDRA XBERNADE CHRIS D' }, record)).toBe(
      'differs',
    );
  });

  it.each([
    { familyName: 'EXAMPLES' },
    { familyName: 'EXAMPL' },
    { givenNames: 'PERSO' },
    { givenNames: 'PERSON TWO' },
    { familyName: 'PERSON', givenNames: 'EXAMPLE' },
  ])('differ when the short name is another: %j', (changes) => {
    expect(machineOf('name', passportOf(changes))).toBe('differs');
  });
});
