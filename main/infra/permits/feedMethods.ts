import type { FeedAnswer } from '../../app/ports/permits.ts';
import type { UpstreamAccess } from '../../contract/hosts.ts';
import { readPages } from '../db/permitPages.ts';
import { createUpstream } from '../upstream/createUpstream.ts';

/** What asks, parses and checks the feed: in a thread of its own, because ten thousand records take a tenth of a second. */
export interface FeedMethods {
  next(cursor: string): Promise<FeedAnswer>;
}
export type FeedMethodName = keyof FeedMethods;

/** One commit. Short pages of the feed are put together to it, so that little is in memory as text and objects at a time. */
const atMost = 10_000;
const largest = 2500;
const smallest = 100;
/** An answer of the largest size over a line of half a megabit takes this long. */
const timeoutMs = 60_000;

export function feedMethods({ access }: { readonly access: UpstreamAccess }): FeedMethods {
  const upstream = createUpstream(access);
  let limit = largest;
  return {
    async next(cursor) {
      const answer = await readPages(upstream, { cursor, limit, atMost, timeoutMs });
      // A line that cannot bring a large answer in time may bring a smaller one: no line is too slow for ever.
      if (answer.kind === 'offline') limit = Math.max(smallest, Math.floor(limit / 2));
      if (answer.kind === 'page') limit = Math.min(largest, limit * 2);
      return answer;
    },
  };
}
