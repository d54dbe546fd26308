import {
  cardStepOrder,
  type CardJobView,
  type CardPlan,
  type CardStep,
  type CardStepView,
  type StepPhase,
} from '../../../main/contract/cards.ts';

export interface RailStep {
  readonly step: CardStep;
  /** `ahead`: no record yet. `waits`: next, and waiting for the network. `asks`: next, and waiting for people at the screen. */
  readonly phase: StepPhase | 'ahead' | 'waits' | 'asks';
  readonly tookMs: number | null;
  readonly newest: CardStepView | null;
}

/** The journal of a job as a rail: the newest record of each step, what is ahead, and which step waits for the network. */
export function railOf(
  job: Pick<CardJobView, 'steps' | 'unknownStep' | 'state' | 'next'>,
): readonly RailStep[] {
  const newest = new Map<CardStep, CardStepView>();
  for (const record of job.steps) newest.set(record.step, record);
  const waiting: CardStep | null =
    job.state === 'pendingReport' ? 'report' : job.state === 'pendingEnable' ? 'enable' : null;
  const made = cardStepOrder.flatMap((step): readonly CardStep[] =>
    step === 'print' && (newest.has('readBack') || newest.get('writeChip')?.phase === 'confirmed')
      ? ['certify', 'readBack', step]
      : [step],
  );
  // A card in the reject box has nothing ahead.
  const steps: readonly CardStep[] = newest.has('reject')
    ? [...made.filter((step) => newest.has(step)), 'reject']
    : made;
  return steps.map((step) => {
    const record = newest.get(step) ?? null;
    const phase =
      job.unknownStep === step
        ? 'unknown'
        : step === waiting && record?.phase !== 'confirmed'
          ? 'waits'
          : step === 'face' && job.next === 'confirmFace'
            ? 'asks'
            : (record?.phase ?? 'ahead');
    return { step, phase, tookMs: record?.tookMs ?? null, newest: record };
  });
}

/** Ends of a job: nothing follows by itself. */
export const isOver = (job: Pick<CardJobView, 'state'>): boolean =>
  job.state === 'handedOver' || job.state === 'failed' || job.state === 'wasted' || job.state === 'retained';

/** After a card that came to nothing another attempt may be planned: not while its blank is still on its way, or its fate not settled (11.2). */
export const mayStartAgain = (job: Pick<CardJobView, 'state' | 'place'>): boolean =>
  job.state === 'failed' || (job.state === 'wasted' && job.place !== 'printer');

/** States whose meaning is said in a sentence, with a text of their own. */
export const explained = new Set<CardJobView['state']>([
  'pendingReport',
  'pendingEnable',
  'conflict',
  'retained',
  'wasted',
  'failed',
  'handedOver',
]);

export const mayStart = (plan: CardPlan): boolean => plan.blockers.length === 0;

/** Milliseconds as seconds with one decimal. */
export const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);
