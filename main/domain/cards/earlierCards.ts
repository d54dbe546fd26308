import type { CardPurpose } from '../../contract/cards.ts';
import type {
  CardOperation,
  CardStatus,
  PersonCard,
  ReplacementReason,
} from '../../contract/earlierCards.ts';
import { reasonsOfPurpose } from '../../contract/earlierCards.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { RowState } from '../../contract/sync.ts';

/** From which states an operation leads where (domain-rules 9.12). A cancelled card never comes back. */
const changes: Readonly<
  Record<CardOperation, { readonly from: readonly CardStatus[]; readonly to: CardStatus }>
> = {
  temporaryLoss: { from: ['normal', 'inactive'], to: 'temporaryLoss' },
  formalLoss: { from: ['normal', 'inactive', 'temporaryLoss'], to: 'formalLoss' },
  cancelLoss: { from: ['temporaryLoss', 'formalLoss'], to: 'normal' },
  cancel: {
    from: ['normal', 'inactive', 'temporaryLoss', 'formalLoss', 'temporaryCard'],
    to: 'cancelled',
  },
};

/** What an operation does to a card: its new status, `already` when it has it (code 01, 9.13), or null: not possible. */
export function statusAfter(status: CardStatus, operation: CardOperation): CardStatus | 'already' | null {
  const { from, to } = changes[operation];
  if (status === to) return 'already';
  return from.includes(status) ? to : null;
}

/** Can nobody use a card of this status any more, or again without upstream? Only then another may be made (4.21, D8). */
export const isOutOfUse = (status: CardStatus): boolean => status === 'formalLoss' || status === 'cancelled';

/** Prefecture level: the first four digits of GB/T 2260. Operations 04 and 11 stay inside it (9.12). */
export const sameCity = (left: string, right: string): boolean => left.slice(0, 4) === right.slice(0, 4);

export type ReplacementVerdict =
  | { readonly kind: 'replace'; readonly cardNumber: string; readonly outOfUse: readonly string[] }
  /** Something can still be done about it at this desk: the job waits. */
  | { readonly kind: 'wait'; readonly problem: Failure }
  | { readonly kind: 'refuse'; readonly problem: Failure };

/**
 * May a card be made in the place of an earlier one (D8, domain-rules 4.21)? `cards`: all of the person, as upstream has them now; `jobKey`: of
 * the new card, which is none of the earlier ones. Another card in the making, or any that can still be used, stops it: never two usable cards.
 */
export function judgeReplacement(
  cards: readonly PersonCard[],
  here: { readonly jobKey: string; readonly region: string },
): ReplacementVerdict {
  const others = cards.filter((card) => card.jobKey === null || card.jobKey !== here.jobKey);
  if (others.some(({ making, status }) => making && status !== 'cancelled'))
    return { kind: 'refuse', problem: { code: 'cardExists' } };
  const usable = others.find(({ status }) => !isOutOfUse(status));
  // What upstream still takes as lost is the one that is replaced; else the newest cancelled one.
  const old = usable ?? others.find(({ status }) => status === 'formalLoss') ?? others.at(-1);
  if (old === undefined) return { kind: 'refuse', problem: { code: 'noOldCard' } };
  if (!sameCity(old.region, here.region))
    return { kind: 'refuse', problem: { code: 'otherCity', detail: { region: old.region } } };
  return usable === undefined
    ? { kind: 'replace', cardNumber: old.cardNumber, outOfUse: others.map(({ cardNumber }) => cardNumber) }
    : { kind: 'wait', problem: { code: 'oldCardUsable', detail: { status: usable.status } } };
}

/** The newest report about a person's earlier card, as far as its row has come. */
export interface ReportedAct {
  readonly at: string;
  readonly state: RowState;
  readonly refusal: string | null;
}

/**
 * Why a replacement waits for what was reported (domain-rules 13.9): no new card before upstream confirmed it. Null: nothing is open, and
 * upstream itself is asked next. An older refusal does not count once a newer report went through.
 */
export function reportProblem(newest: ReportedAct | null): Failure | null {
  if (newest === null || newest.state === 'acked') return null;
  return newest.state === 'waiting'
    ? { code: 'lossNotConfirmed' }
    : { code: 'lossRefused', detail: { reason: newest.refusal ?? newest.state } };
}

/** A reason belongs to its purpose, and `other` has words. Errors: invalidInput, reasonMissing. */
export function checkReplacementReason(
  purpose: CardPurpose,
  reason: ReplacementReason | undefined,
  note: string | undefined,
): Result<ReplacementReason | null> {
  if (purpose === 'first') return success(null);
  if (reason === undefined) return failure('reasonMissing');
  if (!reasonsOfPurpose[purpose].includes(reason)) return failure('invalidInput', { field: 'reason' });
  return reason === 'other' && (note ?? '') === '' ? failure('reasonMissing') : success(reason);
}

/** Key of one report: card (or case, where nobody here knows the card), operation, and which report it is: a loss may be reported again after it was taken back. */
export function reportBusinessKey(report: {
  readonly caseNumber: string;
  readonly cardNumber: string | null;
  readonly operation: CardOperation;
  readonly count: number;
}): string {
  const { caseNumber, cardNumber, operation, count } = report;
  return [cardNumber, caseNumber, operation, count].filter((part) => part !== null).join(':');
}
