import { describe, expect, it } from 'vitest';
import type { ChipFacts } from '../../../../main/contract/devices.ts';
import { chipDifferences } from '../../../../main/domain/cards/chipReadBack.ts';

const record = {
  cardIdentifier: '00000000000000000000000000000001',
  cardNumber: '000000001',
  socialSecurityNumber: '990000190001010005',
  holderName: 'ERIKSSON ANNA MARIA',
  issuedOn: '2026-11-24',
  expiresOn: '2036-11-24',
};
const facts: ChipFacts = {
  ...record,
  completion: { code: 'success' },
  atr: '3B6D000000905431168660130400000001',
  bankCardNumber: '6200000000000000001',
  specificationVersion: '3.00',
};
const fields = [
  'cardIdentifier',
  'cardNumber',
  'socialSecurityNumber',
  'holderName',
  'issuedOn',
  'expiresOn',
] as const;

describe('D6 read-back against the record', () => {
  it('a chip that is right has no difference', () => expect(chipDifferences(record, facts)).toEqual([]));

  it.each(fields)('names %s when it is another one or not there, and never says what it is', (field) => {
    for (const value of ['0', null]) {
      const found = chipDifferences(record, { ...facts, [field]: value });
      expect(found).toEqual([field]);
    }
  });

  it('a chip that was not read differs in everything, whatever the facts say', () => {
    expect(chipDifferences(record, { ...facts, completion: { code: 'timeOut' } })).toEqual(fields);
  });

  const names: readonly (readonly [string, string, boolean])[] = [
    // 50 bytes: 25 Chinese characters, 50 Latin ones, 12 rare ones of four bytes (7 in 09, 5 in 4E).
    ['张'.repeat(40), '张'.repeat(25), true],
    ['A'.repeat(60), 'A'.repeat(50), true],
    ['\u{20bb7}'.repeat(20), '\u{20bb7}'.repeat(12), true],
    ['张'.repeat(40), '张'.repeat(24), false],
    ['A'.repeat(50), 'A'.repeat(49), false],
    ['ANNA MARIA', 'ANNA', false],
    ['ANNA  MARIA', 'ANNA MARIA', false],
    [' ANNA ', 'ANNA', true],
    ['\u{20bb7}田', '?田', false],
    // The cut falls on a blank, which nobody can tell from padding.
    [`${'A'.repeat(49)} B`, 'A'.repeat(49), true],
  ];
  it.each(names)('a name is compared as the chip can hold it: %s / %s -> %s', (holderName, read, equal) => {
    const found = chipDifferences({ ...record, holderName }, { ...facts, holderName: read });
    expect(found).toEqual(equal ? [] : ['holderName']);
  });
});
