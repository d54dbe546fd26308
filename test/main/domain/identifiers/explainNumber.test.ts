import { describe, expect, it } from 'vitest';
import { identifierAnswer, identifierKind } from '../../../../main/contract/numbers.ts';
import { explainNumber } from '../../../../main/domain/identifiers/explainNumber.ts';
import { currentNumber, replaceNumber } from '../../../../main/domain/identifiers/numberHistory.ts';
import type { NumberRow } from '../../../../main/contract/numbers.ts';

const today = '2026-11-25';
const say = (kind: (typeof identifierKind.options)[number], text: string) =>
  explainNumber(kind, text, today, []);

describe('A5 a number is explained in words, with its rule', () => {
  it.each([
    ['permitNumber', 'TEST00000001', 'good', '1.2'],
    ['permitNumber', 'TEST', 'bad', '1.2'],
    ['passport', 'C01X00T47', 'good', '2'],
    ['socialNumberPassport', 'DEU0G01234567', 'good', '1.6'],
    ['socialNumberPassport', 'D0G01234567', 'bad', '1.6'],
    ['socialNumberPassport', 'XYZ0G01234567', 'bad', '1.6'],
    ['socialNumberResident', 'KAZ0110090123105', 'good', '1.7'],
    ['residentCardNew', '911124198108030024', 'good', '1'],
    ['residentCardNew', '911124198108030025', 'bad', '1'],
    ['residentCardOld', 'KAZ110090123106', 'warning', '1'],
    ['citizenId', '34052419800101001X', 'good', '1'],
    ['cardNumber', 'B00000019', 'good', '8.6'],
    ['cardIdentifier', '440300ABCDEF01234567890123456789', 'good', '8.6'],
    ['bankCard', '6212345678901264', 'warning', '1'],
  ] as const)('%s %s is %s by rule %s', (kind, text, result, rule) => {
    const answer = say(kind, text);
    expect(answer).toMatchObject({ kind, result, rule });
    expect(identifierAnswer.parse(answer)).toEqual(answer);
  });

  it.each([
    ['permitNumber', 'permitNumber', '^PR-[0-9]{4}$', 'PR-0001', 'TEST00000001'],
    [
      'socialNumberPassport',
      'foreignSocialNumber',
      '^[A-Z]{3}-[0-9][A-Z0-9]{1,13}$',
      'DEU-0G01234567',
      'DEU0G01234567',
    ],
    ['cardNumber', 'cardNumber', '^[A-Z]{10}$', 'ABCDEFGHIJ', 'B00000019'],
    ['cardIdentifier', 'cardIdentifier', '^[0-9A-F]{8}$', '440300AB', '440300ABCDEF01234567890123456789'],
    ['bankCard', 'bankCardNumber', '^[0-9]{12}$', '621234567899', '6212345678901264'],
  ] as const)(
    'takes the shape of %s from the rule pack, without a release',
    (kind, id, pattern, right, wrong) => {
      const asPackSays = (text: string) => explainNumber(kind, text, today, [{ id, pattern }]);
      expect(asPackSays(right).result).not.toBe('bad');
      expect(say(kind, right).result).toBe('bad');
      // Words about our shape would be wrong for another one.
      expect(asPackSays(wrong)).toMatchObject({ result: 'bad', zh: '与规则包规定的格式不符' });
    },
  );

  it('a pack cannot loosen what a standard fixes', () => {
    const loose = [
      { id: 'permanentResidentNew', pattern: '^.*$' },
      { id: 'creditCode', pattern: '^.*$' },
    ];
    expect(explainNumber('residentCardNew', '811124198108030024', today, loose).result).toBe('bad');
    expect(explainNumber('creditCode', '9144030019220382I6', today, loose).result).toBe('bad');
  });

  it('tells the two causes of “未查询到信息” apart (1.15)', () => {
    expect(say('creditCode', '914403001922038216')).toMatchObject({
      result: 'good',
      rule: '1.15',
      zh: expect.stringContaining('推送') as string,
      en: expect.stringContaining('local registry') as string,
    });
    for (const wrong of ['914403001922038217', '9144030019220382I6'])
      expect(say('creditCode', wrong)).toMatchObject({
        result: 'bad',
        zh: expect.stringContaining('录入有误') as string,
        en: expect.stringContaining('entered wrongly') as string,
      });
    expect(say('creditCode', '914403001922038203')).toMatchObject({
      result: 'warning',
      zh: expect.stringContaining('组织机构代码') as string,
    });
  });

  it('has words of its own for every fault of every kind, and never repeats the number', () => {
    for (const kind of identifierKind.options)
      for (const text of ['?', '1', 'DEU0G01234567', '911124198108030024', 'A'.repeat(40)]) {
        const { zh, en } = say(kind, text);
        expect(zh).toMatch(/[\u4e00-\u9fff]{2}/);
        expect(en).toMatch(/[a-z]{4}/);
        if (text.length > 1) expect(zh + en).not.toContain(text);
      }
  });

  it('leaves out the spaces that people write', () => {
    expect(say('bankCard', '6217 0000 0000 0000 129').result).toBe('good');
  });
});

const first: NumberRow = {
  kind: 'passport',
  number: 'OLD1',
  document: 'OLD1',
  from: '2020-01-01',
  to: null,
  reason: 'first',
  source: 'permitRecord',
};
const next = {
  kind: 'passport',
  number: 'NEW2',
  document: 'NEW2',
  from: '2026-11-25',
  reason: 'passportChanged',
  source: 'passport',
} as const;

describe('A5 history of numbers (1.11)', () => {
  it('ends the old row the day before and keeps it', () => {
    const replaced = replaceNumber([first], next);
    expect(replaced).toEqual({
      rows: [
        { ...first, to: '2026-11-24' },
        { ...next, to: null },
      ],
    });
    if ('rows' in replaced) expect(currentNumber(replaced.rows, 'passport')?.number).toBe('NEW2');
    expect(first.to).toBeNull();
  });

  it.each([
    ['the same number', { ...next, number: 'OLD1' }, 'sameNumber'],
    ['a day before the old one began', { ...next, from: '2020-01-01' }, 'notLater'],
  ])('refuses %s', (_what, row, fault) => {
    expect(replaceNumber([first], row)).toEqual({ fault });
  });

  it('goes back to an old number only as a correction', () => {
    const replaced = replaceNumber([first], next);
    if (!('rows' in replaced)) throw new Error('no rows');
    const back = { ...next, number: 'OLD1', document: 'OLD1', from: '2026-12-01' };
    expect(replaceNumber(replaced.rows, back)).toEqual({ fault: 'alreadyReplaced' });
    expect(replaceNumber(replaced.rows, { ...back, reason: 'corrected' })).toHaveProperty('rows');
  });

  it('keeps kinds apart', () => {
    const social = { ...next, kind: 'socialNumber', number: 'DEU0NEW2', source: 'candidate' } as const;
    expect(replaceNumber([first], social)).toEqual({ rows: [first, { ...social, to: null }] });
  });
});
