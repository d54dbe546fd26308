// The vectors of domain-rules section 1, one by one.
import { describe, expect, it } from 'vitest';
import {
  checkBankCardNumber,
  checkCardIdentifier,
  checkCardNumber,
} from '../../../../main/domain/identifiers/cardNumbers.ts';
import { crc16Hex, mrzCheckDigit } from '../../../../main/domain/identifiers/checksums.ts';
import { checkCreditCode } from '../../../../main/domain/identifiers/creditCode.ts';
import {
  candidateSsn,
  checkCitizenId,
  checkForeignSsn,
  checkNewResidenceCard,
  checkOldResidenceCard,
  checkPassportNumber,
  checkPermitNumber,
  checkResidentSsn,
} from '../../../../main/domain/identifiers/personNumbers.ts';

const today = '2026-11-25';
const old = (number: string) => checkOldResidenceCard(number, today);
const resident = (number: string) => checkResidentSsn(number, today);

describe('A5 identifiers are validated by type', () => {
  it.each([
    [checkForeignSsn, 'DEU0G01234567'],
    [checkForeignSsn, 'USA9A'],
    [resident, 'KAZ0110090123105'],
    [resident, 'KAZ110090123105'],
    [resident, '911124198108030024'],
    [checkNewResidenceCard, '911124198108030024'],
    [old, 'KAZ110090123105'],
    [checkCitizenId, '34052419800101001X'],
    [checkCitizenId, '11010519491231002X'],
    [checkCitizenId, '810000199408230021'],
    [checkCitizenId, '830000199201300022'],
    [checkCreditCode, '9144030071526726XG'],
    [checkCreditCode, '914403001922038216'],
    [checkCreditCode, '91440300100012316L'],
    [checkCreditCode, '91440300192317458F'],
    [checkCardNumber, 'B00000019'],
    [checkCardIdentifier, '4403000123456789ABCDEF0123456789'],
    [checkBankCardNumber, '6212345678901265'],
    [checkBankCardNumber, '6217000000000000129'],
    [checkPassportNumber, 'G01234567'],
    [checkPermitNumber, 'TEST00000001'],
  ])('%o accepts %s', (check, number) => {
    expect(check(number)).toEqual({ result: 'good' });
  });

  it.each([
    [checkForeignSsn, 'D0G01234567', 'shape'],
    [checkForeignSsn, 'DEU0G0123456<', 'shape'],
    [checkForeignSsn, 'DEU0', 'shape'],
    [checkForeignSsn, 'DEU0G01234567890123', 'length'],
    [checkForeignSsn, 'XXA0G01234567', 'country'],
    [checkNewResidenceCard, '911124198108030025', 'checkDigit'],
    [checkNewResidenceCard, '911999198108030024', 'country'],
    [checkNewResidenceCard, '911124198113030024', 'date'],
    [old, 'XXA110090123105', 'country'],
    [old, 'KAZ110090133105', 'date'],
    [resident, 'KAZX110090123105', 'shape'],
    [checkCitizenId, '340524198001010011', 'checkDigit'],
    [checkCitizenId, '340524198002300011', 'date'],
    [checkCreditCode, '914403001922038217', 'checkDigit'],
    [checkCreditCode, '914403001922038206', 'checkDigit'],
    [checkCreditCode, '9144030019220382I6', 'shape'],
    [checkCardNumber, 'B0000001', 'shape'],
    [checkCardIdentifier, '4403', 'shape'],
    [checkBankCardNumber, '621234567890126', 'shape'],
    [checkPassportNumber, 'G012345678', 'shape'],
    [checkPermitNumber, 'abc', 'shape'],
  ])('%o refuses %s: %s', (check, number, reason) => {
    expect(check(number)).toEqual({ result: 'bad', reason });
  });

  it.each([
    [old, 'KAZ110090123106', 'checkDigit'],
    [resident, 'KAZ0110090123106', 'checkDigit'],
    [checkBankCardNumber, '6212345678901264', 'checkDigit'],
  ])('%o warns about %s: %s', (check, number, reason) => {
    expect(check(number)).toEqual({ result: 'warning', reason });
  });

  it('warns about a wrong digit of the inner organisation code under a right outer one', () => {
    const results = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY', (outer) =>
      checkCreditCode(`91440300192203820${outer}`),
    );
    expect(results.filter(({ result }) => result !== 'bad')).toEqual([
      { result: 'warning', reason: 'innerCheckDigit' },
    ]);
  });

  it('builds a candidate number only from a country and a passport number', () => {
    expect(candidateSsn('DEU', 'G01234567')).toBe('DEU0G01234567');
    expect(candidateSsn(null, 'G01234567')).toBeNull();
    expect(candidateSsn('DEU', '')).toBeNull();
  });
});

describe('checksums', () => {
  it('agree with published values', () => {
    // The worked example of ICAO 9303 part 3, and the check value of CRC-16/CCITT-FALSE.
    expect(mrzCheckDigit('520727')).toBe(3);
    expect(mrzCheckDigit('AB2134<<<')).toBe(5);
    expect(crc16Hex('123456789')).toBe('29B1');
  });

  it('refuse characters that a zone does not have', () => {
    expect(() => mrzCheckDigit('ab-')).toThrow('outside the alphabet');
  });
});
