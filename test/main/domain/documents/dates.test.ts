import { describe, expect, it } from 'vitest';
import { addMonths } from '../../../../main/domain/calendar/dates.ts';
import { shanghaiDate } from '../../../../main/domain/calendar/shanghai.ts';
import { checkDate, type DateRule } from '../../../../main/domain/documents/dateChecks.ts';
import { isWorkingDay, legalClock } from '../../../../main/domain/documents/legalClock.ts';
import { samplePermit } from '../../helpers/index.ts';
import { shippedPack } from '../../helpers/shippedPacks.ts';

const pack = shippedPack('440300');
const contract: DateRule = {
  rule: '5.1',
  kind: 'withinDaysOfSubmission',
  field: 'effectiveDate',
  limit: 90,
  reference: 'submission',
};
const sixMonths: DateRule = {
  rule: '5.4',
  kind: 'atMostMonthsOld',
  field: 'issueDate',
  limit: 6,
  reference: 'submission',
};
const factsWith = (date: { issueDate?: string; effectiveDate?: string }, today = '2026-11-25') => ({
  record: samplePermit({
    submissionDate: '2026-09-15',
    documents: [{ code: 'NCR' as const, ...date }],
  }),
  passport: null,
  seen: null,
  entryDate: null,
  today,
});

describe('B4 dates are computed', () => {
  it.each([
    ['2026-12-14', 'ok'],
    ['2026-12-15', 'fails'],
    ['2026-09-15', 'ok'],
    ['2026-09-14', 'warn'],
    ['2026-06-17', 'warn'],
    ['2026-06-16', 'fails'],
  ])('5.1, 5.2: a contract in force from %s: %s', (effectiveDate, result) => {
    expect(checkDate(contract, 'NCR', factsWith({ effectiveDate }))).toMatchObject({
      result,
      until: '2026-12-14',
    });
  });

  it.each([
    ['2026-03-15', '2026-09-16', 'warn', '2026-09-15'],
    ['2026-03-14', '2026-09-16', 'fails', '2026-09-14'],
    ['2026-06-01', '2026-11-25', 'ok', '2026-12-01'],
    ['2026-11-26', '2026-11-25', 'fails', '2027-05-26'],
  ])('5.3, 5.4: issued %s, seen %s: %s', (issueDate, today, result, until) => {
    expect(checkDate(sixMonths, 'NCR', factsWith({ issueDate }, today))).toMatchObject({ result, until });
  });

  it('fails at the window day when the pack says so', () => {
    const rule: DateRule = { ...sixMonths, reference: 'window' };
    expect(checkDate(rule, 'NCR', factsWith({ issueDate: '2026-05-24' }))).toMatchObject({ result: 'fails' });
  });

  it('asks the eye for a date that the record lacks', () => {
    expect(checkDate(sixMonths, 'NCR', factsWith({}))).toMatchObject({ result: 'warn', until: null });
  });

  it('counts calendar months; a missing day is the last one (section 5)', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  it('knows the day in Shenzhen, not in Greenwich', () => {
    expect(shanghaiDate(Date.parse('2026-11-25T15:59:59.999Z'))).toBe('2026-11-25');
    expect(shanghaiDate(Date.parse('2026-11-25T16:00:00.000Z'))).toBe('2026-11-26');
  });
});

const clockAt = (receivedAt: string, now: string, told: string | null = null) =>
  legalClock({ receivedAt, gapsToldAt: told, acceptedAt: null, endedAt: null }, pack, Date.parse(now));

describe('C3 five working days', () => {
  it.each([
    ['plain week', '2026-11-25T01:00:00.000Z', '2026-12-02'],
    ['the receipt day is not counted, also late in the evening', '2026-11-25T15:59:00.000Z', '2026-12-02'],
    ['National Day, a make-up Saturday', '2026-09-29T01:00:00.000Z', '2026-10-12'],
    ['Spring Festival, make-up Saturday on the 28th', '2026-02-13T01:00:00.000Z', '2026-02-27'],
    ['a make-up Saturday counts', '2026-02-23T01:00:00.000Z', '2026-02-28'],
  ])('%s', (_what, receivedAt, deadline) => {
    expect(clockAt(receivedAt, receivedAt).deadline).toBe(deadline);
  });

  it('counts down and breaches on the day after the deadline', () => {
    const received = '2026-11-25T01:00:00.000Z';
    expect(clockAt(received, received).workingDaysLeft).toBe(5);
    expect(clockAt(received, '2026-12-02T15:00:00.000Z')).toMatchObject({
      workingDaysLeft: 0,
      breached: false,
    });
    expect(clockAt(received, '2026-12-02T16:00:00.000Z')).toMatchObject({
      workingDaysLeft: -1,
      breached: true,
    });
  });

  it('stops when the gaps are told in time', () => {
    const received = '2026-11-25T01:00:00.000Z';
    expect(clockAt(received, '2027-01-05T01:00:00.000Z', '2026-12-02T02:00:00.000Z').breached).toBe(false);
    expect(clockAt(received, '2027-01-05T01:00:00.000Z', '2026-12-03T02:00:00.000Z').breached).toBe(true);
  });

  it('knows holidays and make-up days', () => {
    expect(isWorkingDay('2026-10-05', pack.calendar)).toBe(false);
    expect(isWorkingDay('2026-10-10', pack.calendar)).toBe(true);
    expect(isWorkingDay('2026-11-28', pack.calendar)).toBe(false);
  });
});
