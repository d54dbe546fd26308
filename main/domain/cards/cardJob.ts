import type {
  CardData,
  CardJobState,
  CardJobView,
  CardPurpose,
  CardStep,
  StepPhase,
} from '../../contract/cards.ts';
import type { JobId, UnitKey } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';

/** What the rules of a card job look at; the stored record has more. Instants are ISO 8601, UTC. */
export interface CardJob {
  readonly id: JobId;
  readonly permitNumber: string;
  readonly state: CardJobState;
  /** Kiosk jobs wait for an attendant (domain-rules 3.17). */
  readonly released: boolean;
  readonly purpose: CardPurpose;
  /** False: card data are fetched ahead while there is a network, and no blank moves before somebody begins the card (D2). */
  readonly begun: boolean;
  /** When clerk and holder agreed to the face as it will be printed (D10); null = not yet, and no blank moves. */
  readonly faceConfirmedAt: string | null;
  /** Counts re-makes: a re-make is a new attempt of the same job (domain-rules 11.4). */
  readonly attempt: number;
  readonly batch: string | null;
  readonly cardNumber: string | null;
  readonly data: CardData | null;
  readonly unitKey: UnitKey | null;
  readonly unitTail: string | null;
  /**
   * Full number of the bound blank (encrypted at rest), from the chip read until the report or waste row is written; then null. In no
   * view, no step record, no log (domain-rules 10.2).
   */
  readonly bankCardNumber: string | null;
  readonly cardIdentifier: string | null;
  readonly atr: string | null;
  readonly place: CardJobView['place'];
  /** Where in the safe; null elsewhere. */
  readonly placeLabel: string | null;
  readonly problem: Failure | null;
  readonly startedAt: string;
  readonly changedAt: string;
  readonly lockedAt: string | null;
  readonly visualOkAt: string | null;
  readonly reportedAt: string | null;
  readonly enabledAt: string | null;
  readonly handedOverAt: string | null;
  readonly endedAt: string | null;
}

/** Values that a resume needs, e.g. the printer's life counter before the first byte of a print. */
export type StepFacts = Readonly<Record<string, string | number | boolean | null>>;

/** One line of a job's journal, oldest first. */
export interface JournalRecord {
  readonly step: CardStep;
  readonly phase: StepPhase;
  readonly at: string;
  readonly detail: Failure | null;
  readonly facts: StepFacts;
}

/** Key under which upstream knows this job's card: the same for every retry and every re-make, so that it keeps its batch and card number (domain-rules 9.20). */
export function jobKeyOf(stationId: string, job: Pick<CardJob, 'id'>): string {
  return `${stationId}:${job.id}`;
}

/** Business key of a card operation upstream: batch + card number + operation (9.15); every wasted attempt is a waste of its own. */
export function cardBusinessKey(
  job: Pick<CardJob, 'batch' | 'cardNumber' | 'attempt'>,
  operation: 'report' | 'enable' | 'handOver' | 'wasted',
): string {
  if (job.batch === null || job.cardNumber === null)
    throw new Error(`${operation} of a job without a card number`);
  const key = `${job.batch}:${job.cardNumber}:${operation}`;
  return operation === 'wasted' && job.attempt > 1 ? `${key}:${job.attempt}` : key;
}

/** Jobs whose journal cannot grow any more without a new attempt. */
export const endStates: ReadonlySet<CardJobState> = new Set(['failed', 'wasted', 'handedOver']);
