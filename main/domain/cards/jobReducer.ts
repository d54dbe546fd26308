import type { CardJobState } from '../../contract/cards.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { endStates, type CardJob } from './cardJob.ts';
import type { CardJobEvent } from './jobEvents.ts';

/** From which states an event is legal (domain-rules 9). `written` and `readBackOk` are reached by no event: nothing here writes a chip. */
const legal: Readonly<Record<CardJobEvent['type'], readonly CardJobState[]>> = {
  locked: ['ready'],
  released: ['ready', 'locked'],
  fed: ['locked'],
  notFed: ['fed'],
  blankBound: ['fed'],
  printed: ['fed', 'retained'],
  visualGood: ['printed'],
  reportQueued: ['visualOk'],
  reportAccepted: ['pendingReport'],
  enableQueued: ['reported'],
  enableAccepted: ['pendingEnable'],
  handedOver: ['enabled'],
  wasted: ['fed', 'printed', 'retained'],
  retained: ['fed'],
  foundInPrinter: ['retained'],
  rejected: ['fed', 'wasted'],
  failed: ['ready', 'locked', 'fed'],
  conflict: ['ready', 'pendingReport', 'pendingEnable'],
  problem: ['ready', 'locked', 'fed', 'printed', 'pendingReport', 'pendingEnable', 'retained', 'wasted'],
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
  // A kiosk's job waits for its attendant before any blank moves.
  if (event.type === 'fed') return job.released;
  if (event.type === 'blankBound') return job.unitKey === null || job.unitKey === event.unitKey;
  if (event.type === 'notFed') return job.unitKey === null;
  if (event.type === 'rejected') return job.state === 'fed' || job.place === 'printer';
  return !needsBlank.has(event.type) || job.unitKey !== null;
}

/** What happens to a known card only. */
const needsBlank: ReadonlySet<CardJobEvent['type']> = new Set([
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
        problem: null,
      };
    case 'released':
      return { released: true };
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
    case 'printed':
      return { state: 'printed', place: event.place, problem: null };
    case 'visualGood':
      return { state: 'visualOk', place: 'desk', visualOkAt: at, problem: null };
    case 'reportQueued':
      return { state: 'pendingReport', bankCardNumber: null };
    case 'reportAccepted':
      return { state: 'reported', reportedAt: at, problem: null };
    case 'enableQueued':
      return { state: 'pendingEnable' };
    case 'enableAccepted':
      return { state: 'enabled', enabledAt: at, problem: null };
    case 'handedOver':
      return { state: 'handedOver', place: 'holder', handedOverAt: at, endedAt: at };
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
    case 'problem':
      return { problem: event.problem };
    case 'again':
      return {
        ...fresh,
        attempt: job.state === 'wasted' ? job.attempt + 1 : job.attempt,
        ...(event.countAgain && { startedAt: at }),
      };
  }
}

/** What a job has before its first step, and again at a new attempt. */
export const fresh = {
  state: 'ready',
  batch: null,
  cardNumber: null,
  data: null,
  unitKey: null,
  unitTail: null,
  bankCardNumber: null,
  cardIdentifier: null,
  atr: null,
  place: 'none',
  problem: null,
  endedAt: null,
} as const satisfies Partial<CardJob>;

/** Has the job an outcome that only a new attempt could change? */
export const hasEnded = (job: Pick<CardJob, 'state'>): boolean => endStates.has(job.state);
