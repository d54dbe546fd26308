import type { JobId } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';
import type { CallStep } from '../../domain/cards/nextStep.ts';
import type { StepFacts } from '../../domain/cards/cardJob.ts';
import type { DrawnFace } from '../ports/outside.ts';
import type { JobRecord } from '../ports/stores.ts';
import type { CardDeps } from './cardDeps.ts';
import type { Journal, JobChange } from './journal.ts';

/** `go`: ask for the next step. `stop`: the job waits for a person, for upstream, or for the printer. */
export type StepOutcome = 'go' | 'stop';

export interface StepContext {
  readonly deps: CardDeps;
  readonly journal: Journal;
  /** Faces made at the lock, so that a print does not render again. */
  readonly faces: Map<JobId, DrawnFace>;
  /** Jobs whose blank was read since this program started: only those are printed without another look at the chip. */
  readonly blanksSeen: Set<JobId>;
  /** Another job that has, or may have, a card inside the printer. */
  otherAtPrinter(jobId: JobId): boolean;
  /** Have the job go on when the printer is free. */
  waitForPrinter(jobId: JobId): void;
}

/** Longest times of the device commands, milliseconds. */
export const timeouts = {
  facts: 10_000,
  feed: 30_000,
  chip: 20_000,
  write: 30_000,
  print: 120_000,
  reject: 30_000,
  reset: 20_000,
} as const;

/** A step that certainly did nothing, or nothing that matters: the job stays where it is and shows why. */
export function stopWith(
  context: StepContext,
  job: JobRecord,
  step: CallStep,
  problem: Failure,
): StepOutcome {
  context.journal.commit(job.id, {
    steps: [{ step, phase: 'failed', detail: problem }],
    events: [{ type: 'problem', problem }],
  });
  return 'stop';
}

/** A step that may have happened: the next look at the printer, or a person, decides. */
export function leaveUnknown(
  context: StepContext,
  job: JobRecord,
  step: CallStep,
  problem: Failure,
): StepOutcome {
  context.journal.commit(job.id, {
    steps: [{ step, phase: 'unknown', detail: problem }],
    events: [{ type: 'problem', problem }],
  });
  return 'go';
}

/**
 * Was the card taken out by hand while nobody looked? A chip that does not answer then is no fault of the reader, and asking it again would
 * never end: where the card is now, only a person knows.
 */
export async function isCardGone({ deps }: StepContext, job: JobRecord): Promise<boolean> {
  const { completion, position } = await deps.devices.printerFacts(timeouts.facts, job.channel);
  return completion.code === 'success' && position === 'none';
}

export function writeIntent(context: StepContext, job: JobRecord, step: CallStep, facts: StepFacts): void {
  context.journal.commit(job.id, { steps: [{ step, phase: 'intent', facts }] });
}

export function confirm(
  context: StepContext,
  job: JobRecord,
  step: CallStep,
  change: JobChange,
  facts: StepFacts = {},
): void {
  context.journal.commit(job.id, {
    ...change,
    steps: [{ step, phase: 'confirmed', facts }, ...(change.steps ?? [])],
  });
}
