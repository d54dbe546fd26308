import fc from 'fast-check';
import { parse } from 'mrz';
import { describe, expect, it } from 'vitest';
import { countryOfZoneCode } from '../../../../main/domain/identifiers/countryCodes.ts';
import { composePassportZone, parsePassportZone } from '../../../../main/domain/identifiers/passportZone.ts';
import { birthDateOf, expiryDateOf } from '../../../../main/domain/identifiers/zoneDates.ts';

const today = '2026-11-25';
const readAt = '2026-11-25T01:20:00.000Z';
const first = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';
const read = (...lines: string[]) => parsePassportZone(lines, today, readAt);

describe('A3 passport zone', () => {
  it('reads the ICAO specimen with all five digits right', () => {
    expect(read(first, 'L898902C36UTO7408122F1204159ZE184226B<<<<<10')).toEqual({
      ok: true,
      value: {
        readAt,
        documentNumber: 'L898902C3',
        issuingState: 'UTO',
        nationality: null,
        nationalityCode: 'UTO',
        familyName: 'ERIKSSON',
        givenNames: 'ANNA MARIA',
        nameMayBeCut: false,
        birthDate: '1974-08-12',
        sex: 'F',
        expiryDate: '2012-04-15',
      },
    });
  });

  it.each([
    ['L898902C46UTO7408122F1204159ZE184226B<<<<<10', 'documentNumber,composite'],
    ['L898902C36UTO7408122F1204159ZE184226B<<<<<14', 'composite'],
    ['L898902C36UTO7408123F1204159ZE184226B<<<<<10', 'birthDate,composite'],
    ['L898902C36UTO7408122F1204158ZE184226B<<<<<10', 'expiryDate,composite'],
    ['L898902C36UTO7408122F1204159ZE184226B<<<<<20', 'personalNumber,composite'],
  ])('names every wrong digit of %s', (line, fields) => {
    expect(read(first, line)).toMatchObject({
      ok: false,
      error: { code: 'mrzCheckDigit', detail: { fields } },
    });
  });

  it.each(['G012345670D<<8001014M3106305<<<<<<<<<<<<<<<8', 'G012345670D<<8001014M3106305<<<<<<<<<<<<<<08'])(
    'takes an empty personal number with either digit: %s',
    (line) => {
      expect(read('P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<', line)).toMatchObject({
        ok: true,
        value: { nationality: 'DEU', nationalityCode: 'D<<', sex: 'M', expiryDate: '2031-06-30' },
      });
    },
  );

  it.each([
    [['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<']],
    [['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<']],
    [['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<']],
  ])('says that a visa or an identity card is not supported', (lines) => {
    expect(read(...lines)).toMatchObject({ ok: false, error: { code: 'mrzUnsupported' } });
  });

  it.each([
    [[]],
    [[first]],
    [[first, 'L898902C36UTO7408122F12041']],
    [[first.slice(0, 40), 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']],
    [[first, 'l898902c36uto7408122f1204159ze184226b<<<<<10']],
    [[first, 'L898902C36UTO7408122F1204159ZE184226B<<<<<10', '']],
  ])('calls %j truncated', (lines) => {
    expect(read(...lines)).toMatchObject({ ok: false, error: { code: 'mrzTruncated' } });
  });

  it.each(['GBD', 'UNO', 'XXA', 'XXX', 'RKS', 'EUE', 'UTO', 'ZZZ', '<<<'])(
    'leaves the country of %s to a person (2.3)',
    (code) => {
      expect(countryOfZoneCode(code)).toBeNull();
    },
  );
  it.each([
    ['D<<', 'DEU'],
    ['CAN', 'CAN'],
    ['USA', 'USA'],
    ['TKM', 'TKM'],
  ])('maps %s to %s', (code, country) => {
    expect(countryOfZoneCode(code)).toBe(country);
  });

  it('resolves two-digit years from the given day (2.2)', () => {
    expect(birthDateOf('261125', today)).toBe('2026-11-25');
    expect(birthDateOf('261126', today)).toBe('1926-11-26');
    expect(birthDateOf('000229', today)).toBe('2000-02-29');
    expect(birthDateOf('260230', today)).toBeNull();
    expect(expiryDateOf('750101', today)).toBe('2075-01-01');
    expect(expiryDateOf('771231', today)).toBe('1977-12-31');
    expect(expiryDateOf('120415', today)).toBe('2012-04-15');
  });

  it('never throws, whatever a reader sends', () => {
    const zoneLine = fc.string({
      unit: fc.constantFrom(...'ABPVX019<'.split('')),
      minLength: 0,
      maxLength: 46,
    });
    const full = fc.string({ unit: fc.constantFrom(...'AZ09<'.split('')), minLength: 43, maxLength: 43 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.oneof(fc.string(), zoneLine), { maxLength: 4 }),
          fc.tuple(
            full.map((text) => `P${text}`),
            full.map((text) => `${text}0`),
          ),
        ),
        (lines) => {
          const result = parsePassportZone(lines, today, readAt);
          if (!result.ok) expect(result.error.code).toMatch(/^mrz(Truncated|CheckDigit|Unsupported)$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads back what it composes, and another parser agrees', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJ'.split('')), minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(
        fc.record({
          familyName: name,
          givenNames: name,
          documentNumber: fc.stringMatching(/^[A-Z][A-Z0-9]{0,8}$/),
          nationality: fc.constantFrom('D<<', 'CAN', 'USA', 'TKM'),
          sex: fc.constantFrom('M', 'F', 'X'),
        }),
        (fields) => {
          const lines = composePassportZone({
            ...fields,
            issuingState: fields.nationality,
            birthDate: '1990-02-28',
            expiryDate: '2031-05-06',
          });
          const parsed = parsePassportZone(lines, today, readAt);
          expect(parsed).toMatchObject({
            ok: true,
            value: {
              documentNumber: fields.documentNumber,
              familyName: fields.familyName,
              nationalityCode: fields.nationality,
              sex: fields.sex,
              birthDate: '1990-02-28',
              expiryDate: '2031-05-06',
              nameMayBeCut: fields.familyName.length + fields.givenNames.length + 2 >= 39,
            },
          });
          expect(parse(lines).details.filter((detail) => !detail.valid)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('notices every single altered character of line 2 that a digit can prove', () => {
    const [line1, line2] = composePassportZone({
      issuingState: 'CAN',
      nationality: 'CAN',
      familyName: 'EXAMPLE',
      givenNames: 'PERSON',
      documentNumber: 'AB123456',
      birthDate: '1990-02-28',
      sex: 'F',
      expiryDate: '2031-05-06',
    });
    // Every digit one higher is never equal mod 10 at weights 7, 3 and 1.
    const covered = [...Array(10).keys(), 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 43];
    for (const at of covered.filter((index) => /\d/.test(line2.charAt(index)))) {
      const altered = String((Number(line2.charAt(at)) + 1) % 10);
      const result = read(line1, line2.slice(0, at) + altered + line2.slice(at + 1));
      expect(result).toMatchObject({ ok: false, error: { code: 'mrzCheckDigit' } });
    }
  });
});
