import type { CardJobState, CardPurpose } from '../../contract/cards.ts';
import type { FeeKind, FeeView } from '../../contract/earlierCards.ts';
import type { Failure } from '../../contract/result.ts';
import type { RulePack } from '../rules/rulePack.ts';

/** What the rules of fees look at; the stored entry has more. Amounts are fen. */
export interface FeeEntry {
  readonly id: string;
  readonly jobId: string;
  readonly kind: FeeKind;
  readonly amount: number;
  /** The payment that a refund gives back. */
  readonly of: string | null;
}

/** What a card of this purpose costs by the pack of its case, in fen; a purpose that the pack does not name is free (domain-rules 9.2). */
export const feeDue = (pack: Pick<RulePack, 'cardFees'>, purpose: CardPurpose): number =>
  purpose === 'first' ? 0 : (pack.cardFees?.cents[purpose] ?? 0);

/** The entry that settles a fee now: paid and not given back, or waived; null = nothing does. */
export function settlingEntry<Entry extends FeeEntry>(entries: readonly Entry[]): Entry | null {
  const givenBack = new Set(entries.map(({ of }) => of));
  return entries.findLast(({ id, kind }) => kind !== 'refunded' && !givenBack.has(id)) ?? null;
}

/** How the fee of a job stands. */
export function feeState(due: number, entries: readonly FeeEntry[]): FeeView['state'] {
  const settling = settlingEntry(entries);
  if (settling !== null) return settling.kind === 'waived' ? 'waived' : 'paid';
  return due === 0 ? 'none' : 'due';
}

/** Why no blank may be fed for this job yet (D12); null = nothing is owed. */
export function feeProblem(due: number, entries: readonly FeeEntry[]): Failure | null {
  return feeState(due, entries) === 'due' ? { code: 'feeUnpaid', detail: { amount: yuan(due) } } : null;
}

const withoutCard: ReadonlySet<CardJobState> = new Set(['failed', 'wasted']);

/** May the payment be given back: there is one, and the job has ended without a card (domain-rules 11.11)? One that goes on is given up first. */
export function isRefundable(
  job: { readonly state: CardJobState; readonly visualOkAt: string | null },
  entries: readonly FeeEntry[],
): boolean {
  const noCard = withoutCard.has(job.state) && (job.visualOkAt === null || job.state === 'wasted');
  return noCard && settlingEntry(entries)?.kind === 'paid';
}

/** Fen as yuan, as people write it. */
export const yuan = (amount: number): string => (amount / 100).toFixed(2);
