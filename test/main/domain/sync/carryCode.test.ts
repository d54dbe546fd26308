import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryCodeValues, readCarryCode, writeCarryCode } from '../../../../main/domain/sync/carryCode.ts';

const values = fc.array(fc.integer({ min: 0, max: 31 }), {
  minLength: carryCodeValues,
  maxLength: carryCodeValues,
});
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groupOf = (at: number): number => Math.floor(at / 6) + 1;

describe('G6 the code of a carried queue', () => {
  it('carries 140 bits in seven groups of five and is read back however it is typed', () => {
    fc.assert(
      fc.property(values, (given) => {
        const code = writeCarryCode(given);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/);
        const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
        for (const each of [code, typed, ` ${code.replaceAll('-', '')}\n`])
          expect(readCarryCode(each)).toEqual({ ok: true, value: given });
      }),
    );
  });

  it('one wrong letter is always noticed, and its group is named', () => {
    fc.assert(
      fc.property(values, fc.nat(40), fc.nat(31), (given, place, letter) => {
        const code = writeCarryCode(given);
        const at = code[place] === '-' ? place + 1 : place;
        const wrong = alphabet.charAt(letter);
        fc.pre(code[at] !== wrong);
        const typed = code.slice(0, at) + wrong + code.slice(at + 1);
        expect(readCarryCode(typed)).toEqual({
          ok: false,
          error: { code: 'carryCodeTypo', detail: { group: groupOf(at) } },
        });
      }),
    );
  });

  it('two neighbours in a group that changed places are always noticed, and two groups are', () => {
    fc.assert(
      fc.property(values, fc.nat(6), fc.nat(3), (given, group, letter) => {
        const code = writeCarryCode(given);
        const at = group * 6 + letter;
        fc.pre(code[at] !== code[at + 1]);
        const typed = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
        expect(readCarryCode(typed)).toMatchObject({ error: { detail: { group: group + 1 } } });
        const groups = code.split('-');
        const other = (group + 1) % 7;
        const swapped = groups.with(group, groups[other] ?? '').with(other, groups[group] ?? '');
        expect(readCarryCode(swapped.join('-'))).toMatchObject({ error: { code: 'carryCodeTypo' } });
      }),
    );
  });

  it('a code that is too short or too long says so; letters that do not occur are a typo', () => {
    const code = writeCarryCode(Array<number>(carryCodeValues).fill(7));
    expect(readCarryCode(code.slice(0, 35))).toEqual({
      ok: false,
      error: { code: 'carryCodeLength', detail: { typed: 30, wanted: 35 } },
    });
    expect(readCarryCode('')).toMatchObject({ error: { code: 'carryCodeLength' } });
    expect(readCarryCode(`U${code.slice(1)}`)).toMatchObject({ error: { detail: { group: 1 } } });
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (any) => void readCarryCode(any)));
  });
});
