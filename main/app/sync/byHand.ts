import { offlineByHand } from '../../contract/queue.ts';
import type { Deps } from '../deps.ts';
import type { Upstream } from '../ports/outside.ts';

/** What the states of the links say while somebody keeps the station off the network. */
export const byHand = 'byHand';

/** Is the station kept off the network by hand (G11)? Asked of the records, so that it holds over a restart. */
export const isOffByHand = ({ stores }: Pick<Deps, 'stores'>): boolean =>
  stores.standings.get('offlineByHand', offlineByHand) !== null;

/**
 * The upstream as the whole station sees it: while it is kept off the network nothing is asked of any service, and every call is answered as
 * if nobody had. A call that is under way already comes to its end, and what it says is stored.
 */
export function unlessOffByHand(upstream: Upstream, deps: Pick<Deps, 'stores'>): Upstream {
  return {
    call: (name, input, options) =>
      isOffByHand(deps)
        ? Promise.resolve({ kind: 'offline', detail: byHand })
        : upstream.call(name, input, options),
  };
}
