import { describe, expect, it } from 'vitest';
import type { CaseId, JobId } from '../../../../main/contract/ids.ts';
import {
  feeFigures,
  feeSides,
  issuedNotPaid,
  paidNotIssued,
  type DayFee,
  type DayFeeJob,
  type FeesOfDay,
} from '../../../../main/domain/day/feesOfDay.ts';

const at = (minute: number): string => `2026-11-25T01:${String(minute).padStart(2, '0')}:00.000Z`;
const day = (fees: FeesOfDay) => ({ from: at(0), to: at(59), fees });
const jobId = (index: number): JobId => `job_${index}` as JobId;
const job = (index: number, changes: Partial<DayFeeJob> = {}): DayFeeJob => ({
  id: jobId(index),
  caseId: `case_${index}` as CaseId,
  caseNumber: `SZ50-20261125-000${index}`,
  due: 2000,
  madeAt: at(20),
  cameToNothing: false,
  owner: '李敏',
  ...changes,
});
const entry = (index: number, changes: Partial<DayFee> = {}): DayFee => ({
  id: `fee_${index}`,
  jobId: jobId(index),
  kind: 'paid',
  amount: 2000,
  of: null,
  at: at(10),
  by: '李敏',
  receiptNumber: `GD-000${index}`,
  ...changes,
});
const refund = (index: number, of: number): DayFee =>
  entry(index, { id: `fee_back_${of}`, jobId: jobId(of), kind: 'refunded', of: `fee_${of}`, at: at(30) });
const unmade = { madeAt: null, cameToNothing: true } as const;

/** Name, what was done, members of the two lists, whether both sides of 11.11 agree. */
const rows: readonly (readonly [string, FeesOfDay, string[], string[], boolean])[] = [
  ['paid and made', { entries: [entry(1)], jobs: [job(1)] }, [], [], true],
  ['paid, not made', { entries: [entry(1)], jobs: [job(1, unmade)] }, ['job_1'], [], true],
  ['paid, in the making', { entries: [entry(1)], jobs: [job(1, { madeAt: null })] }, ['job_1'], [], true],
  ['given back', { entries: [entry(1), refund(2, 1)], jobs: [job(1, unmade)] }, [], [], true],
  ['made, not paid', { entries: [], jobs: [job(1)] }, [], ['job_1'], false],
  ['made, waived', { entries: [entry(1, { kind: 'waived', amount: 0 })], jobs: [job(1)] }, [], [], true],
  ['made, and given back', { entries: [entry(1), refund(2, 1)], jobs: [job(1)] }, [], ['job_1'], false],
  ['made for nothing', { entries: [], jobs: [job(1, { due: 0 })] }, [], [], true],
  [
    'spoilt after it was paid',
    { entries: [entry(1)], jobs: [job(1, { cameToNothing: true })] },
    ['job_1'],
    [],
    true,
  ],
];

describe('D12 two-way list of the day and 11.11', () => {
  it.each(rows)('%s', (_name, fees, unissued, unpaid, agrees) => {
    const inputs = day(fees);
    expect(paidNotIssued(inputs).map((each) => each.job.id)).toEqual(unissued);
    expect(issuedNotPaid(inputs).map(({ id }) => id)).toEqual(unpaid);
    const sides = feeSides(inputs);
    expect(sides === null || sides.left === sides.right).toBe(agrees);
  });

  it('money of the day is summed; what was paid on a day before stays on the list without a sum', () => {
    const before = '2026-11-24T08:00:00.000Z';
    const inputs = day({
      entries: [entry(1), entry(2), refund(9, 2), entry(3, { at: before })],
      jobs: [job(1), job(2, unmade), job(3, unmade)],
    });
    expect(feeFigures(inputs)).toEqual({
      paid: 2,
      paidCents: 4000,
      waived: 0,
      refunded: 1,
      refundedCents: 2000,
      paidNotIssued: 1,
      issuedNotPaid: 0,
    });
    expect(feeSides(inputs)).toEqual({ left: 2, right: 2 });
  });

  it('a station that takes no fees has no line about them', () => {
    expect(feeFigures(day({ entries: [], jobs: [] }))).toBeUndefined();
    expect(feeSides(day({ entries: [], jobs: [job(1, { due: 0 })] }))).toBeNull();
  });
});
