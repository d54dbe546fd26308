import type { DayFees, IdentityCheck } from '../../contract/day.ts';
import type { CaseId, JobId } from '../../contract/ids.ts';
import type { FeeEntry } from '../cards/fees.ts';
import { settlingEntry } from '../cards/fees.ts';
import type { DayInputs } from './dayInputs.ts';
import { inDay } from './dayInputs.ts';

/** An entry of the book of fees, with its instant. */
export interface DayFee extends FeeEntry {
  readonly jobId: JobId;
  readonly at: string;
  readonly by: string;
  readonly receiptNumber: string | null;
}
/** A job that costs something, or for which something was paid. `due`: fen. `madeAt`: when its card was looked at and good. */
export interface DayFeeJob {
  readonly id: JobId;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly due: number;
  readonly madeAt: string | null;
  /** Ended without a card that anybody can have. */
  readonly cameToNothing: boolean;
  readonly owner: string;
}
/** Every entry of all time, and every job they or their purpose are about. */
export interface FeesOfDay {
  readonly entries: readonly DayFee[];
  readonly jobs: readonly DayFeeJob[];
}

type Inputs = Pick<DayInputs, 'from' | 'to' | 'fees'>;

const nothing: FeesOfDay = { entries: [], jobs: [] };
const isMade = (job: DayFeeJob): boolean => job.madeAt !== null && !job.cameToNothing;
const entriesOf = ({ entries }: FeesOfDay, jobId: JobId): DayFee[] =>
  entries.filter((entry) => entry.jobId === jobId);

/** Paid, and no card came of it so far (D12): each stays on the list until its card is made or the money given back. */
export function paidNotIssued({
  fees = nothing,
}: Inputs): { readonly job: DayFeeJob; readonly payment: DayFee }[] {
  return fees.jobs
    .filter((job) => !isMade(job))
    .flatMap((job) => {
      const payment = settlingEntry(entriesOf(fees, job.id));
      return payment?.kind === 'paid' ? [{ job, payment }] : [];
    });
}

/** Made, and neither paid nor waived (D12). */
export function issuedNotPaid({ fees = nothing }: Inputs): DayFeeJob[] {
  return fees.jobs.filter(
    (job) => job.due > 0 && isMade(job) && settlingEntry(entriesOf(fees, job.id)) === null,
  );
}

/** The money of the day; undefined where there never was any: a report without it keeps its bytes. */
export function feeFigures(inputs: Inputs): DayFees | undefined {
  const { fees = nothing } = inputs;
  if (fees.entries.length === 0 && issuedNotPaid(inputs).length === 0) return undefined;
  const ofDay = fees.entries.filter(({ at }) => inDay(inputs, at));
  const of = (kind: FeeEntry['kind']): DayFee[] => ofDay.filter((entry) => entry.kind === kind);
  const sum = (entries: readonly DayFee[]): number =>
    entries.reduce((total, { amount }) => total + amount, 0);
  return {
    paid: of('paid').length,
    paidCents: sum(of('paid')),
    waived: of('waived').length,
    refunded: of('refunded').length,
    refundedCents: sum(of('refunded')),
    paidNotIssued: paidNotIssued(inputs).length,
    issuedNotPaid: issuedNotPaid(inputs).length,
  };
}

/**
 * Both sides of 11.11 for the payments of the day: on the left from the book of fees, on the right from the cards and what was given back. A
 * card that nobody paid for stands on the right without a left; money given back for a card that was made stands there twice.
 */
export function feeSides(inputs: Inputs): Pick<IdentityCheck, 'left' | 'right'> | null {
  const { fees = nothing } = inputs;
  if (feeFigures(inputs) === undefined) return null;
  const payments = fees.entries.filter(({ kind, at }) => kind === 'paid' && inDay(inputs, at));
  const refunds = new Set(fees.entries.map(({ of }) => of));
  const paidJobs = new Set(payments.map(({ jobId }) => jobId));
  const made = fees.jobs.filter((job) => isMade(job) && paidJobs.has(job.id));
  const unpaid = issuedNotPaid(inputs).filter((job) => !paidJobs.has(job.id) && inDay(inputs, job.madeAt));
  const open = paidNotIssued(inputs).filter(({ payment }) => payments.includes(payment));
  return {
    left: payments.length,
    right: made.length + unpaid.length + payments.filter(({ id }) => refunds.has(id)).length + open.length,
  };
}
