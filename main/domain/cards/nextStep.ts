import type { CardJobState, CardJobView, CardStep } from '../../contract/cards.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { CardJob, JournalRecord, StepFacts } from './cardJob.ts';

/** Steps that call a machine or upstream and so can end in the dark. The others are decided by a person or ride on a queued row. */
export type CallStep = Extract<CardStep, 'lock' | 'feed' | 'readBlank' | 'print' | 'reject'>;
const callSteps: readonly CardStep[] = ['lock', 'feed', 'readBlank', 'print', 'reject'];
/** Steps of the printer: two jobs never have one of these open at the same time. */
export const printerSteps: readonly CardStep[] = ['feed', 'readBlank', 'print', 'reject'];

type Wait = 'release' | 'visual' | 'settle' | 'upstream' | 'handOver' | 'nothing';

export type NextStep =
  | { readonly kind: 'do'; readonly step: CallStep }
  /** The outcome of `step` is unknown. `facts` are those of its intent. */
  | {
      readonly kind: 'settle';
      readonly step: CallStep;
      readonly phase: 'intent' | 'unknown';
      readonly facts: StepFacts;
    }
  | { readonly kind: 'wait'; readonly for: Wait };

/** Problems of a blank that send it to the reject box and end the job (domain-rules 10.2). */
export const rejecting: ReadonlySet<ErrorCode> = new Set([
  'blankUnknown',
  'blankUsed',
  'blankElsewhere',
  'chipDead',
]);

const isCallStep = (step: CardStep): step is CallStep => callSteps.includes(step);

/** The newest record of a step that calls out; null before the first. */
export function lastCall(
  steps: readonly JournalRecord[],
): (JournalRecord & { readonly step: CallStep }) | null {
  const last = steps.findLast((record) => isCallStep(record.step));
  return last !== undefined && isCallStep(last.step) ? { ...last, step: last.step } : null;
}

/** What the executor does next with a job, from its state and its journal alone (features D1). */
export function nextStep(job: CardJob, steps: readonly JournalRecord[]): NextStep {
  const last = lastCall(steps);
  if (last !== null && (last.phase === 'intent' || last.phase === 'unknown')) {
    const intent = steps.findLast((record) => record.step === last.step && record.phase === 'intent');
    return { kind: 'settle', step: last.step, phase: last.phase, facts: intent?.facts ?? {} };
  }
  if (job.state === 'ready') return { kind: 'do', step: 'lock' };
  if (job.state === 'locked')
    return job.released ? { kind: 'do', step: 'feed' } : { kind: 'wait', for: 'release' };
  if (job.state === 'fed') return { kind: 'do', step: nextWithCard(job, last) };
  if (job.state === 'wasted' && job.place === 'printer') return { kind: 'do', step: 'reject' };
  return { kind: 'wait', for: waitsFor[job.state] };
}

/** What a job waits for in the states where no machine is asked. */
const waitsFor: Readonly<Record<Exclude<CardJobState, 'ready' | 'locked' | 'fed'>, Wait>> = {
  printed: 'visual',
  retained: 'settle',
  visualOk: 'upstream',
  pendingReport: 'upstream',
  reported: 'upstream',
  pendingEnable: 'upstream',
  enabled: 'handOver',
  handedOver: 'nothing',
  failed: 'nothing',
  wasted: 'nothing',
  conflict: 'nothing',
  // Reached by nobody: this station writes no chip.
  written: 'nothing',
  readBackOk: 'nothing',
};

/**
 * With a card inside: the face is printed only right after the chip said which blank it is. Anything in between
 * (a new ribbon, an opened cover, a settled doubt) has the chip read again.
 */
function nextWithCard(job: CardJob, last: (JournalRecord & { readonly step: CallStep }) | null): CallStep {
  if (last?.step === 'reject' || (last !== null && sendsAway(last))) return 'reject';
  return job.unitKey !== null && last?.step === 'readBlank' && last.phase === 'confirmed'
    ? 'print'
    : 'readBlank';
}

/** Did the read of the blank end in a reason to reject it? */
export function sendsAway(record: JournalRecord): boolean {
  return (
    record.step === 'readBlank' &&
    record.phase === 'failed' &&
    record.detail !== null &&
    rejecting.has(record.detail.code)
  );
}

/** The step whose outcome a person must settle; null when there is none. */
export function unknownStepOf(job: CardJob, steps: readonly JournalRecord[]): CallStep | null {
  if (job.state === 'retained') return 'print';
  const next = nextStep(job, steps);
  return next.kind === 'settle' && next.phase === 'unknown' ? next.step : null;
}

/** What the person in front of the screen can do now. */
export function nextAction(job: CardJob, steps: readonly JournalRecord[]): CardJobView['next'] {
  if (job.state === 'failed' || (job.state === 'wasted' && job.place !== 'printer')) return 'resume';
  const next = nextStep(job, steps);
  switch (next.kind) {
    case 'settle':
      return next.phase === 'unknown' ? 'settle' : 'wait';
    case 'do':
      return job.problem === null ? 'wait' : 'resume';
    case 'wait':
      return waiting[next.for];
  }
}

const waiting = {
  release: 'release',
  visual: 'confirmVisual',
  settle: 'settle',
  upstream: 'wait',
  handOver: 'handOver',
  nothing: 'none',
} as const;
