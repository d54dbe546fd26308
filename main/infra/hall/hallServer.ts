import Fastify from 'fastify';
import type { OwnStanding } from '../../app/ports/hall.ts';
import type { Log } from '../../app/ports/system.ts';
import { hallQuestion, type HallAnswer, type HallProfile } from '../../contract/hall.ts';
import { createFreshness, createRateLimit } from './freshness.ts';
import { hallPath, longestHallBody, sealHeader, type HallKeys } from './hallKeys.ts';

export interface HallServerOptions {
  readonly stationId: string;
  readonly profile: HallProfile;
  readonly keys: HallKeys;
  readonly standing: OwnStanding;
  /** Milliseconds since 1970, the computer's own time. */
  readonly now: () => number;
  readonly log: Log;
  /** Calls of one address in ten seconds. Default: 100. */
  readonly mostCalls?: number;
}

type Refused = { readonly status: 400 | 401 | 429; readonly why: string };
const idleMs = 5_000;
const mostConnections = 64;
/** A refusal is logged once a minute per cause: whoever knocks cannot fill the disk with it. */
const logEveryMs = 60_000;

/**
 * Answers the other stations of the hall (A10). A question must be sealed with the key of the hall, meant for this station, from one of its
 * peers, new, and small; everything else gets an empty refusal. Nothing that was sent is ever written to a log.
 */
export function createHallServer(options: HallServerOptions): {
  /** Rejects when the address is taken. */
  listen(): Promise<void>;
  close(): Promise<void>;
} {
  const { keys, profile, stationId, now, log } = options;
  const fresh = createFreshness(now);
  const limit = createRateLimit(now, options.mostCalls ?? 100);
  const peers = new Set(profile.peers.map((peer) => peer.stationId));
  const logged = new Map<string, number>();

  const note = ({ status, why }: Refused): void => {
    const time = now();
    if (time - (logged.get(why) ?? -logEveryMs) < logEveryMs) return;
    logged.set(why, time);
    log.warn('hall.refused', { status, why });
  };

  const judge = (body: string, seal: unknown): HallAnswer | Refused => {
    // The seal comes first: what a stranger sends is not even parsed.
    if (!keys.isSealed('question', body, seal)) return { status: 401, why: 'seal' };
    const parsed = hallQuestion.safeParse(parseJson(body));
    if (!parsed.success) return { status: 400, why: 'schema' };
    const { from, to, nonce, person } = parsed.data;
    if (to !== stationId || !peers.has(from)) return { status: 401, why: 'station' };
    if (!fresh.isFresh(parsed.data)) return { status: 401, why: 'notFresh' };
    return {
      from: stationId,
      nonce,
      ...options.standing((permitNumber) => keys.personOf(permitNumber) === person),
    };
  };

  const app = Fastify({
    logger: false,
    bodyLimit: longestHallBody,
    requestTimeout: idleMs,
    connectionTimeout: idleMs,
    keepAliveTimeout: idleMs,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
  });
  app.server.maxConnections = mostConnections;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('onRequest', async (request, reply) => {
    if (limit.mayCall(request.ip)) return;
    note({ status: 429, why: 'rate' });
    await reply.code(429).send();
  });
  // Fastify's own answers name the route and the cause; a stranger learns neither.
  app.setErrorHandler(async (_error, _request, reply) => {
    note({ status: 400, why: 'request' });
    return reply.code(400).send();
  });
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send());
  app.post(hallPath, async (request, reply) => {
    const said = judge(String(request.body), request.headers[sealHeader]);
    if ('status' in said) {
      note(said);
      return reply.code(said.status).send();
    }
    const body = JSON.stringify(said);
    return reply.header(sealHeader, keys.seal('answer', body)).type('application/json').send(body);
  });

  return {
    async listen() {
      await app.listen({ ...profile.listen });
    },
    close: async () => app.close(),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
