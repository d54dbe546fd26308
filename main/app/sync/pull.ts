import type { PermitRecord } from '../../contract/permit.ts';
import type { Deps } from '../deps.ts';
import type { LinkBook } from './linkBook.ts';

const pageSize = 1000;

export interface PullReport {
  readonly permits: number;
  readonly stopped: 'upToDate' | 'offline' | 'linkFault';
}

/** Pulls the permit feed from the kept cursor to its end, page by page; each page is one commit that moves the cursor with it. */
export async function pull(
  deps: Pick<Deps, 'permits' | 'clock' | 'upstream' | 'log'>,
  links: LinkBook,
  stopped: () => boolean,
  onPermits: (permits: readonly PermitRecord[]) => void = () => undefined,
): Promise<PullReport> {
  let permits = 0;
  while (!stopped()) {
    const cursor = deps.permits.cursor();
    const askedAt = new Date(deps.clock.now()).toISOString();
    const outcome = await deps.upstream.call('permitFeed', { cursor, limit: pageSize });
    if (outcome.kind !== 'answer') {
      // The feed knows no refusal: one is an answer that is not ours.
      const state = outcome.kind === 'offline' ? 'offline' : 'linkFault';
      links.note(['permits'], state, outcome.kind === 'refused' ? outcome.refusal.code : outcome.detail);
      return { permits, stopped: state };
    }
    links.note(['permits'], 'online');
    const page = outcome.value;
    // Told before the cursor moves: a station that stops in between hears of the page again.
    if (page.permits.length > 0) onPermits(page.permits);
    if (page.permits.length > 0 || page.cursor !== cursor)
      deps.permits.savePage(page.permits, page.cursor, askedAt);
    permits += page.permits.length;
    // In step with the records, so that no call takes long; what a stop left behind is taken in with the next page.
    while (deps.permits.indexNames(pageSize) === pageSize && !page.more);
    if (!page.more) deps.permits.confirmCurrent(askedAt);
    // A feed that says "more" but does not move would be asked for ever.
    if (!page.more || page.cursor === cursor) break;
  }
  if (permits > 0) deps.log.info('permits.pulled', { permits });
  return { permits, stopped: 'upToDate' };
}
