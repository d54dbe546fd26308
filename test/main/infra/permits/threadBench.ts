import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pull, type PullReport } from '../../../../main/app/sync/pull.ts';
import type { LinkBook } from '../../../../main/app/sync/linkBook.ts';
import { openPermits, type OpenPermits } from '../../../../main/infra/permits/openPermits.ts';
import { benchFolder, buildPermitWorkers } from '../../../bench/queue/pull.ts';
import { nativeBinding, recordingBus, recordingLog, stubUpstream, testKey } from '../../helpers/index.ts';

export const token = 'token-of-the-thread-tests';

/** The bundled threads, built once for a test file; `remove` afterwards. */
export async function builtThreads(): Promise<{
  readonly folder: string;
  readonly workersDir: string;
  remove(): void;
}> {
  const folder = benchFolder('permit-threads');
  const workersDir = await buildPermitWorkers(folder);
  return { folder, workersDir, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A feed over HTTP: `answer` gives the page behind a cursor, or handles the answer itself and gives null. */
export async function servePages(
  answer: (
    asked: { cursor: string; limit: number },
    response: ServerResponse,
    request: IncomingMessage,
  ) => unknown,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const page = answer(
      { cursor: searchParams.get('cursor') ?? '', limit: Number(searchParams.get('limit')) },
      response,
      request,
    );
    if (page === null) return;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => void server.close(() => done()));
    },
  };
}

export const realClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  trusted: () => true,
  setTimer(delayMs: number, callback: () => void) {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};
export const silentLinks: LinkBook = {
  list: () => [],
  online: () => true,
  state: () => 'online',
  note: () => false,
};

/** A station's permits with their threads. */
export function threadedPermits(
  workersDir: string,
  url: string,
  path: string,
  key: Uint8Array = testKey(),
): {
  readonly permits: OpenPermits;
  readonly key: Uint8Array;
  readonly log: ReturnType<typeof recordingLog>;
  pullOnce(onEnded?: (numbers: readonly string[]) => void, stopped?: () => boolean): Promise<PullReport>;
} {
  const permits = openPermits({
    database: { path, key, nativeBinding },
    own: { access: { url, token }, workersDir },
  });
  const log = recordingLog();
  const deps = { permits, clock: realClock, upstream: stubUpstream(), log, bus: recordingBus() };
  return {
    permits,
    key,
    log,
    pullOnce: async (onEnded = () => undefined, stopped = () => false) =>
      pull(deps, silentLinks, stopped, { onEnded }),
  };
}

export const pathIn = (folder: string, name: string): string => join(folder, `${name}.db`);
