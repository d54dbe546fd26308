// A feed of made-up permits over HTTP, its pages made beforehand, so that what is measured is the station and not this side.
// As a process: `feedServer.ts <records> <page size>` prints its address once all pages are there.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { feedOrder, madePermit } from '../../../main/training/madePermits.ts';

export const feedToken = 'feed-token-of-the-bench';

/** Page bodies by number; the cursor is the number of the next page. */
export function feedBodies(records: number, pageSize: number): Buffer[] {
  const order = feedOrder(records);
  const pages = Math.max(1, Math.ceil(records / pageSize));
  return Array.from({ length: pages }, (_, page) => {
    const permits = Array.from(order.subarray(page * pageSize, (page + 1) * pageSize), (index) =>
      madePermit(index),
    );
    const answer = {
      permits,
      gone: [],
      feed: 'bench',
      total: records,
      cursor: `p${page + 1}`,
      more: page + 1 < pages,
    };
    return Buffer.from(JSON.stringify(answer));
  });
}

/** Serves them; behind the last page it has nothing new. */
export async function serveFeed(bodies: readonly Buffer[]): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const cursor = new URL(request.url ?? '/', 'http://localhost').searchParams.get('cursor') ?? '';
    const body =
      bodies[Number(cursor.slice(1) || 0)] ??
      Buffer.from(
        JSON.stringify({
          permits: [],
          gone: [],
          feed: 'bench',
          total: null,
          cursor: `p${bodies.length}`,
          more: false,
        }),
      );
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

if (process.argv[1]?.endsWith('feedServer.ts') === true) {
  const { url } = await serveFeed(feedBodies(Number(process.argv[2]), Number(process.argv[3])));
  console.log(url);
}
