import type { CardPosition } from '../../contract/devices.ts';
import { assertNever } from '../../contract/result.ts';
import type { CardJob, StepFacts } from './cardJob.ts';
import type { CallStep } from './nextStep.ts';

/** What the printer says now about card and counter. `answered` is false when it could not be asked. */
export interface SettleFacts {
  readonly answered: boolean;
  readonly position: CardPosition;
  readonly printedCards: number | null;
}

/**
 * Decides a step whose outcome is unknown from the facts of its intent and what the printer says now (domain-rules
 * 9.22). `done`: it happened. `notDone`: it did not and is safe to do. `askPerson`: only eyes can tell.
 */
export function settleFromFacts(
  step: CallStep,
  intent: StepFacts,
  now: SettleFacts,
): 'done' | 'notDone' | 'askPerson' {
  // Upstream deduplicates by the job key: asking again gets the same batch and card number (9.20).
  if (step === 'lock') return 'notDone';
  if (!now.answered) return 'askPerson';
  switch (step) {
    case 'feed':
      // The feeder was asked only with nothing inside, so a card at the chip is the one that was fed.
      return now.position === 'chip' ? 'done' : now.position === 'none' ? 'notDone' : 'askPerson';
    case 'readBlank':
    case 'readBack':
    case 'writeChip':
    case 'certify':
      // What a write left on the chip is asked of the chip itself: by the settling of a write, and first of all by every `certify`.
      return now.position === 'chip' ? 'notDone' : 'askPerson';
    case 'print':
      return settlePrint(intent, now);
    case 'reject':
      return now.position === 'none' ? 'done' : now.position === 'chip' ? 'notDone' : 'askPerson';
    default:
      return assertNever(step);
  }
}

/** Only the life counter together with the place proves a print; a half printed card has moved and not counted. */
function settlePrint(intent: StepFacts, now: SettleFacts): 'done' | 'notDone' | 'askPerson' {
  const before = intent['printedCards'];
  if (typeof before !== 'number' || now.printedCards === null) return 'askPerson';
  // Where a card waits behind a bezel, printed and counted is done, too.
  const arrived = now.position === 'none' || (intent['held'] === true && now.position === 'print');
  if (arrived && now.printedCards === before + 1) return 'done';
  const untouched = now.printedCards === before && now.position === 'chip' && intent['position'] === 'chip';
  return untouched ? 'notDone' : 'askPerson';
}

/** The two questions of an unknown step, answered by looking: where is the card, is the face complete? */
export interface SeenByPerson {
  readonly cardIs: 'output' | 'printer' | 'nowhere';
  readonly face: 'complete' | 'incomplete' | 'blank';
}

export type PersonDecision =
  /** Go on with the card inside; the chip is read again first. */
  | 'goOn'
  /** No blank was used: feed one. */
  | 'notFed'
  | 'printed'
  | 'wasted'
  | 'retained'
  /** The card that had to leave the printer has left it. */
  | 'rejected';

/** What the answers mean. A blank that is not bound yet has used nothing (9.21); a bound one is never fed twice. */
export function settleByPerson(
  job: Pick<CardJob, 'unitKey' | 'state'>,
  step: CallStep,
  seen: SeenByPerson,
): PersonDecision {
  if (step === 'reject') return seen.cardIs === 'printer' ? 'goOn' : 'rejected';
  if (step === 'lock') return 'goOn';
  if (job.unitKey === null) return seen.cardIs === 'printer' ? 'goOn' : 'notFed';
  if (seen.cardIs === 'nowhere') return 'retained';
  if (seen.face === 'complete') return step === 'print' ? 'printed' : 'wasted';
  if (seen.face === 'incomplete') return 'wasted';
  return seen.cardIs === 'printer' ? 'goOn' : 'wasted';
}
