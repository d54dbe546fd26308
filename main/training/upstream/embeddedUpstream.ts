import { randomBytes, randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { PermitRecord } from '../../contract/permit.ts';
import type { StaffStanding } from '../../contract/people.ts';
import { upstreamCalls, type UpstreamCallName } from '../../contract/upstream.ts';
import type { Answer } from './cardDesk.ts';
import { ecardBook } from './ecardBook.ts';
import { faultBook, type FaultBook, type FaultOrder } from './faultBook.ts';
import { giveEarlierCard } from './lossDesk.ts';
import { staffDesk } from './staffDesk.ts';
import { openUpstreamDatabase } from './upstreamDatabase.ts';
import { readBooks, upstreamDesk, type Desk, type UpstreamBooks } from './upstreamDesk.ts';

export interface EmbeddedUpstreamOptions {
  /** File of its books, or `:memory:`. */
  readonly databasePath: string;
  /** The SQLite addon for Node-API 9; null = the package's own. */
  readonly nativeBinding: string | null;
  readonly permits: readonly PermitRecord[];
  /** JPEG of the holder, 358 × 441, base64. */
  readonly photoOf: (permit: PermitRecord) => string;
  readonly bankName: string;
  /** The people of the stations, whom upstream vouches for (G10). Default: it names nobody. */
  readonly staff?: readonly StaffStanding[];
  /** Milliseconds since 1970. Default: the system clock. */
  readonly now?: () => number;
  /** Milliseconds that the fault "slow" adds. Default 4000. */
  readonly slowMs?: number;
}

/** A reference upstream on 127.0.0.1, with a port and a token of its own. */
export interface EmbeddedUpstream {
  readonly url: string;
  readonly token: string;
  /** Off: every connection is cut at once, also those under way; work that a call had begun is finished all the same. */
  setNetwork(on: boolean): void;
  networkOn(): boolean;
  setFault(order: FaultOrder): void;
  activeFaults(): readonly FaultOrder[];
  books(): UpstreamBooks;
  /** Adds permits to the feed or changes them. */
  putPermits(permits: readonly PermitRecord[]): void;
  /** The code that a holder's electronic card shows now; null = a card with no permit linked to it. Not part of the HTTP contract. */
  showEcard(permitNumber: string | null): string;
  /** A card that a person got before, at another desk (D8); answers its number, null: no such permit. Not part of the HTTP contract. */
  giveEarlierCard(about: Parameters<typeof giveEarlierCard>[1]): string | null;
  /** Heads of the stations' audit chains as they came with each batch, oldest first. */
  chainHeads(): readonly { readonly stationId: string; readonly head: string; readonly at: string }[];
  /** What upstream says about somebody from now on; null = it does not name the person any more. Not part of the HTTP contract. */
  setStaffStanding(userName: string, standing: Omit<StaffStanding, 'userName'> | null): void;
  staffStandings(): readonly StaffStanding[];
  /** From now on the station gets no cards and no books (H6). Not part of the HTTP contract. */
  retireStation(stationId: string): void;
  close(): Promise<void>;
}

const tokenLetters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const randomToken = (): string =>
  Array.from({ length: 24 }, () => tokenLetters.charAt(randomInt(tokenLetters.length))).join('');

const loginPage =
  '<!doctype html><html lang="zh"><title>网络登录 Sign in</title><form method="post"><input name="user"></form></html>';
const garbage = ['{"results": [{"id": "row_', '{"hello":"world","results":"\\u0000"}'];

/** Starts the reference upstream of the training mode (design 7). The contract's schemas check what comes in and what goes out. */
export async function startEmbeddedUpstream(options: EmbeddedUpstreamOptions): Promise<EmbeddedUpstream> {
  const token = randomBytes(24).toString('base64url');
  const database = openUpstreamDatabase(options.databasePath, options.nativeBinding);
  const now = options.now ?? Date.now;
  const ecards = ecardBook({ now, randomToken });
  const people = staffDesk(options.staff ?? []);
  const desk = upstreamDesk(database, { ...options, now, ecards, people });
  const faults = faultBook();
  const closing = new AbortController();
  const sockets = new Set<Socket>();
  let network = true;

  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024 });
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
  const server: Server = {
    app,
    desk,
    faults,
    slow: async () => {
      await delay(options.slowMs ?? 4000, undefined, { signal: closing.signal }).catch(() => undefined);
    },
  };
  for (const name of Object.keys(upstreamCalls) as UpstreamCallName[]) serve(server, name);
  const putPermits = (permits: readonly PermitRecord[]): void => {
    database.run(() => permits.forEach((permit) => database.putPermit(permit)));
  };
  putPermits(options.permits);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });

  return {
    url,
    token,
    setNetwork(on) {
      network = on;
      if (!on) for (const socket of sockets) socket.destroy();
    },
    networkOn: () => network,
    setFault: (order) => faults.set(order),
    activeFaults: () => faults.active(),
    books: () => readBooks(database),
    putPermits,
    showEcard: (permitNumber) => ecards.show(permitNumber === null ? null : database.permit(permitNumber)),
    giveEarlierCard: (about) => database.run(() => giveEarlierCard(database, about)),
    chainHeads: () =>
      database.heads().map(({ station_id, head, at }) => ({ stationId: station_id, head, at })),
    setStaffStanding: (userName, standing) => people.set(userName, standing),
    staffStandings: () => people.list(),
    retireStation: (stationId) => database.retire(stationId),
    async close() {
      closing.abort();
      await app.close();
      database.close();
    },
  };
}

interface Server {
  readonly app: FastifyInstance;
  readonly desk: Desk;
  readonly faults: FaultBook;
  readonly slow: () => Promise<void>;
}

/** One route of the contract's table, with the faults that may strike it. */
function serve<Name extends UpstreamCallName>({ app, desk, faults, slow }: Server, name: Name): void {
  const row = upstreamCalls[name];
  let garbled = 0;
  const work = (body: unknown, officerRefuses: boolean): Answer<unknown> | { readonly badInput: string } => {
    const parsed = row.in.safeParse(body);
    if (!parsed.success)
      return { badInput: parsed.error.issues.map((issue) => issue.path.join('.')).join(', ') };
    // Name ties input and function together; the compiler loses that on the way through the table.
    return (desk[name] as (input: unknown, refuses: boolean) => Answer<unknown>)(parsed.data, officerRefuses);
  };
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const fault = faults.strike(row.path);
    if (fault === 'slow') await slow();
    if (fault === 'loginPage') return reply.code(200).type('text/html; charset=utf-8').send(loginPage);
    if (fault === 'error500') return reply.code(500).send({ error: 'internal' });
    if (fault === 'garbage')
      return reply
        .code(200)
        .type('application/json')
        .send(garbage[garbled++ % garbage.length]);
    const input = row.verb === 'get' ? request.query : request.body;
    if (row.verb === 'post' && typeof request.headers['idempotency-key'] !== 'string')
      return reply.code(400).send({ error: 'Idempotency-Key is missing' });
    if (fault === 'duplicate') work(input, false);
    const answer = work(input, fault === 'refuse');
    if (fault === 'dropAnswer') {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    if ('badInput' in answer) return reply.code(400).send({ error: `invalid: ${answer.badInput}` });
    if ('refusal' in answer) return reply.code(409).send(answer.refusal);
    return reply.code(200).send(row.out.parse(answer.value));
  };
  app.route({ method: row.verb === 'get' ? 'GET' : 'POST', url: row.path, handler });
}
