import { describe, expect, it } from 'vitest';
import { countryOfZoneCode } from '../../../../main/domain/identifiers/countryCodes.ts';
import { checkIdCardNumber } from '../../../../main/domain/identifiers/idCardNumbers.ts';

const today = '2026-11-25';

describe('A5 codes and numbers beside passports', () => {
  it.each([
    ...[
      'GBD',
      'GBN',
      'GBO',
      'GBP',
      'GBS',
      'UNO',
      'UNA',
      'UNK',
      'XXA',
      'XXB',
      'XXC',
      'XXX',
      'RKS',
      'EUE',
      'UTO',
    ],
  ])('%s needs a person (2.3)', (code) => expect(countryOfZoneCode(code)).toBeNull());

  it.each([
    ['resident', '11010519491231002X', 'good'],
    ['resident', '911124198108030024', 'good'],
    ['resident', '110105194912310021', 'bad'],
    ['hkmtPermit', '810000199408230021', 'good'],
    ['foreigner2017', 'KAZ110090123105', 'good'],
    ['foreigner2017', 'KAZ110090123106', 'warning'],
    ['foreigner2017', '911124198108030024', 'bad'],
    ['foreigner2023', '911124198108030024', 'good'],
    ['foreigner2023', '911124198108030025', 'bad'],
    ['foreigner2023', '11010519491231002X', 'bad'],
  ] as const)('the number of a %s card, %s: %s', (cardType, number, result) => {
    expect(checkIdCardNumber(cardType, number, today).result).toBe(result);
  });
});
