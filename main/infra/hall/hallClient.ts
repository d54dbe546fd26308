import { Agent, request, type Dispatcher } from 'undici';
import type { z } from 'zod';
import type { Hall } from '../../app/ports/hall.ts';
import { hallAnswer, hallSumsAnswer, type HallProfile, type HallSilence } from '../../contract/hall.ts';
import {
  hallPath,
  hallSumsPath,
  longestSumsBody,
  newNonce,
  sealHeader,
  type HallKeys,
  type SealedAs,
} from './hallKeys.ts';

export interface HallClientOptions {
  readonly stationId: string;
  readonly profile: HallProfile;
  /** Null: the station was given no key of its hall, so that nobody can be asked. */
  readonly keys: HallKeys | null;
  /** Milliseconds since 1970, the computer's own time. */
  readonly now: () => number;
}

type Peer = HallProfile['peers'][number];
interface Answered {
  readonly from: string;
  readonly nonce: string;
}
/** One kind of question: where it is asked, its seals, its answer, and how long all peers together are waited for. */
interface Kind<Answer extends Answered> {
  readonly path: string;
  readonly question: SealedAs;
  readonly answer: SealedAs;
  readonly schema: z.ZodType<Answer>;
  readonly budgetMs: number;
}

const defaultBudgetMs = 400;
/** Sums are asked by somebody who waits for a report, of stations that may have years to add up. */
const sumsBudgetMs = 5_000;

/** Asks the other stations of the hall, all at once and within one budget (A10, H7). Follows no redirect and never rejects. */
export function createHallClient(options: HallClientOptions): Hall & { close(): Promise<void> } {
  const { profile, keys, now } = options;
  const budgetMs = profile.answerWithinMs ?? defaultBudgetMs;
  const agent = new Agent({ connect: { timeout: budgetMs }, maxResponseSize: longestSumsBody });
  const began = new Date(now()).toISOString();
  /** Since when each peer that is silent has been so. */
  const silentSince = new Map<string, string>(profile.peers.map(({ stationId }) => [stationId, began]));

  const askOne = async <Answer extends Answered>(
    peer: Peer,
    keysOfHall: HallKeys,
    kind: Kind<Answer>,
    content: object,
  ): Promise<Answer | HallSilence['why']> => {
    const { stationId } = peer;
    const nonce = newNonce();
    const body = JSON.stringify({ from: options.stationId, to: stationId, at: now(), nonce, ...content });
    const abort = new AbortController();
    // A timer of our own, because one that only waits for its signal would keep the program alive.
    const timer = setTimeout(() => abort.abort(), kind.budgetMs);
    try {
      const answer = await request(new URL(kind.path, peer.url), {
        dispatcher: agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [sealHeader]: keysOfHall.seal(kind.question, body),
        },
        body,
        signal: abort.signal,
      });
      const text = await answer.body.text();
      return judge(answer, text, { stationId, nonce, kind, keys: keysOfHall });
    } catch {
      return 'noAnswer';
    } finally {
      clearTimeout(timer);
    }
  };

  const askAll = async <Answer extends Answered>(
    kind: Kind<Answer>,
    content: (keysOfHall: HallKeys) => object,
  ): Promise<{ readonly answers: readonly Answer[]; readonly silent: readonly HallSilence[] }> => {
    const asked = keys === null ? null : content(keys);
    const said = await Promise.all(
      profile.peers.map(async (peer) => ({
        stationId: peer.stationId,
        word: keys === null || asked === null ? ('refused' as const) : await askOne(peer, keys, kind, asked),
      })),
    );
    const answers: Answer[] = [];
    const silent: HallSilence[] = [];
    for (const { stationId, word } of said) {
      if (typeof word === 'string') {
        const since = silentSince.get(stationId) ?? new Date(now()).toISOString();
        silentSince.set(stationId, since);
        silent.push({ stationId, since, why: word });
      } else {
        silentSince.delete(stationId);
        answers.push(word);
      }
    }
    return { answers, silent };
  };

  const standings: Kind<z.infer<typeof hallAnswer>> = {
    path: hallPath,
    question: 'question',
    answer: 'answer',
    schema: hallAnswer,
    budgetMs,
  };
  const sums: Kind<z.infer<typeof hallSumsAnswer>> = {
    path: hallSumsPath,
    question: 'sumsQuestion',
    answer: 'sumsAnswer',
    schema: hallSumsAnswer,
    budgetMs: Math.max(budgetMs, sumsBudgetMs),
  };
  return {
    async ask(permitNumber) {
      const { answers, silent } = await askAll(standings, (keysOfHall) => ({
        person: keysOfHall.personOf(permitNumber),
      }));
      return {
        answers: answers.map(({ from, openCase, job, since }) => ({ stationId: from, openCase, job, since })),
        silent,
      };
    },
    async sums({ from, to }) {
      const { answers, silent } = await askAll(sums, () => ({ period: { from, to } }));
      return { answers: answers.map((each) => ({ stationId: each.from, sums: each.sums })), silent };
    },
    close: async () => agent.destroy(),
  };
}

/** An answer counts only sealed by a station of the hall, from the one that was asked, and to this very question. */
function judge<Answer extends Answered>(
  answer: Dispatcher.ResponseData,
  text: string,
  about: {
    readonly stationId: string;
    readonly nonce: string;
    readonly kind: Kind<Answer>;
    readonly keys: HallKeys;
  },
): Answer | HallSilence['why'] {
  const { stationId, nonce, kind, keys } = about;
  if (answer.statusCode !== 200 || !keys.isSealed(kind.answer, text, answer.headers[sealHeader]))
    return 'refused';
  const parsed = kind.schema.safeParse(JSON.parse(text));
  const fits = parsed.success && parsed.data.from === stationId && parsed.data.nonce === nonce;
  return fits ? parsed.data : 'refused';
}
