import type { CardJobState } from '../../contract/cards.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { endStates, type CardJob } from './cardJob.ts';
import type { CardJobEvent } from './jobEvents.ts';

/** From which states an event is legal (domain-rules 9). A written chip is printed on only after its read-back (D6). */
const legal: Readonly<Record<CardJobEvent['type'], readonly CardJobState[]>> = {
  locked: ['ready'],
  askAgain: ['locked'],
  released: ['ready', 'locked'],
  begun: ['ready', 'locked'],
  faceConfirmed: ['locked'],
  fed: ['locked'],
  notFed: ['fed'],
  blankBound: ['fed'],
  chipWritten: ['fed'],
  readBackGood: ['written', 'readBackOk'],
  printed: ['fed', 'readBackOk', 'retained'],
  visualGood: ['printed'],
  reportQueued: ['visualOk'],
  reportAccepted: ['pendingReport'],
  enableQueued: ['reported'],
  enableAccepted: ['pendingEnable'],
  handedOver: ['enabled', 'retained'],
  pulledBack: ['enabled'],
  tookInHand: ['enabled'],
  lostAtBezel: ['enabled'],
  stored: ['visualOk', 'pendingReport', 'reported', 'pendingEnable', 'enabled', 'retained', 'conflict'],
  wasted: ['fed', 'written', 'readBackOk', 'printed', 'retained', 'conflict'],
  retained: ['fed', 'written', 'readBackOk'],
  foundInPrinter: ['retained'],
  rejected: ['fed', 'written', 'readBackOk', 'wasted'],
  failed: ['ready', 'locked', 'fed', 'written', 'readBackOk', 'conflict'],
  conflict: ['ready', 'pendingReport', 'pendingEnable'],
  conflictOurs: ['conflict'],
  problem: [
    'ready',
    'locked',
    'fed',
    'written',
    'readBackOk',
    'printed',
    'pendingReport',
    'pendingEnable',
    'enabled',
    'retained',
    'wasted',
  ],
  again: ['failed', 'wasted'],
};

/**
 * The card job as a pure state machine (domain-rules 9, feature D1). An event that does not fit the state is
 * `wrongState` and changes nothing. A card is printed, wasted or retained only when its blank is known.
 */
export function jobReducer<Job extends CardJob>(job: Job, event: CardJobEvent): Result<Job> {
  if (!legal[event.type].includes(job.state) || !allowed(job, event))
    return failure('wrongState', { state: job.state });
  return success({ ...job, ...changes(job, event), changedAt: event.at });
}

function allowed(job: CardJob, event: CardJobEvent): boolean {
  // No blank moves before the card is wanted, its attendant released it (kiosk), and its face was agreed to.
  if (event.type === 'fed') return job.begun && job.released && job.faceConfirmedAt !== null;
  if (event.type === 'begun') return !job.begun;
  if (event.type === 'faceConfirmed') return job.faceConfirmedAt === null;
  if (event.type === 'blankBound') return job.unitKey === null || job.unitKey === event.unitKey;
  // A retained card goes to its holder when it was enabled; one that was lost in the making never does, and an enabled one is no blank again.
  if (job.state === 'retained' && event.type !== 'problem')
    return isPulledBack(job)
      ? event.type === 'handedOver' || event.type === 'stored'
      : event.type !== 'handedOver' && event.type !== 'stored' && job.unitKey !== null;
  // In conflict a card that is made becomes waste, and only a job that made none may fail: a card never vanishes (9.13, 11.1b).
  if (job.state === 'conflict' && event.type === 'failed') return job.visualOkAt === null;
  if (job.state === 'conflict' && event.type === 'wasted')
    return job.visualOkAt !== null && job.unitKey !== null;
  // A card in a machine is in nobody's hand.
  if (event.type === 'stored')
    return job.place !== 'printer' && job.place !== 'output' && job.place !== 'none';
  if (event.type === 'notFed') return job.unitKey === null;
  if (event.type === 'rejected') return job.state !== 'wasted' || job.place === 'printer';
  return !needsBlank.has(event.type) || job.unitKey !== null;
}

/** What happens to a known card only. */
const needsBlank: ReadonlySet<CardJobEvent['type']> = new Set([
  'chipWritten',
  'readBackGood',
  'printed',
  'wasted',
  'retained',
  'foundInPrinter',
]);

/** All that an event changes, beside `changedAt`. */
function changes(job: CardJob, event: CardJobEvent): Partial<CardJob> {
  const { at } = event;
  switch (event.type) {
    case 'locked':
      return {
        state: 'locked',
        batch: event.batch,
        cardNumber: event.cardNumber,
        data: event.data,
        lockedAt: at,
        // New data are a new face.
        ...(event.sameFace !== true && { faceConfirmedAt: null }),
        problem: null,
      };
    case 'askAgain':
      return { state: 'ready', problem: null };
    case 'released':
      // The attendant has just compared the printed face with its holder; before the lock there was none to see.
      return { released: true, ...(job.state === 'locked' && { faceConfirmedAt: at }) };
    case 'begun':
      return { begun: true };
    case 'faceConfirmed':
      return { faceConfirmedAt: at, problem: null };
    case 'fed':
      return { state: 'fed', place: 'printer', problem: null };
    case 'notFed':
      return { state: 'locked', place: 'none', problem: null };
    case 'blankBound':
      return {
        unitKey: event.unitKey,
        unitTail: event.unitTail,
        bankCardNumber: event.bankCardNumber,
        cardIdentifier: event.cardIdentifier,
        atr: event.atr,
        problem: null,
      };
    case 'chipWritten':
      return { state: 'written', problem: null };
    case 'readBackGood':
      return { state: 'readBackOk', problem: null };
    case 'printed':
      return { state: 'printed', place: event.place, problem: null };
    case 'visualGood':
      return { state: 'visualOk', place: event.place, visualOkAt: at, problem: null };
    case 'reportQueued':
      return { state: 'pendingReport', bankCardNumber: null };
    case 'reportAccepted':
      return { state: 'reported', reportedAt: at, problem: null };
    case 'enableQueued':
      return { state: 'pendingEnable' };
    case 'enableAccepted':
      return { state: 'enabled', enabledAt: at, problem: null };
    case 'handedOver':
      return {
        state: 'handedOver',
        place: 'holder',
        placeLabel: null,
        problem: null,
        handedOverAt: at,
        endedAt: at,
      };
    case 'pulledBack':
      return { state: 'retained', place: 'rejectBox' };
    case 'tookInHand':
      return { place: 'desk', problem: null };
    case 'lostAtBezel':
      return { state: 'retained', place: 'unknown' };
    case 'stored':
      return { place: event.place, placeLabel: event.label };
    case 'wasted':
      return { state: 'wasted', place: event.place, bankCardNumber: null, problem: null, endedAt: at };
    case 'retained':
      return { state: 'retained', place: 'unknown' };
    case 'foundInPrinter':
      return { state: 'fed', place: 'printer', problem: null };
    case 'rejected':
      return { place: 'rejectBox', problem: null };
    case 'failed':
      return { state: 'failed', problem: event.problem, bankCardNumber: null, endedAt: at };
    case 'conflict':
      return { state: 'conflict', problem: event.problem };
    case 'conflictOurs':
      return { state: stateBeforeConflict(job), problem: null };
    case 'problem':
      return { problem: event.problem };
    case 'again':
      return {
        ...fresh,
        begun: event.ahead !== true,
        // A card that was made and is waste has left P, R and A (11.3).
        visualOkAt: null,
        reportedAt: null,
        enabledAt: null,
        attempt: job.state === 'wasted' ? job.attempt + 1 : job.attempt,
        ...(event.countAgain && { startedAt: at }),
      };
  }
}

/** Where a job was when upstream's record did not fit: before its card was made, or waiting for report or enable. */
function stateBeforeConflict(job: Pick<CardJob, 'visualOkAt' | 'reportedAt'>): CardJobState {
  if (job.visualOkAt === null) return 'ready';
  return job.reportedAt === null ? 'pendingReport' : 'pendingEnable';
}

/** What a job has before its first step, and again at a new attempt. */
export const fresh = {
  state: 'ready',
  batch: null,
  cardNumber: null,
  data: null,
  lockedAt: null,
  faceConfirmedAt: null,
  unitKey: null,
  unitTail: null,
  bankCardNumber: null,
  cardIdentifier: null,
  atr: null,
  place: 'none',
  placeLabel: null,
  problem: null,
  endedAt: null,
} as const satisfies Partial<CardJob>;

/** An enabled card that its holder did not take at the bezel (E3); not one that was lost in the making. */
export const isPulledBack = (job: Pick<CardJob, 'state' | 'enabledAt'>): boolean =>
  job.state === 'retained' && job.enabledAt !== null;

/** Has the job an outcome that only a new attempt could change? */
export const hasEnded = (job: Pick<CardJob, 'state'>): boolean => endStates.has(job.state);
