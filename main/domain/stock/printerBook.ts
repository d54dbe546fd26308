import type { CardStep, StepPhase } from '../../contract/cards.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { JobId } from '../../contract/ids.ts';
import type { StepFacts } from '../cards/cardJob.ts';

/** A line of a journal as the books of a printer look at it, in the order of each job. */
export interface MachineStep {
  readonly jobId: JobId;
  readonly step: CardStep;
  readonly phase: StepPhase;
  readonly at: string;
  /** Why it failed; null = it did not. */
  readonly problem: ErrorCode | null;
  readonly facts: StepFacts;
}

/**
 * Cards that the ledger says a printer counted: prints it confirmed, prints that its own counter proved, and faces that a person saw complete
 * (domain-rules 9.22). A half printed card has moved and was not counted.
 */
export function printsInLedger(prints: readonly MachineStep[]): number {
  return prints.filter(
    ({ step, phase, facts }) =>
      step === 'print' &&
      (phase === 'confirmed' ||
        (phase === 'settled' && (facts['outcome'] === 'done' || facts['outcome'] === 'printed'))),
  ).length;
}

/** Has this job a print without an outcome? The counter may or may not have it, so nothing can be compared now. */
export function isPrintOpen(journal: readonly Pick<MachineStep, 'step' | 'phase'>[]): boolean {
  const last = journal.findLast(({ step }) => step === 'print')?.phase;
  return last === 'intent' || last === 'unknown';
}

/**
 * Cards that the ledger says lie in the reject bin, after the instant when it was last empty (null = of all time): those that the printer put
 * there, not those that a person took out by hand. A card that was pulled back at the bezel lies there until it is handed over at the window
 * (E3).
 */
export function rejectsInLedger(
  rejects: readonly MachineStep[],
  handOvers: readonly MachineStep[],
  since: string | null,
): number {
  const later = ({ at }: MachineStep): boolean => since === null || at > since;
  const binned = rejects
    .filter(later)
    .filter(({ phase, facts }) =>
      phase === 'confirmed'
        ? facts['byHand'] !== true
        : phase === 'settled' &&
          (facts['outcome'] === 'done' || (facts['outcome'] === 'rejected' && facts['cardIs'] !== 'output')),
    ).length;
  const pulledBack = new Set<JobId>();
  for (const step of handOvers.filter(later)) {
    if (step.phase === 'failed' && step.problem === 'cardRetained') pulledBack.add(step.jobId);
    if (step.phase === 'confirmed') pulledBack.delete(step.jobId);
  }
  return binned + pulledBack.size;
}

/** What machine and ledger said at one moment. */
export interface CounterPair {
  readonly serial: string | null;
  readonly printedCards: number | null;
  readonly ledgerPrinted: number;
}

/**
 * A printer's life counter against the ledger since they were last compared (E8, H2). Null: nothing to compare with, because it is the first
 * look at this machine, or the machine tells no counter. `ledger` is what the counter should say.
 */
export function compareCounter(
  before: CounterPair | null,
  now: CounterPair,
): { readonly ledger: number; readonly found: number } | null {
  if (before === null || before.printedCards === null || now.printedCards === null) return null;
  // A machine that told no serial number is taken for the one of before: a difference is rather looked into than missed.
  const exchanged = before.serial !== null && now.serial !== null && before.serial !== now.serial;
  if (exchanged) return null;
  return {
    ledger: before.printedCards + now.ledgerPrinted - before.ledgerPrinted,
    found: now.printedCards,
  };
}
