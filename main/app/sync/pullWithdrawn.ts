import type { Deps } from '../deps.ts';

const pageSize = 1000;
/** A feed that never ends must not keep the queue from its turn; the rest is read at the next one. */
const pagesAtOnce = 50;

export interface WithdrawnReport {
  /** Entries that came. */
  readonly papers: number;
  /** `more`: not at the end yet, and nothing is wrong. */
  readonly stopped: 'upToDate' | 'more' | 'offline' | 'linkFault';
}

/**
 * Reads the feed of withdrawn papers (C5) from the kept cursor to its end; each page is one commit that moves the cursor with it, and the
 * last one the age of the list. What goes wrong is no matter of the links: it must not pause the queue, and it shows where it counts, as
 * the age of the list at each check of a paper.
 */
export async function pullWithdrawn(
  deps: Pick<Deps, 'stores' | 'clock' | 'upstream' | 'log'>,
  stopped: () => boolean,
): Promise<WithdrawnReport> {
  const { stores, clock, upstream, log } = deps;
  let papers = 0;
  const end = (how: WithdrawnReport['stopped'], detail: string | null = null): WithdrawnReport => {
    if (detail !== null) log.warn('papers.notPulled', { how, detail });
    if (papers > 0) log.info('papers.pulled', { papers });
    return { papers, stopped: how };
  };
  for (let pages = 0; pages < pagesAtOnce && !stopped(); pages += 1) {
    const before = stores.withdrawnPapers.cursor();
    const askedAt = new Date(clock.now()).toISOString();
    const outcome = await upstream.call('withdrawnPapers', { cursor: before, limit: pageSize });
    if (outcome.kind === 'refused') return end('linkFault', outcome.refusal.code);
    if (outcome.kind !== 'answer') return end(outcome.kind, outcome.detail);
    const { papers: page, cursor, more } = outcome.value;
    stores.run(() => stores.withdrawnPapers.savePage({ papers: page, cursor, asOf: more ? null : askedAt }));
    papers += page.length;
    if (!more) return end('upToDate');
    // A feed that says "more" but does not move would be asked for ever, and its end never be known.
    if (cursor === before) return end('linkFault', 'cursor');
  }
  return end('more');
}
