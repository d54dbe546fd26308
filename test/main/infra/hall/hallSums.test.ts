import { createServer, type AddressInfo } from 'node:net';
import { request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import type { HallProfile, HallSums } from '../../../../main/contract/hall.ts';
import { createHallClient } from '../../../../main/infra/hall/hallClient.ts';
import { createHallKeys, hallPath, hallSumsPath, sealHeader } from '../../../../main/infra/hall/hallKeys.ts';
import { createHallServer } from '../../../../main/infra/hall/hallServer.ts';
import { recordingLog } from '../../helpers/index.ts';

const key = new Uint8Array(32).fill(3);
const keys = createHallKeys(key);
const sumsThere: HallSums = {
  days: 20,
  casesReceived: 410,
  accepted: 380,
  supplement: 30,
  cardsMade: 371,
  handedOver: 369,
  wasted: 4,
  wasteByReason: { jam: 1, printFault: 3 },
  remadeByReason: { lost: 2 },
  exceptions: 7,
  timed: 369,
  within20Minutes: 350,
  totalSeconds: 300_000,
  longestSeconds: 2500,
  arrivals: 415,
  longestWaitMinutes: 51,
};
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const peer = (url: string, stationId = 'SZ51') => ({ stationId, url });

/** Station SZ51, whose peer is SZ50. */
async function station() {
  const port = await freePort();
  const periods: unknown[] = [];
  const server = createHallServer({
    stationId: 'SZ51',
    profile: { listen: { host: '127.0.0.1', port }, peers: [peer('http://127.0.0.1:1', 'SZ50')] },
    keys,
    standing: () => ({ openCase: false, job: 'none', since: null }),
    sums: (period) => {
      periods.push(period);
      return sumsThere;
    },
    now: Date.now,
    log: recordingLog(),
  });
  await server.listen();
  closing.push(() => server.close());
  return { url: `http://127.0.0.1:${port}`, periods };
}

function asking(peers: HallProfile['peers'], more: { hallKey?: Uint8Array | null; now?: () => number } = {}) {
  const client = createHallClient({
    stationId: 'SZ50',
    profile: { listen: { host: '127.0.0.1', port: 1 }, peers, answerWithinMs: 1000 },
    keys: more.hallKey === null ? null : createHallKeys(more.hallKey ?? key),
    now: more.now ?? Date.now,
  });
  closing.push(() => client.close());
  return client;
}

const period = { from: '2026-11-01', to: '2026-11-30' };
const head = (letter: string) => ({ from: 'SZ50', to: 'SZ51', at: Date.now(), nonce: letter.repeat(32) });
const sumsQuestion = (letter: string, changes: Record<string, unknown> = {}): string =>
  JSON.stringify({ ...head(letter), period, ...changes });
const personQuestion = (letter: string): string =>
  JSON.stringify({ ...head(letter), person: keys.personOf('TEST00000001') });
const post = async (
  url: string,
  body: string,
  { seal = keys.seal('sumsQuestion', body), path = hallSumsPath } = {},
): Promise<{ status: number; text: string }> => {
  const answer = await request(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [sealHeader]: seal },
    body,
  });
  return { status: answer.statusCode, text: await answer.body.text() };
};

describe('H7 sums of the closed days of a hall', () => {
  it('come from every station that answers, of the period that was asked for; the others are named', async () => {
    const there = await station();
    const here = asking([peer(there.url), peer(`http://127.0.0.1:${await freePort()}`, 'SZ52')]);
    const report = await here.sums(period);
    expect(report.answers).toEqual([{ stationId: 'SZ51', sums: sumsThere }]);
    expect(report.silent).toMatchObject([{ stationId: 'SZ52', why: 'noAnswer' }]);
    expect(there.periods).toEqual([period]);
  });

  it('another key, no key, another clock and another station get nothing', async () => {
    const there = await station();
    const refused = { answers: [], silent: [{ why: 'refused' }] };
    const late = () => Date.now() - 600_000;
    expect(await asking([peer(there.url)], { hallKey: new Uint8Array(32) }).sums(period)).toMatchObject(
      refused,
    );
    expect(await asking([peer(there.url)], { hallKey: null }).sums(period)).toMatchObject(refused);
    expect(await asking([peer(there.url)], { now: late }).sums(period)).toMatchObject(refused);
    expect(await asking([peer(there.url, 'SZ59')]).sums(period)).toMatchObject(refused);
    expect(there.periods).toEqual([]);
  });

  it('a question is good once, with the seal of its own kind, and with nothing more in it than a period', async () => {
    const { url } = await station();
    const body = sumsQuestion('b');
    expect((await post(url, body)).status).toBe(200);
    expect((await post(url, body)).status).toBe(401);
    const other = sumsQuestion('c');
    expect((await post(url, other, { seal: keys.seal('question', other) })).status).toBe(401);
    // The question about a person is none about sums, and the other way round, even with the right seal.
    expect((await post(url, personQuestion('d'))).status).toBe(400);
    const wrongPlace = sumsQuestion('e');
    const asPerson = { seal: keys.seal('question', wrongPlace), path: hallPath };
    expect((await post(url, wrongPlace, asPerson)).status).toBe(400);
    for (const wrong of [
      { period: { from: '2026-11-01' } },
      { period: { ...period, clerk: '李敏' } },
      { person: 'x' },
    ])
      expect((await post(url, sumsQuestion('f', wrong))).status).toBe(400);
  });

  it('what goes over the wire has sums in it and no name', async () => {
    const { url } = await station();
    const { text } = await post(url, sumsQuestion('b'));
    expect(Object.keys(JSON.parse(text) as object).toSorted()).toEqual(['from', 'nonce', 'sums']);
    expect(text.length).toBeLessThan(1200);
  });
});
