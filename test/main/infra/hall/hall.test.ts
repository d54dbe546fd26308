import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import fc from 'fast-check';
import { request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import type { HallProfile, HallStanding } from '../../../../main/contract/hall.ts';
import { createHallClient } from '../../../../main/infra/hall/hallClient.ts';
import { createHallKeys, hallPath, sealHeader } from '../../../../main/infra/hall/hallKeys.ts';
import { createHallServer } from '../../../../main/infra/hall/hallServer.ts';
import { openHall } from '../../../../main/infra/hall/openHall.ts';
import { recordingLog } from '../../helpers/index.ts';
import { tap, type Tap } from './tap.ts';

const key = new Uint8Array(32).fill(3);
const keys = createHallKeys(key);
const person = 'TEST00000001';
const since = '2026-11-25T01:30:00.000Z';
const found: HallStanding = { openCase: true, job: 'locked', since };
const nothing: HallStanding = { openCase: false, job: 'none', since: null };
const noSums = (): never => {
  throw new Error('nobody asks for sums here');
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

interface Station {
  readonly url: string;
  readonly log: ReturnType<typeof recordingLog>;
  /** Permit numbers that it was asked whether they are the person. */
  readonly compared: string[];
}

/** Station SZ51, which has `person`; SZ50 is its peer. */
async function station(
  changes: { hallKey?: Uint8Array; mostCalls?: number; now?: () => number } = {},
): Promise<Station> {
  const port = await freePort();
  const log = recordingLog();
  const compared: string[] = [];
  const server = createHallServer({
    stationId: 'SZ51',
    profile: {
      listen: { host: '127.0.0.1', port },
      peers: [{ stationId: 'SZ50', url: 'http://127.0.0.1:1' }],
    },
    keys: createHallKeys(changes.hallKey ?? key),
    standing: (isPerson) => {
      compared.push(person);
      return isPerson(person) ? found : nothing;
    },
    sums: noSums,
    now: changes.now ?? Date.now,
    log,
    ...(changes.mostCalls !== undefined && { mostCalls: changes.mostCalls }),
  });
  await server.listen();
  closing.push(() => server.close());
  return { url: `http://127.0.0.1:${port}`, log, compared };
}

const asking = (
  peers: HallProfile['peers'],
  more: { hallKey?: Uint8Array | null; now?: () => number } = {},
) => {
  const client = createHallClient({
    stationId: 'SZ50',
    profile: { listen: { host: '127.0.0.1', port: 1 }, peers, answerWithinMs: 1000 },
    keys: more.hallKey === null ? null : createHallKeys(more.hallKey ?? key),
    now: more.now ?? Date.now,
  });
  closing.push(() => client.close());
  return client;
};
const peer = (url: string, stationId = 'SZ51') => ({ stationId, url });

const question = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    from: 'SZ50',
    to: 'SZ51',
    at: Date.now(),
    nonce: 'a'.repeat(32),
    person: keys.personOf(person),
    ...changes,
  });
const post = async (url: string, body: string, seal = keys.seal('question', body), path = hallPath) => {
  const answer = await request(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [sealHeader]: seal },
    body,
  });
  return { status: answer.statusCode, text: await answer.body.text() };
};

describe('A10 the stations of a hall ask each other', () => {
  it('finds the person at another station, and nobody where there is nobody', async () => {
    const there = await station();
    const here = asking([peer(there.url)]);
    expect(await here.ask(person)).toEqual({ answers: [{ stationId: 'SZ51', ...found }], silent: [] });
    expect(await here.ask('TEST00000002')).toEqual({
      answers: [{ stationId: 'SZ51', ...nothing }],
      silent: [],
    });
  });

  it('a station that is down or hangs is silent since its first silence, and the others are heard within the budget', async () => {
    let time = Date.parse('2026-11-25T02:00:00.000Z');
    const now = (): number => time;
    const there = await station({ now });
    const sockets: Socket[] = [];
    const hung = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => hung.listen(0, '127.0.0.1', resolve));
    closing.push(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => hung.close(resolve));
    });
    const { port } = hung.address() as AddressInfo;
    const down = await freePort();
    const peers = [
      peer(there.url),
      peer(`http://127.0.0.1:${down}`, 'SZ52'),
      peer(`http://127.0.0.1:${port}`, 'SZ53'),
    ];
    const here = asking(peers, { now });
    time += 60_000;
    const silent = [
      { stationId: 'SZ52', since: '2026-11-25T02:00:00.000Z', why: 'noAnswer' },
      { stationId: 'SZ53', since: '2026-11-25T02:00:00.000Z', why: 'noAnswer' },
    ];
    expect(await here.ask(person)).toMatchObject({ answers: [{ stationId: 'SZ51' }], silent });
    time += 60_000;
    expect((await here.ask(person)).silent).toEqual(silent);
  });

  it('another key, no key and another clock are refused, and said so', async () => {
    const there = await station();
    const refused = { answers: [], silent: [{ stationId: 'SZ51', why: 'refused' }] };
    expect(await asking([peer(there.url)], { hallKey: new Uint8Array(32) }).ask(person)).toMatchObject(
      refused,
    );
    expect(await asking([peer(there.url)], { hallKey: null }).ask(person)).toMatchObject(refused);
    const late = () => Date.now() - 600_000;
    expect(await asking([peer(there.url)], { now: late }).ask(person)).toMatchObject(refused);
    expect(there.compared).toEqual([]);
  });

  it('an answer of somebody without the key, or of another station, is no answer', async () => {
    const there = await station({ hallKey: new Uint8Array(32) });
    expect((await asking([peer(there.url)]).ask(person)).answers).toEqual([]);
    const right = await station();
    expect((await asking([peer(right.url, 'SZ59')]).ask(person)).answers).toEqual([]);
  });

  it('a station that answers in the name of another, or with more than was agreed, is not believed', async () => {
    const said = { from: 'SZ51', ...found } as Record<string, unknown>;
    const liar = createHttpServer((asked, answer) => {
      const chunks: Buffer[] = [];
      asked.on('data', (chunk: Buffer) => chunks.push(chunk));
      asked.on('end', () => {
        const { nonce } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { nonce: string };
        const body = JSON.stringify({ nonce, ...said });
        answer.setHeader(sealHeader, keys.seal('answer', body)).end(body);
      });
    });
    await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
    closing.push(async () => {
      liar.closeAllConnections();
      await new Promise((resolve) => liar.close(resolve));
    });
    const { port } = liar.address() as AddressInfo;
    const here = asking([peer(`http://127.0.0.1:${port}`)]);
    expect((await here.ask(person)).answers).toEqual([{ stationId: 'SZ51', ...found }]);
    for (const wrong of [{ from: 'SZ52' }, { from: 'SZ51', job: 'sold' }, { job: 'locked', more: 1 }]) {
      Object.assign(said, wrong);
      expect(await here.ask(person)).toMatchObject({ answers: [], silent: [{ why: 'refused' }] });
    }
  });

  it('an answer that was recorded before answers no later question', async () => {
    const there = await station();
    const wire = await replaying(there.url);
    const here = asking([peer(wire.url)]);
    expect((await here.ask(person)).answers).toHaveLength(1);
    wire.replay();
    expect(await here.ask(person)).toMatchObject({ answers: [], silent: [{ why: 'refused' }] });
  });
});

/** A line in between that can give the first answer again instead of asking. */
async function replaying(url: string): Promise<Tap & { replay(): void }> {
  const line = await tap(url);
  closing.push(() => line.close());
  return { ...line, replay: () => line.answerWith(line.answers()[0] ?? '') };
}

describe('A10 what a station of a hall refuses', () => {
  it('a question that was heard before, is old, is meant for another, or comes from a stranger', async () => {
    const there = await station();
    const body = question();
    expect((await post(there.url, body)).status).toBe(200);
    expect(await post(there.url, body)).toEqual({ status: 401, text: '' });
    const nonce = 'b'.repeat(32);
    for (const wrong of [
      { at: Date.now() - 130_000 },
      { at: Date.now() + 130_000 },
      { to: 'SZ52' },
      { from: 'SZ59' },
    ])
      expect((await post(there.url, question({ nonce, ...wrong }))).status).toBe(401);
    // The same nonce in a new question of its own is good: nothing of the refused ones was kept.
    expect((await post(there.url, question({ nonce }))).status).toBe(200);
    expect(there.compared).toHaveLength(2);
  });

  it('a seal of another kind, a broken one, and a body that was changed under it', async () => {
    const there = await station();
    const body = question();
    for (const seal of [
      '',
      'x',
      keys.seal('answer', body),
      keys.seal('question', `${body} `),
      '0'.repeat(64),
    ])
      expect(await post(there.url, body, seal)).toEqual({ status: 401, text: '' });
    expect(there.compared).toEqual([]);
  });

  it('any sealed nonsense: no field too many, none missing, none of another shape', async () => {
    const there = await station({ mostCalls: 10_000 });
    for (const wrong of [
      { more: 1 },
      { person: 'TEST00000001' },
      { person: undefined },
      { nonce: 'A'.repeat(32) },
      { at: '2026' },
      { at: 1.5 },
    ])
      expect((await post(there.url, question(wrong))).status).toBe(400);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json({ maxDepth: 3 }), fc.string({ maxLength: 300 })), async (body) => {
        const { status, text } = await post(there.url, body === '' ? ' ' : body);
        expect([400, 401]).toContain(status);
        expect(text).toBe('');
      }),
      { numRuns: 60 },
    );
    expect(there.compared).toEqual([]);
  });

  it('a body that is too long, another type, another path, and too many calls', async () => {
    const there = await station({ mostCalls: 6 });
    // Good in all but its length: blanks are nothing to JSON.
    const long = question({ nonce: 'f'.repeat(32) }).padEnd(1025);
    expect(await post(there.url, long)).toEqual({ status: 400, text: '' });
    const { statusCode } = await request(`${there.url}${hallPath}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', [sealHeader]: keys.seal('question', 'x') },
      body: 'x',
    });
    expect(statusCode).toBe(400);
    expect((await post(there.url, question(), undefined, '/')).status).toBe(404);
    expect((await request(`${there.url}${hallPath}`)).statusCode).toBe(404);
    const statuses = [];
    for (let call = 0; call < 4; call += 1)
      statuses.push((await post(there.url, question({ nonce: `${call}`.repeat(32) }))).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
  });

  it('logs a refusal once a minute by its cause, and never what was sent', async () => {
    const there = await station();
    for (let call = 0; call < 5; call += 1) await post(there.url, `secret ${person}`, '');
    expect(there.log.lines).toEqual([
      { level: 'warn', event: 'hall.refused', facts: { status: 401, why: 'seal' } },
    ]);
  });
});

describe('A10 I6 nothing about the person is on the wire', () => {
  it('no byte of a question or an answer holds the permit number, and another hall has another digest', async () => {
    const there = await station();
    const line = await tap(there.url);
    closing.push(() => line.close());
    const here = asking([peer(line.url)]);
    expect((await here.ask(person)).answers).toHaveLength(1);
    const bytes = line.bytes();
    expect(bytes).toContain(`POST ${hallPath} HTTP/1.1`);
    expect(bytes).toContain(keys.personOf(person));
    for (const form of [
      person,
      person.toLowerCase(),
      person.slice(4),
      Buffer.from(person).toString('base64'),
    ])
      expect(bytes).not.toContain(form);
    expect(createHallKeys(new Uint8Array(32).fill(4)).personOf(person)).not.toBe(keys.personOf(person));
  });
});

describe('A10 a desk works without its hall', () => {
  const options = async (hallKey: Uint8Array | null, port?: number) => {
    const log = recordingLog();
    const hall = await openHall({
      stationId: 'SZ50',
      profile: {
        listen: { host: '127.0.0.1', port: port ?? (await freePort()) },
        peers: [{ stationId: 'SZ51', url: `http://127.0.0.1:${await freePort()}` }],
        answerWithinMs: 100,
      },
      hallKey,
      standing: () => nothing,
      sums: noSums,
      now: Date.now,
      log,
    });
    closing.push(() => hall.close());
    return { log, hall };
  };

  it('without a key, or with one of another length, everybody is silent and the log says why', async () => {
    for (const hallKey of [null, new Uint8Array(16)]) {
      const { log, hall } = await options(hallKey);
      expect(await hall.ask(person)).toMatchObject({ silent: [{ stationId: 'SZ51', why: 'refused' }] });
      expect(log.lines).toMatchObject([{ event: 'hall.noKey' }]);
    }
  });

  it('an address that is taken stops nothing', async () => {
    const there = await station();
    const { log, hall } = await options(key, Number(new URL(there.url).port));
    expect(log.lines).toMatchObject([{ event: 'hall.notListening', facts: { code: 'EADDRINUSE' } }]);
    expect((await hall.ask(person)).silent).toHaveLength(1);
  });
});
