import { randomBytes, randomInt } from 'node:crypto';
import type { Server as PlainServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { PermitRecord } from '../../contract/permit.ts';
import type { StaffStanding } from '../../contract/people.ts';
import type { LinkRefusal } from '../../contract/stationIdentity.ts';
import { upstreamCalls, type UpstreamCallName } from '../../contract/upstream.ts';
import type { Answer } from './cardDesk.ts';
import { ecardBook } from './ecardBook.ts';
import { faultBook, type FaultBook, type FaultOrder } from './faultBook.ts';
import { giveEarlierCard } from './lossDesk.ts';
import { staffDesk } from './staffDesk.ts';
import { stationBook, type EnrolledStation, type StationBook } from './stationBook.ts';
import { openUpstreamDatabase } from './upstreamDatabase.ts';
import { feedName, readBooks, upstreamDesk, type Desk, type UpstreamBooks } from './upstreamDesk.ts';

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
  /** The stations that it knows by their keys; with this, be it empty, every call must be signed (I7). Left out: the token alone is taken. */
  readonly stations?: readonly EnrolledStation[];
  /** Serves over TLS: PEM. With `clientAuthority` only to whoever shows a certificate of that authority. */
  readonly tls?: {
    readonly certificate: string;
    readonly privateKey: string;
    readonly clientAuthority?: string;
  };
  /** Milliseconds since 1970. Default: the system clock. */
  readonly now?: () => number;
  /** The stations' token. Default: a random one of this start. */
  readonly token?: string;
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
  /** Takes permits out of the books; the feed tells that they are gone. */
  removePermits(permitNumbers: readonly string[]): void;
  /** The feed begins anew, as after a restored database upstream: old cursors are unknown, everything is told again. */
  renewFeed(): void;
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
  /** A new station, or a new key of one. Throws where calls need not be signed. Not part of the HTTP contract. */
  enrolStation(station: EnrolledStation): void;
  /** The station was lost or stolen (I7): its signed calls are answered with 403 `stationRevoked`. Kept over a restart. */
  revokeStation(stationId: string): void;
  /** Takes it back in; nothing else has changed meanwhile. */
  admitStation(stationId: string): void;
  isRevoked(stationId: string): boolean;
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
  const token = options.token ?? randomBytes(24).toString('base64url');
  const database = openUpstreamDatabase(options.databasePath, options.nativeBinding);
  const now = options.now ?? Date.now;
  const ecards = ecardBook({ now, randomToken });
  const people = staffDesk(options.staff ?? []);
  const desk = upstreamDesk(database, { ...options, now, ecards, people });
  const faults = faultBook();
  const closing = new AbortController();
  const sockets = new Set<Socket>();
  let network = true;

  const book =
    options.stations === undefined
      ? null
      : stationBook(options.stations, now, (stationId) => database.isRevoked(stationId));

  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: 16 * 1024 * 1024,
    ...tlsServer(options.tls),
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
  const proven = book === null ? () => null : provenStations(app, book);
  const server: Server = {
    app,
    desk,
    faults,
    proven,
    slow: async () => {
      await delay(options.slowMs ?? 4000, undefined, { signal: closing.signal }).catch(() => undefined);
    },
  };
  for (const name of Object.keys(upstreamCalls) as UpstreamCallName[]) serve(server, name);
  const putPermits = (permits: readonly PermitRecord[]): void => {
    database.run(() => permits.forEach((permit) => database.putPermit(permit)));
  };
  putPermits(options.permits);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  // Fastify does not see that the server which it was given speaks TLS.
  const url = options.tls === undefined ? address : address.replace(/^http:/, 'https:');

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
    removePermits: (numbers) =>
      database.run(() => numbers.forEach((number) => database.removePermit(number))),
    renewFeed: () => database.renewFeed(`${feedName(now())}x${randomBytes(4).toString('hex')}`),
    showEcard: (permitNumber) => ecards.show(permitNumber === null ? null : database.permit(permitNumber)),
    giveEarlierCard: (about) => database.run(() => giveEarlierCard(database, about)),
    chainHeads: () =>
      database.heads().map(({ station_id, head, at }) => ({ stationId: station_id, head, at })),
    setStaffStanding: (userName, standing) => people.set(userName, standing),
    staffStandings: () => people.list(),
    retireStation: (stationId) => database.retire(stationId),
    enrolStation: (station) => signed(book).enrol(station),
    revokeStation: (stationId) => database.revoke(stationId),
    admitStation: (stationId) => database.admit(stationId),
    isRevoked: (stationId) => database.isRevoked(stationId),
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
  /** The station that has proven to send this request; null where none has to. */
  readonly proven: (request: FastifyRequest) => string | null;
}

function signed(book: StationBook | null): StationBook {
  if (book === null) throw new Error('this upstream knows no stations');
  return book;
}

function tlsServer(tls: EmbeddedUpstreamOptions['tls']): Pick<FastifyServerOptions, 'serverFactory'> {
  if (tls === undefined) return {};
  const { certificate, privateKey, clientAuthority } = tls;
  const options = {
    cert: certificate,
    key: privateKey,
    minVersion: 'TLSv1.2' as const,
    ...(clientAuthority !== undefined && {
      ca: clientAuthority,
      requestCert: true,
      rejectUnauthorized: true,
    }),
  };
  // The type is that of plain HTTP; Fastify itself asks for no more than what both have.
  return { serverFactory: (handler) => createTlsServer(options, handler) as unknown as PlainServer };
}

/** Has every request proven before anything of it is looked at, over the very bytes that came. */
function provenStations(app: FastifyInstance, book: StationBook): Server['proven'] {
  const bodies = new WeakMap<FastifyRequest, Buffer>();
  const stations = new WeakMap<FastifyRequest, string>();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    bodies.set(request, body);
    void parse(request, body.toString('utf8'), done);
  });
  app.addHook('preHandler', async (request, reply) => {
    const heard = book.hear({
      method: request.method,
      target: request.raw.url ?? '',
      headers: request.headers,
      body: bodies.get(request) ?? new Uint8Array(),
    });
    if ('refusal' in heard) return reply.code(heard.status).send(heard.refusal);
    stations.set(request, heard.stationId);
    return undefined;
  });
  return (request) => stations.get(request) ?? null;
}

/** One route of the contract's table, with the faults that may strike it. */
function serve<Name extends UpstreamCallName>({ app, desk, faults, slow, proven }: Server, name: Name): void {
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
    const station = proven(request);
    if (station !== null && !speaksFor(station, input))
      return reply.code(403).send({ error: 'otherStation' } satisfies LinkRefusal);
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

/** A station speaks for itself only: what a call says of the station that makes it must be the one whose key signed. */
function speaksFor(station: string, input: unknown): boolean {
  if (typeof input !== 'object' || input === null || !('stationId' in input)) return true;
  return input.stationId === station;
}
