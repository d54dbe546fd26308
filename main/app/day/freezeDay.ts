import { dayFigures, type ClosedDay } from '../../contract/day.ts';
import { computeDay } from '../../domain/day/computeDay.ts';
import type { DayInputs, UpstreamBooksOfDay } from '../../domain/day/dayInputs.ts';
import { unconfirmedOf } from '../../domain/day/unconfirmed.ts';
import type { Deps } from '../deps.ts';
import type { DayRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import { gatherDay, type PresentCase } from './gatherDay.ts';

/** Milliseconds that upstream has for its books: whoever signs waits for it. */
const booksWithinMs = 4000;

/** Upstream's books of the day, or null when it cannot be asked: then 11.5 is listed as open (domain-rules 13.10). */
export async function askBooks(deps: Deps, date: string): Promise<UpstreamBooksOfDay | null> {
  const answer = await deps.upstream.call(
    'books',
    { stationId: deps.profile.stationId, date },
    { timeoutMs: booksWithinMs },
  );
  return answer.kind === 'answer'
    ? { ...answer.value, askedAt: new Date(deps.clock.now()).toISOString() }
    : null;
}

/** A day as it stands in this moment, with the hash of its file: what a close signs and an override freezes. */
export type FrozenDay = Pick<ClosedDay, 'date' | 'closedAt' | 'rowCount' | 'csvHash' | 'figures'> & {
  readonly unconfirmed: ClosedDay['unconfirmed'];
};

export function freezeDay(
  deps: Deps,
  presentCase: PresentCase,
  day: DayRecord,
  upstream: DayInputs['upstream'],
): FrozenDay {
  const inputs = gatherDay(deps, presentCase, day, upstream);
  // In the order in which they will be read back: the file of the day must be the same then.
  const figures = dayFigures.parse(computeDay(inputs));
  return {
    date: day.date,
    closedAt: inputs.now,
    rowCount: figures.ledger.length,
    csvHash: deps.crypto.sha256Hex(deps.paper.dayCsv({ date: day.date, figures })),
    figures,
    unconfirmed: unconfirmedOf(inputs),
  };
}

/** Tells upstream that a day ended, and how. Inside the transaction of its end. */
export function reportEnd(
  deps: Deps,
  kind: 'day.closed' | 'day.overridden',
  ended: Omit<FrozenDay, 'unconfirmed'> & { readonly chainHead: string },
  owner: string,
): void {
  const { date, csvHash, chainHead, rowCount, figures } = ended;
  enqueue(deps, {
    kind,
    caseId: null,
    caseNumber: null,
    businessKey: `${deps.profile.stationId}:${date}:${kind === 'day.closed' ? 'close' : 'override'}`,
    payload: {
      date,
      csvHash,
      chainHead,
      rowCount,
      stock: figures.stock,
      cards: figures.cards,
      cases: figures.cases,
      exceptions: figures.exceptions.length,
    },
    owner,
  });
}

/** Tells the screens that another day stands now. */
export function dayEnded({ bus }: Pick<Deps, 'bus'>): void {
  bus.emit('dayChanged', {});
  bus.emit('queueChanged', {});
  bus.emit('stationChanged', {});
}
