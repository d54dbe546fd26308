import type { CardJobState, CardNextAction, JobGroup } from '../../contract/cards.ts';
import type { CardJob, JournalRecord } from './cardJob.ts';
import { isPulledBack } from './jobReducer.ts';
import { ofThisAttempt } from './nextStep.ts';
import { dataGoodUntil, isFetchedAhead, type CardLimits } from './prefetch.ts';

/** How long a card may stay as it is before the board calls it overdue (D7, domain-rules 9.24, 9.25). */
export interface HoldLimits {
  /** Hours made and not reported. */
  readonly reportHours: number;
  /** Hours reported and not enabled. */
  readonly enableHours: number;
  /** Hours that a doubt, a missing card or a conflict may stay unsettled. */
  readonly settleHours: number;
  /** Days that an enabled card waits for its holder. */
  readonly collectDays: number;
}

/** Where the profile sets nothing: a made card is everybody's worry from the next day on. */
export const defaultHoldLimits: HoldLimits = {
  reportHours: 24,
  enableHours: 24,
  settleHours: 4,
  collectDays: 30,
};

type Seen = Pick<CardJob, 'state' | 'begun' | 'enabledAt' | 'problem'>;

/**
 * What a job needs next, as the board groups it (D7, G1). Every state has a group, so none is hidden; a row that upstream refused needs a
 * person, however its card stands.
 */
export function jobGroup(job: Seen, next: CardNextAction, rowRefused: boolean): JobGroup {
  if (job.state === 'conflict' || job.state === 'failed' || job.state === 'wasted') return 'aside';
  if (job.state === 'retained') return isPulledBack(job) ? 'holder' : 'aside';
  if (rowRefused || next === 'settle') return 'you';
  if (job.state === 'handedOver') return 'done';
  if (isFetchedAhead(job)) return job.problem === null ? 'ahead' : waiting(job, next);
  if (next === 'handOver') return 'holder';
  return waiting(job, next);
}

/** Is a job stopped only because upstream is away? Then it goes on by itself when the link is back. */
export const goesOnOnline = ({ problem }: Pick<CardJob, 'problem'>): boolean =>
  problem?.code === 'upstreamOffline' || problem?.code === 'prefetchTooOld';

function waiting({ state, problem }: Seen, next: CardNextAction): JobGroup {
  if (state === 'visualOk' || state === 'pendingReport' || state === 'reported' || state === 'pendingEnable')
    return 'upstream';
  // A replacement that waits for the word on the old card goes on with it (domain-rules 13.9).
  if (goesOnOnline({ problem }) || problem?.code === 'lossNotConfirmed') return 'upstream';
  return next === 'wait' || next === 'none' ? 'machine' : 'you';
}

/** Since when a job is where it is: not since its last change, which a second try or a note would make young again. ISO instant. */
export function standsSince(job: CardJob, steps: readonly JournalRecord[], unknown: boolean): string {
  const doubt = unknown
    ? ofThisAttempt(steps).findLast(({ phase }) => phase === 'unknown' || phase === 'intent')?.at
    : undefined;
  if (doubt !== undefined) return doubt;
  const stamp = cameThere[job.state];
  return (stamp === undefined ? null : job[stamp]) ?? job.changedAt;
}

/** The stamp that says since when a job is in its state; the others are as old as their last change. */
const cameThere: Partial<
  Record<CardJobState, 'startedAt' | 'lockedAt' | 'visualOkAt' | 'reportedAt' | 'enabledAt' | 'endedAt'>
> = {
  ready: 'startedAt',
  locked: 'lockedAt',
  visualOk: 'visualOkAt',
  pendingReport: 'visualOkAt',
  reported: 'reportedAt',
  pendingEnable: 'reportedAt',
  enabled: 'enabledAt',
  retained: 'enabledAt',
  handedOver: 'endedAt',
  failed: 'endedAt',
  wasted: 'endedAt',
};

const hourMs = 3_600_000;

/** When a job becomes overdue; null: nothing is due. `since`: standsSince. ISO instant. */
export function dueAt(
  job: CardJob,
  since: string,
  unknown: boolean,
  limits: { readonly hold: HoldLimits; readonly cards: CardLimits },
): string | null {
  const { hold } = limits;
  const after = (hours: number): string => new Date(Date.parse(since) + hours * hourMs).toISOString();
  if (unknown || job.state === 'conflict') return after(hold.settleHours);
  if (isFetchedAhead(job)) return dataGoodUntil(job, limits.cards);
  if (job.state === 'retained') return after(isPulledBack(job) ? hold.collectDays * 24 : hold.settleHours);
  const hours = {
    visualOk: hold.reportHours,
    pendingReport: hold.reportHours,
    reported: hold.enableHours,
    pendingEnable: hold.enableHours,
    enabled: hold.collectDays * 24,
  } as const satisfies Partial<Record<CardJobState, number>>;
  return Object.hasOwn(hours, job.state) ? after(hours[job.state as keyof typeof hours]) : null;
}

/** Was a hardware step of this attempt cut off, so that its outcome had to be asked for (E8)? The case stays flagged with it. */
export const wasInterrupted = (steps: readonly JournalRecord[]): boolean =>
  ofThisAttempt(steps).some(
    ({ step, phase }) => step !== 'lock' && step !== 'handOver' && phase === 'unknown',
  );

const nothingMore: readonly CardJobState[] = ['enabled', 'handedOver', 'failed', 'wasted', 'conflict'];

/** What follows by itself, in its order, before the holder may have the card (domain-rules 9.15, 13.8). */
export function waitsInOrder({ state }: Pick<CardJob, 'state'>): readonly ('lock' | 'report' | 'enable')[] {
  if (nothingMore.includes(state)) return [];
  if (state === 'ready') return ['lock', 'report', 'enable'];
  return state === 'reported' || state === 'pendingEnable' ? ['enable'] : ['report', 'enable'];
}

const beforeCertificate: readonly CardJob['state'][] = ['ready', 'locked', 'fed', 'written'];

/** Has the chip of this card, where chips are certified, its certificate behind it (domain-rules 9 steps 11–12)? */
export const isPastCertificate = (job: Pick<CardJob, 'state'>): boolean =>
  !beforeCertificate.includes(job.state);
