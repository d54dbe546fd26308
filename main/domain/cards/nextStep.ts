import type { CardJobState, CardJobView, CardStep } from '../../contract/cards.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { CardJob, JournalRecord, StepFacts } from './cardJob.ts';
import { isPulledBack } from './jobReducer.ts';

/** Steps that call a machine or upstream and so can end in the dark. The others are decided by a person or ride on a queued row. */
export type CallStep = Extract<
  CardStep,
  'lock' | 'feed' | 'readBlank' | 'writeChip' | 'certify' | 'readBack' | 'print' | 'reject'
>;
const callSteps: readonly CardStep[] = [
  'lock',
  'feed',
  'readBlank',
  'writeChip',
  'certify',
  'readBack',
  'print',
  'reject',
];
/** Steps of the printer: two jobs never have one of these open at the same time. */
export const printerSteps: readonly CardStep[] = callSteps.filter((step) => step !== 'lock');

type Wait =
  'begin' | 'face' | 'release' | 'visual' | 'settle' | 'upstream' | 'conflict' | 'handOver' | 'nothing';

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
  'blankOtherBatch',
  'chipDead',
]);

const isCallStep = (step: CardStep): step is CallStep => callSteps.includes(step);

/** The newest record of a step that calls out; null before the first. */
export function lastCall(
  steps: readonly JournalRecord[],
): (JournalRecord & { readonly step: CallStep }) | null {
  // A write that nobody here can do was no call; what is open before that word is closed by it.
  const closed = (step: CardStep): number =>
    steps.findLastIndex((record) => record.step === step && record.phase === 'notAvailable');
  const last = steps.findLast((record, index) => isCallStep(record.step) && index > closed(record.step));
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
  if (job.state === 'locked') {
    const gate = gateOf(job);
    return gate === null ? { kind: 'do', step: 'feed' } : { kind: 'wait', for: gate };
  }
  if (job.state === 'fed' || job.state === 'written' || job.state === 'readBackOk')
    return { kind: 'do', step: nextWithCard(job, steps, last) };
  if (job.state === 'wasted' && job.place === 'printer') return { kind: 'do', step: 'reject' };
  return { kind: 'wait', for: isPulledBack(job) ? 'handOver' : waitsFor[job.state] };
}

/** Who still has to say yes before a blank moves: whoever wants the card, the kiosk's attendant, clerk and holder (D2, D10). */
function gateOf(job: CardJob): 'begin' | 'release' | 'face' | null {
  if (!job.begun) return 'begin';
  if (!job.released) return 'release';
  return job.faceConfirmedAt === null ? 'face' : null;
}

/** What a job waits for in the states where no machine is asked. */
const waitsFor: Readonly<
  Record<Exclude<CardJobState, 'ready' | 'locked' | 'fed' | 'written' | 'readBackOk'>, Wait>
> = {
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
  conflict: 'conflict',
};

/**
 * With a card inside: the face is printed only right after the chip said which blank it is and, where chips are written, that it holds
 * the record (D6). Anything in between (a new ribbon, an opened cover, a settled doubt) has the chip read again.
 */
function nextWithCard(
  job: CardJob,
  steps: readonly JournalRecord[],
  last: (JournalRecord & { readonly step: CallStep }) | null,
): CallStep {
  if (last?.step === 'reject' || (last !== null && sendsAway(last))) return 'reject';
  const confirmed = last?.phase === 'confirmed' ? last.step : null;
  if (job.state === 'written' && !isCertifyOver(steps)) return 'certify';
  if (job.state !== 'fed')
    return job.state === 'readBackOk' && confirmed === 'readBack' ? 'print' : 'readBack';
  if (job.unitKey === null || confirmed !== 'readBlank') return 'readBlank';
  return isWriteUnavailable(steps) ? 'print' : 'writeChip';
}

const isUnavailableWrite = ({ step, phase }: JournalRecord): boolean =>
  step === 'writeChip' && phase === 'notAvailable';

/** The records since the last lock was begun; all of them before the first. */
export function ofThisAttempt<Record extends JournalRecord>(steps: readonly Record[]): readonly Record[] {
  return steps.slice(
    Math.max(
      0,
      steps.findLastIndex(({ step, phase }) => step === 'lock' && phase === 'intent'),
    ),
  );
}

/** Did this attempt learn that nobody here writes chips? */
export const isWriteUnavailable = (steps: readonly JournalRecord[]): boolean =>
  ofThisAttempt(steps).some(isUnavailableWrite);

/** Has the key of this attempt's card its certificate, or does nobody here certify keys (9 steps 11–12)? */
const isCertifyOver = (steps: readonly JournalRecord[]): boolean =>
  ofThisAttempt(steps).some(
    ({ step, phase }) => step === 'certify' && (phase === 'confirmed' || phase === 'notAvailable'),
  );

/** Was a write begun on the card of this attempt? Then what is on the chip may be ours. */
export const wasWriteBegun = (steps: readonly JournalRecord[]): boolean =>
  ofThisAttempt(steps).some(({ step, phase }) => step === 'writeChip' && phase === 'intent');

/** Did the newest read-back of this attempt find the whole record on the chip? */
export const wasReadBack = (steps: readonly JournalRecord[]): boolean =>
  ofThisAttempt(steps).findLast(({ step }) => step === 'readBack')?.phase === 'confirmed';

/** Why this attempt's card became waste at its read-back; null when it did not. */
export const readBackProblem = (steps: readonly JournalRecord[]): JournalRecord['detail'] =>
  ofThisAttempt(steps).findLast(
    ({ step, detail }) => step === 'readBack' && detail?.code === 'readBackDiffers',
  )?.detail ?? null;

/** Did a read of the chip end in a reason to reject the card? */
export function sendsAway(record: JournalRecord): boolean {
  return (
    (record.step === 'readBlank' || record.step === 'certify' || record.step === 'readBack') &&
    record.phase === 'failed' &&
    record.detail !== null &&
    rejecting.has(record.detail.code)
  );
}

/** The step whose outcome a person must settle; null when there is none. */
export function unknownStepOf(job: CardJob, steps: readonly JournalRecord[]): CallStep | null {
  if (job.state === 'retained') return isPulledBack(job) ? null : 'print';
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
      // Waste keeps its cause while it is on its way to the reject box; it waits for a person only when that way is barred.
      return job.problem === null || (job.state === 'wasted' && lastCall(steps)?.step !== 'reject')
        ? 'wait'
        : 'resume';
    case 'wait':
      return waiting[next.for];
  }
}

const waiting = {
  begin: 'begin',
  face: 'confirmFace',
  release: 'release',
  visual: 'confirmVisual',
  settle: 'settle',
  upstream: 'wait',
  conflict: 'resolveConflict',
  handOver: 'handOver',
  nothing: 'none',
} as const;
