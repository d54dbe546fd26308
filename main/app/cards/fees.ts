import type { Countersignature } from '../../contract/access.ts';
import type { FeeKind, FeeMeans, FeeView } from '../../contract/earlierCards.ts';
import type { FeeId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { feeDue, feeProblem, feeState, isRefundable, settlingEntry } from '../../domain/cards/fees.ts';
import { packOf } from '../cases/factsOfCase.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { FeeRecord } from '../ports/replacements.ts';
import type { JobRecord, StaffRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import { nowOf, type CardActor, type CardDeps } from './cardDeps.ts';

/** What the card of this job costs by the pack its case was opened under, in fen (9.2). */
export function dueOf(deps: Pick<CardDeps, 'stores' | 'packs'>, job: JobRecord): number {
  if (job.purpose === 'first') return 0;
  const theCase = deps.stores.cases.get(job.caseId);
  if (theCase === null) throw new Error('a card job without its case');
  return feeDue(packOf(deps, theCase), job.purpose);
}

/** Why no blank may be fed for this job yet (D12); null = paid, waived, or free. */
export const feeOwed = (deps: Pick<CardDeps, 'stores' | 'packs'>, job: JobRecord): Failure | null =>
  feeProblem(dueOf(deps, job), deps.stores.fees.ofJob(job.id));

/** The fee of a job as the desk sees it. */
export function presentFee(deps: Pick<CardDeps, 'stores' | 'packs'>, job: JobRecord): FeeView {
  const entries = deps.stores.fees.ofJob(job.id);
  const due = dueOf(deps, job);
  return {
    jobId: job.id,
    due,
    state: feeState(due, entries),
    refundable: isRefundable(job, entries),
    entries: entries.map(({ id, kind, amount, means, receiptNumber, by, by2, at }) => ({
      id,
      kind,
      amount,
      means,
      receiptNumber,
      by,
      by2,
      at,
    })),
  };
}

interface NewFee {
  readonly kind: FeeKind;
  readonly amount: number;
  readonly means: FeeMeans;
  readonly receiptNumber: string | null;
  readonly note: string | null;
  readonly of: FeeId | null;
}

/** One commit: the entry, its row (alone: money never holds up a card), the audit. */
function write(
  deps: CardDeps,
  job: JobRecord,
  fee: NewFee,
  by: CardActor,
  second: StaffRecord | null,
): FeeRecord {
  const { stores } = deps;
  const record = stores.run(() => {
    const at = nowOf(deps);
    const id = deps.ids.next('fee') as FeeId;
    const { kind, amount, means, receiptNumber } = fee;
    const people = { by: by.name, by2: second?.displayName ?? null };
    const rowId = enqueue(deps, {
      kind: kind === 'refunded' ? 'fee.refunded' : 'fee.paid',
      caseId: job.caseId,
      caseNumber: job.caseNumber,
      jobId: job.id,
      stream: 'alone',
      businessKey: id,
      owner: by.name,
      payload: {
        feeId: id,
        of: fee.of,
        kind,
        amount,
        means,
        receiptNumber,
        purpose: job.purpose,
        at,
        ...people,
      },
    });
    const entry: FeeRecord = {
      ...fee,
      id,
      jobId: job.id,
      caseId: job.caseId,
      caseNumber: job.caseNumber,
      ...people,
      byId: by.staffId,
      at,
      rowId,
    };
    stores.fees.insert(entry);
    stores.audit.append({
      at,
      actor: by.userName,
      surface: by.surface,
      event: `fee.${kind}`,
      subject: job.id,
      detail: { amount, means, ...(second !== null && { second: second.userName }) },
    });
    return entry;
  });
  deps.bus.emit('queueChanged', {});
  deps.bus.emit('cardJobChanged', { jobId: job.id });
  return record;
}

/**
 * Takes the fee of a job, of the amount that the pack says, or waives it: that needs a supervisor who is somebody else, and words. Errors:
 * feeNotDue, feeReceiptKnown, reasonMissing, countersignatureMissing as forbidden, and those of verifyCountersignature.
 */
export async function takeFee(
  deps: CardDeps,
  job: JobRecord,
  wish: {
    readonly means: FeeMeans;
    readonly receiptNumber?: string | undefined;
    readonly note?: string | undefined;
    readonly countersignature?: Countersignature | undefined;
  },
  by: CardActor,
): Promise<Result<FeeView>> {
  const note = wish.note === undefined || wish.note === '' ? null : wish.note;
  const waived = wish.means === 'waived';
  let second: StaffRecord | null = null;
  if (waived) {
    if (note === null) return failure('reasonMissing');
    if (wish.countersignature === undefined) return failure('invalidInput', { field: 'countersignature' });
    const signed = await verifyCountersignature(deps, wish.countersignature, {
      roles: ['supervisor'],
      ...(by.staffId !== null && { notStaffId: by.staffId }),
    });
    if (!signed.ok) return signed;
    second = signed.value;
  } else if (wish.receiptNumber === undefined) return failure('invalidInput', { field: 'receiptNumber' });
  const amount = dueOf(deps, job);
  // A card that is made, or that will never be, is not paid for afterwards.
  const payable = job.state === 'ready' || job.state === 'locked';
  if (!payable || feeState(amount, deps.stores.fees.ofJob(job.id)) !== 'due') return failure('feeNotDue');
  const receiptNumber = waived ? null : (wish.receiptNumber ?? null);
  if (receiptNumber !== null && deps.stores.fees.hasReceipt(receiptNumber))
    return failure('feeReceiptKnown', { number: receiptNumber });
  write(
    deps,
    job,
    {
      kind: waived ? 'waived' : 'paid',
      amount: waived ? 0 : amount,
      means: wish.means,
      receiptNumber,
      note,
      of: null,
    },
    by,
    second,
  );
  return success(presentFee(deps, job));
}

/** Gives a payment back when no card came of it; two people (D12). The payment itself stays in the book. Errors: feeNotRefundable, reasonMissing. */
export async function refundFee(
  deps: CardDeps,
  jobOf: () => JobRecord,
  wish: { readonly note: string; readonly countersignature: Countersignature },
  by: CardActor,
): Promise<Result<FeeView>> {
  if (wish.note === '') return failure('reasonMissing');
  const second = await verifyCountersignature(deps, wish.countersignature, {
    roles: ['clerk', 'supervisor'],
    ...(by.staffId !== null && { notStaffId: by.staffId }),
  });
  if (!second.ok) return second;
  const job = jobOf();
  const entries = deps.stores.fees.ofJob(job.id);
  const payment = settlingEntry(entries);
  if (payment === null || !isRefundable(job, entries)) return failure('feeNotRefundable');
  const { amount, means, receiptNumber, id } = payment;
  write(
    deps,
    job,
    { kind: 'refunded', amount, means, receiptNumber, note: wish.note, of: id },
    by,
    second.value,
  );
  return success(presentFee(deps, job));
}
