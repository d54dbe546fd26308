import type { FeedPage, PermitPuller } from '../ports/permits.ts';
import type { Deps } from '../deps.ts';
import type { LinkBook } from './linkBook.ts';
import { progressMeter, type ProgressMeter } from './pullMeter.ts';

/** Numbers told at a time: each is a look into the cases, and a scan must not wait for ten thousand of them. */
const toldAtOnce = 500;
/** Records that leave in one commit when the feed has begun anew. */
const dropAtOnce = 1000;
const eventEveryMs = 1000;
/** A file is begun anew once, when it is damaged; one that will not hold its place is no reason to ask upstream for ever. */
const mostMoves = 5;

export interface PullReport {
  readonly permits: number;
  readonly stopped: 'upToDate' | 'stopped' | 'offline' | 'linkFault' | 'noRoom';
}

export type PullDeps = Pick<Deps, 'permits' | 'clock' | 'upstream' | 'log' | 'bus'>;

export interface PullOptions {
  /**
   * Numbers that are no longer valid or that upstream has no more, before the copy says so: a station that stops in between hears of them
   * again (G9). Never inside a transaction.
   */
  readonly onEnded?: (permitNumbers: readonly string[]) => void;
  readonly meter?: ProgressMeter;
}

/**
 * Pulls the permit feed from the kept cursor to its end; each page is one commit that moves the cursor with it. While a page is kept, the
 * next one is asked for. At the end of a feed that began anew, what was not told again leaves; then the copy counts as current, and the names
 * are taken into their index.
 */
export async function pull(
  deps: PullDeps,
  links: LinkBook,
  stopped: () => boolean,
  { onEnded = () => undefined, meter = progressMeter() }: PullOptions = {},
): Promise<PullReport> {
  const puller = deps.permits.puller(deps.upstream);
  const tell = async (numbers: readonly string[]): Promise<void> => {
    for (let start = 0; start < numbers.length; start += toldAtOnce) {
      if (start > 0) await new Promise<void>((done) => void deps.clock.setTimer(0, done));
      onEnded(numbers.slice(start, start + toldAtOnce));
    }
  };
  const changed = eachSecond(deps, () => deps.bus.emit('permitsChanged', {}));
  try {
    const report = await readPages(deps, links, { puller, stopped, tell, meter, changed });
    if (report.permits > 0) deps.log.info('permits.pulled', { permits: report.permits });
    if (report.stopped !== 'upToDate') return report;
    meter.end();
    while (!stopped() && (await puller.indexNames(puller.namesAtOnce)) === puller.namesAtOnce)
      changed.maybe();
    if (report.permits > 0) await puller.settle();
    return report;
  } finally {
    meter.end();
    changed.last();
  }
}

interface Reading {
  readonly puller: PermitPuller;
  readonly stopped: () => boolean;
  readonly tell: (numbers: readonly string[]) => Promise<void>;
  readonly meter: ProgressMeter;
  readonly changed: { maybe(): void };
}

async function readPages(deps: PullDeps, links: LinkBook, reading: Reading): Promise<PullReport> {
  const { puller, stopped, tell, meter, changed } = reading;
  const isoNow = (): string => new Date(deps.clock.now()).toISOString();
  const ask = (cursor: string) => {
    const answer = puller.next(cursor);
    // Looked at later, or not at all when the pull ends before.
    answer.catch(() => undefined);
    return { askedAt: isoNow(), answer };
  };
  let [permits, moves] = [0, 0];
  /** The file was begun anew: what was asked for behind the old place does not fit. */
  const askAnew = (): void => {
    moves += 1;
    if (moves > mostMoves) throw new Error('the file of the permits does not hold its place');
    asked = ask(deps.permits.place().cursor);
  };
  let asked = ask(deps.permits.place().cursor);
  while (!stopped()) {
    const { askedAt, answer: waiting } = asked;
    const answer = await waiting;
    if (answer.kind !== 'page') {
      links.note(['permits'], answer.kind, answer.detail);
      return { permits, stopped: answer.kind };
    }
    links.note(['permits'], 'online');
    const { page } = answer;
    await tell(page.ended);
    if (page.more) asked = ask(page.cursor);
    const kept = bringsNothing(deps, page) ? 'kept' : await puller.keep(page, askedAt);
    if (kept === 'noRoom') {
      deps.log.error('permits.noRoom');
      return { permits, stopped: 'noRoom' };
    }
    if (kept === 'moved') {
      askAnew();
      continue;
    }
    permits += page.permits;
    if (page.more || permits > 0) {
      // A feed that begins anew is told again from nothing, while all the old records are still there.
      const done = deps.permits.place().anew ? permits : deps.permits.count();
      meter.note(deps.clock.elapsed(), done, page.total);
      changed.maybe();
    }
    if (page.more) continue;
    if (!(await sweep(deps, reading))) break;
    if (!(await puller.confirm(askedAt, page.cursor))) {
      askAnew();
      continue;
    }
    return { permits, stopped: 'upToDate' };
  }
  return { permits, stopped: 'stopped' };
}

/** The usual answer of the minute: nothing is new. */
const bringsNothing = (deps: PullDeps, page: FeedPage): boolean => {
  const { cursor, feed } = deps.permits.place();
  return (
    !page.more &&
    page.permits === 0 &&
    page.gone.length === 0 &&
    page.cursor === cursor &&
    page.feed === feed &&
    page.from === cursor
  );
};

/** What a feed that began anew did not tell again leaves, and whoever acts on it hears of it first. False: stopped before the end. */
async function sweep(deps: PullDeps, { puller, stopped, tell }: Reading): Promise<boolean> {
  if (!deps.permits.place().anew) return true;
  let [after, left] = [0, 0];
  while (!stopped()) {
    const { numbers, last } = await puller.untold(after, dropAtOnce);
    if (numbers.length === 0) {
      deps.log.info('permits.swept', { permits: left });
      return true;
    }
    await tell(numbers);
    await puller.drop(numbers);
    left += numbers.length;
    after = last;
  }
  return false;
}

/** A hint at most once a second, and one at the end. */
function eachSecond({ clock }: Pick<Deps, 'clock'>, emit: () => void): { maybe(): void; last(): void } {
  let at: number | null = null;
  return {
    maybe() {
      const now = clock.elapsed();
      if (at !== null && now - at < eventEveryMs) return;
      at = now;
      emit();
    },
    last() {
      if (at !== null) emit();
    },
  };
}
