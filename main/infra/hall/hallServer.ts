import Fastify from 'fastify';
import type { OwnStanding, OwnSums } from '../../app/ports/hall.ts';
import type { Log } from '../../app/ports/system.ts';
import { hallQuestion, hallSumsQuestion, type HallProfile } from '../../contract/hall.ts';
import { createFreshness, createRateLimit } from './freshness.ts';
import {
  hallPath,
  hallSumsPath,
  longestHallBody,
  sealHeader,
  type HallKeys,
  type SealedAs,
} from './hallKeys.ts';
import type { z } from 'zod';

export interface HallServerOptions {
  readonly stationId: string;
  readonly profile: HallProfile;
  readonly keys: HallKeys;
  readonly standing: OwnStanding;
  readonly sums: OwnSums;
  /** Milliseconds since 1970, the computer's own time. */
  readonly now: () => number;
  readonly log: Log;
  /** Calls of one address in ten seconds. Default: 100. */
  readonly mostCalls?: number;
}

/** What every question has. */
interface Asked {
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly nonce: string;
}

/** One kind of question: its seals, its schema, and what is said to it. */
interface Kind<Question extends Asked> {
  readonly question: SealedAs;
  readonly answer: SealedAs;
  readonly schema: z.ZodType<Question>;
  readonly say: (question: Question) => object;
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

  const judge = <Question extends Asked>(
    body: string,
    seal: unknown,
    about: Kind<Question>,
  ): object | Refused => {
    // The seal comes first: what a stranger sends is not even parsed.
    if (!keys.isSealed(about.question, body, seal)) return { status: 401, why: 'seal' };
    const parsed = about.schema.safeParse(parseJson(body));
    if (!parsed.success) return { status: 400, why: 'schema' };
    const { from, to, nonce } = parsed.data;
    if (to !== stationId || !peers.has(from)) return { status: 401, why: 'station' };
    if (!fresh.isFresh(parsed.data)) return { status: 401, why: 'notFresh' };
    return { from: stationId, nonce, ...about.say(parsed.data) };
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
  const serve = <Question extends Asked>(path: string, about: Kind<Question>): void => {
    app.post(path, async (request, reply) => {
      const said = judge(String(request.body), request.headers[sealHeader], about);
      if (isRefused(said)) {
        note(said);
        return reply.code(said.status).send();
      }
      const body = JSON.stringify(said);
      return reply.header(sealHeader, keys.seal(about.answer, body)).type('application/json').send(body);
    });
  };
  serve(hallPath, {
    question: 'question',
    answer: 'answer',
    schema: hallQuestion,
    say: ({ person }) => options.standing((permitNumber) => keys.personOf(permitNumber) === person),
  });
  serve(hallSumsPath, {
    question: 'sumsQuestion',
    answer: 'sumsAnswer',
    schema: hallSumsQuestion,
    say: ({ period }) => ({ sums: options.sums(period) }),
  });

  return {
    async listen() {
      await app.listen({ ...profile.listen });
    },
    close: async () => app.close(),
  };
}

const isRefused = (said: object): said is Refused => 'status' in said && 'why' in said;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
