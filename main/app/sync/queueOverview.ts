import { offlineByHand, type QueueOverview } from '../../contract/queue.ts';
import type { Deps } from '../deps.ts';
import type { QueueStanding, WaitingRows } from '../ports/stores.ts';
import type { Sync } from './createSync.ts';
import { revokedSince } from './revocation.ts';

/** While rows are being sent the screens ask after each batch: counting again more often than this would slow down what is counted. */
const countAgainMs = 1000;

/**
 * The queue in one look (G1, G11): what waits for which service and since when. Rows about cards wait for the card system, the others for the
 * queue; a permit that is still to be verified waits for the permits. Nothing is asked of upstream.
 */
export function queueOverviewOf(
  deps: Pick<Deps, 'stores' | 'clock' | 'links'>,
  sync: Pick<Sync, 'drainProgress'>,
): () => QueueOverview {
  let counted: { readonly at: number; readonly standing: QueueStanding } | null = null;

  function standing(sending: boolean): QueueStanding {
    const now = deps.clock.elapsed();
    if (counted === null || !sending || now - counted.at >= countAgainMs)
      counted = { at: now, standing: deps.stores.outbox.standing() };
    return counted.standing;
  }

  return () => {
    const drain = sync.drainProgress();
    const { cards, others, problems } = standing(drain !== null);
    const none: WaitingRows = { rows: 0, cases: 0, oldestAt: null };
    const waits = (service: string): WaitingRows =>
      service === 'cards' ? cards : service === 'queue' ? others : none;
    return {
      services: deps.links.list().map((link) => ({ ...link, ...waits(link.service) })),
      offlineByHand: deps.stores.standings.get('offlineByHand', offlineByHand),
      revokedAt: revokedSince(deps),
      drain,
      waiting: cards.rows + others.rows,
      problems,
    };
  };
}
