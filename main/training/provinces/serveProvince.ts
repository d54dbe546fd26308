import { randomBytes, randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import Fastify from 'fastify';
import type { UpstreamAdapter } from '../../contract/hosts.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import type { StaffStanding } from '../../contract/people.ts';
import { ecardBook } from '../upstream/ecardBook.ts';
import { faultBook, type FaultOrder } from '../upstream/faultBook.ts';
import { staffDesk } from '../upstream/staffDesk.ts';
import { openUpstreamDatabase, type UpstreamDatabase } from '../upstream/upstreamDatabase.ts';
import { readBooks, upstreamDesk, type Desk, type UpstreamBooks } from '../upstream/upstreamDesk.ts';

export interface ProvinceOptions {
  /** File of its books, or `:memory:`. */
  readonly databasePath: string;
  /** The SQLite addon for Node-API 9; null = the package's own. */
  readonly nativeBinding: string | null;
  readonly permits: readonly PermitRecord[];
  /** JPEG of the holder, 358 × 441, base64. */
  readonly photoOf: (permit: PermitRecord) => string;
  readonly bankName: string;
  readonly staff?: readonly StaffStanding[];
  /** Milliseconds since 1970. Default: the system clock. */
  readonly now?: () => number;
  /** Milliseconds that the fault "slow" adds. Default 4000. */
  readonly slowMs?: number;
}

/**
 * A simulated province on 127.0.0.1 (docs/adapters.md). The faults are those of the reference upstream, by the province's own paths; only the
 * probe keeps the name that the fault book knows, `/v1/health`.
 */
export interface Province {
  readonly url: string;
  readonly token: string;
  readonly adapter: UpstreamAdapter;
  setNetwork(on: boolean): void;
  setFault(order: FaultOrder): void;
  books(): UpstreamBooks;
  putPermits(permits: readonly PermitRecord[]): void;
  /** Takes permits out of the books; the feed says that they are gone. */
  removePermits(permitNumbers: readonly string[]): void;
  showEcard(permitNumber: string | null): string;
  retireStation(stationId: string): void;
  close(): Promise<void>;
}

/** What a province does: its own words over the books. */
export interface ProvinceShape {
  readonly adapter: UpstreamAdapter;
  /** Fault orders without a path leave this one alone, as the probe of the reference upstream. */
  readonly healthPath: string;
  /** Content type of what it answers. */
  readonly answerType: string;
  readonly requestType: string;
  /** Bytes of an answer. */
  write(value: unknown): Uint8Array;
  /** Opens its own books beside those that all upstreams have. `null` = it has no such path; the value goes out with HTTP 200. */
  open(around: ProvinceAround): (path: string, body: string, refuses: boolean) => object | null;
}

/** What stands behind a province: the books and the work that all upstreams share. */
export interface ProvinceAround {
  readonly database: UpstreamDatabase;
  readonly desk: Desk;
  readonly options: ProvinceOptions;
  readonly now: () => number;
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const randomToken = (): string =>
  Array.from({ length: 24 }, () => letters.charAt(randomInt(letters.length))).join('');
const loginPage =
  '<!doctype html><html lang="zh"><title>网络登录 Sign in</title><form method="post"><input name="user"></form></html>';
const garbage = ['{"code": "0', '{"hello":"world","code":7,"status":"x"}'];

/** Starts a simulated province: HTTP, token, faults and network are here, the words in `shape`. */
export async function serveProvince(shape: ProvinceShape, options: ProvinceOptions): Promise<Province> {
  const token = randomBytes(24).toString('base64url');
  const database = openUpstreamDatabase(options.databasePath, options.nativeBinding);
  const now = options.now ?? Date.now;
  const ecards = ecardBook({ now, randomToken });
  const desk = upstreamDesk(database, { ...options, now, ecards, people: staffDesk(options.staff ?? []) });
  const answer = shape.open({ database, desk, options, now });
  const faults = faultBook();
  const closing = new AbortController();
  const sockets = new Set<Socket>();
  let network = true;
  let garbled = 0;

  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>(shape.requestType, { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.server.on('connection', (socket: Socket) => {
    if (!network) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.authorization !== `Bearer ${token}`)
      await reply.code(401).send({ error: 'unauthorized' });
  });
  app.post('/*', async (request, reply) => {
    const path = request.url;
    // The fault book knows the probe by the reference path.
    const fault = faults.strike(path === shape.healthPath ? '/v1/health' : path);
    if (fault === 'slow')
      await delay(options.slowMs ?? 4000, undefined, { signal: closing.signal }).catch(() => undefined);
    if (fault === 'loginPage') return reply.code(200).type('text/html; charset=utf-8').send(loginPage);
    if (fault === 'error500') return reply.code(500).type('text/plain').send('internal');
    if (fault === 'garbage')
      return reply
        .code(200)
        .type('application/json')
        .send(garbage[garbled++ % garbage.length]);
    const body = typeof request.body === 'string' ? request.body : '';
    if (fault === 'duplicate') answer(path, body, false);
    const value = answer(path, body, fault === 'refuse');
    if (fault === 'dropAnswer') {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    if (value === null) return reply.code(404).type('text/plain').send('no such path');
    return reply
      .code(200)
      .type(shape.answerType)
      .send(Buffer.from(shape.write(value)));
  });

  const putPermits = (permits: readonly PermitRecord[]): void => {
    database.run(() => permits.forEach((permit) => database.putPermit(permit)));
  };
  putPermits(options.permits);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    token,
    adapter: shape.adapter,
    setNetwork(on) {
      network = on;
      if (!on) for (const socket of sockets) socket.destroy();
    },
    setFault: (order) => faults.set(order),
    books: () => readBooks(database),
    putPermits,
    removePermits: (numbers) =>
      database.run(() => numbers.forEach((number) => database.removePermit(number))),
    showEcard: (permitNumber) => ecards.show(permitNumber === null ? null : database.permit(permitNumber)),
    retireStation: (stationId) => database.retire(stationId),
    async close() {
      closing.abort();
      await app.close();
      database.close();
    },
  };
}
