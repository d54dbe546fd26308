import { Agent, request, type Dispatcher } from 'undici';
import type { Hall } from '../../app/ports/hall.ts';
import {
  hallAnswer,
  type HallAnswer,
  type HallProfile,
  type HallQuestion,
  type HallSilence,
} from '../../contract/hall.ts';
import { hallPath, longestHallBody, newNonce, sealHeader, type HallKeys } from './hallKeys.ts';

export interface HallClientOptions {
  readonly stationId: string;
  readonly profile: HallProfile;
  /** Null: the station was given no key of its hall, so that nobody can be asked. */
  readonly keys: HallKeys | null;
  /** Milliseconds since 1970, the computer's own time. */
  readonly now: () => number;
}

type Peer = HallProfile['peers'][number];
type Said = HallAnswer | HallSilence['why'];

const defaultBudgetMs = 400;

/** Asks the other stations of the hall, all at once and within one budget (A10). Follows no redirect and never rejects. */
export function createHallClient(options: HallClientOptions): Hall & { close(): Promise<void> } {
  const { profile, keys, now } = options;
  const budgetMs = profile.answerWithinMs ?? defaultBudgetMs;
  const agent = new Agent({ connect: { timeout: budgetMs }, maxResponseSize: longestHallBody });
  const began = new Date(now()).toISOString();
  /** Since when each peer that is silent has been so. */
  const silentSince = new Map<string, string>(profile.peers.map(({ stationId }) => [stationId, began]));

  const askOne = async (peer: Peer, asked: HallQuestion, keysOfHall: HallKeys): Promise<Said> => {
    const body = JSON.stringify(asked);
    const abort = new AbortController();
    // A timer of our own, because one that only waits for its signal would keep the program alive.
    const timer = setTimeout(() => abort.abort(), budgetMs);
    try {
      const answer = await request(new URL(hallPath, peer.url), {
        dispatcher: agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [sealHeader]: keysOfHall.seal('question', body),
        },
        body,
        signal: abort.signal,
      });
      const text = await answer.body.text();
      return judge(answer, text, { peer, asked, keys: keysOfHall });
    } catch {
      return 'noAnswer';
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    async ask(permitNumber) {
      const person = keys?.personOf(permitNumber);
      const said = await Promise.all(
        profile.peers.map(async (peer): Promise<{ peer: Peer; word: Said }> => {
          if (keys === null || person === undefined) return { peer, word: 'refused' };
          const { stationId } = peer;
          const asked = { from: options.stationId, to: stationId, at: now(), nonce: newNonce(), person };
          return { peer, word: await askOne(peer, asked, keys) };
        }),
      );
      const answers: HallAnswer[] = [];
      const silent: HallSilence[] = [];
      for (const {
        peer: { stationId },
        word,
      } of said) {
        if (typeof word === 'string') {
          const since = silentSince.get(stationId) ?? new Date(now()).toISOString();
          silentSince.set(stationId, since);
          silent.push({ stationId, since, why: word });
        } else {
          silentSince.delete(stationId);
          answers.push(word);
        }
      }
      return {
        answers: answers.map(({ from, openCase, job, since }) => ({ stationId: from, openCase, job, since })),
        silent,
      };
    },
    close: async () => agent.destroy(),
  };
}

/** An answer counts only sealed by a station of the hall, from the one that was asked, and to this very question. */
function judge(
  answer: Dispatcher.ResponseData,
  text: string,
  about: { readonly peer: Peer; readonly asked: HallQuestion; readonly keys: HallKeys },
): Said {
  const { peer, asked, keys } = about;
  if (answer.statusCode !== 200 || !keys.isSealed('answer', text, answer.headers[sealHeader]))
    return 'refused';
  const parsed = hallAnswer.safeParse(JSON.parse(text));
  const fits = parsed.success && parsed.data.from === peer.stationId && parsed.data.nonce === asked.nonce;
  return fits ? parsed.data : 'refused';
}
