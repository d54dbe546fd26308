import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { UpstreamAdapter } from '../../../../../main/contract/hosts.ts';
import type { UpstreamCallName } from '../../../../../main/contract/upstream.ts';
import { createUpstream, type OpenUpstream } from '../../../../../main/infra/upstream/createUpstream.ts';
import { adapterBench, adapterNames, answered, everyCall, watchAddresses } from './helpers.ts';

watchAddresses();
const token = 'test-token-0123456789';
const calls = everyCall();
const names = Object.keys(calls) as UpstreamCallName[];

/** The adapter in front of a server that answers every request alike. */
async function answering(
  adapter: UpstreamAdapter,
  answer: (response: ServerResponse) => void,
  timeoutMs = 5000,
): Promise<{ readonly upstream: OpenUpstream; readonly asked: () => number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume();
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const upstream = createUpstream({ adapter, url: `http://127.0.0.1:${port}`, token, timeoutMs });
  onTestFinished(async () => {
    await upstream.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { upstream, asked: () => asked };
}

/** What every call comes to, one after the other. */
async function kindsOf(upstream: OpenUpstream): Promise<string[]> {
  const kinds: string[] = [];
  for (const name of names) kinds.push(`${name} ${(await calls[name](upstream)).kind}`);
  return kinds;
}
const allOf = (kind: string): string[] => names.map((name) => `${name} ${kind}`);

const send =
  (status: number, mediaType: string, text: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, { 'content-type': mediaType, ...headers }).end(text);

/** Answers that no call of any adapter may take for its own. */
const answers: readonly [string, (response: ServerResponse) => void, 'offline' | 'linkFault'][] = [
  ['request time-out', send(408, 'text/plain', ''), 'offline'],
  ['too early', send(425, 'text/plain', ''), 'offline'],
  ['too many', send(429, 'text/plain', ''), 'offline'],
  ['internal error', send(500, 'application/json', '{}'), 'offline'],
  ['bad gateway', send(502, 'text/html', '<html>'), 'offline'],
  ['unavailable', send(503, 'text/html', '<html>'), 'offline'],
  ['unauthorised', send(401, 'application/json', '{}'), 'linkFault'],
  ['forbidden', send(403, 'application/json', '{}'), 'linkFault'],
  ['not found', send(404, 'text/plain', ''), 'linkFault'],
  ['bad request', send(400, 'application/json', '{}'), 'linkFault'],
  ['a 409 of somebody else', send(409, 'application/json', '{"error":"busy"}'), 'linkFault'],
  ['a redirect', send(302, 'text/html', '', { location: '/login' }), 'linkFault'],
  ['a captive portal', send(200, 'text/html', '<html>sign in</html>'), 'linkFault'],
  ['JSON called HTML', send(200, 'text/html', '{"code":"00","message":"","data":{}}'), 'linkFault'],
  ['nothing', send(200, 'application/json', ''), 'linkFault'],
  ['half an answer', send(200, 'application/json', '{"code":"00","mess'), 'linkFault'],
  ['another shape', send(200, 'application/json', '{"hello":"world"}'), 'linkFault'],
  ['a list', send(200, 'application/json', '[]'), 'linkFault'],
  ['done, and nothing in it', send(200, 'application/json', '{"code":"00","message":""}'), 'linkFault'],
  ['done by number, and nothing in it', send(200, 'application/json', '{"status":0,"tip":""}'), 'linkFault'],
  ['no code', send(200, 'application/json', '{"code":"","message":"","data":null}'), 'linkFault'],
  ['GB18030 that is none', send(200, 'application/json;charset=GB18030', '\u0081"'), 'linkFault'],
];

describe.each(adapterNames)('G1 I7 %s: an answer that is not upstream’s', (adapter) => {
  it.each(answers)('%s, at every call', async (_, answer, kind) => {
    const { upstream } = await answering(adapter, answer);
    expect(await kindsOf(upstream)).toEqual(allOf(kind));
  });

  it('a wrong token and a wrong base path pause every call', async () => {
    const bench = await adapterBench(adapter);
    for (const stranger of [
      bench.again({ token: 'not-the-right-token' }),
      bench.again({ url: `${bench.server.url}/elsewhere` }),
    ])
      expect(await kindsOf(stranger)).toEqual(allOf('linkFault'));
    expect(bench.server.books()).toEqual({ cards: [], rows: [], effects: [] });
  });

  it('a captive portal in front of the right server touches nothing; when it is gone the same call goes', async () => {
    const bench = await adapterBench(adapter);
    bench.server.setFault({ fault: 'loginPage', calls: names.length });
    expect(await kindsOf(bench.upstream)).toEqual(allOf('linkFault'));
    expect(bench.server.books()).toEqual({ cards: [], rows: [], effects: [] });
    expect((await calls.outbox(bench.upstream)).kind).toBe('answer');
  });

  it('no network, no answer and a cut answer are offline; back on it goes on', async () => {
    const bench = await adapterBench(adapter);
    bench.server.setNetwork(false);
    expect(await kindsOf(bench.upstream)).toEqual(allOf('offline'));
    bench.server.setNetwork(true);
    expect((await calls.health(bench.upstream)).kind).toBe('answer');
    const silent = await answering(adapter, () => undefined, 150);
    expect(await calls.permitFeed(silent.upstream)).toEqual({ kind: 'offline', detail: 'timeOut' });
    const cut = await answering(adapter, (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"code":"00",');
      setImmediate(() => response.destroy());
    });
    expect((await calls.books(cut.upstream)).kind).toBe('offline');
  });

  it('says when to come again', async () => {
    const { upstream } = await answering(adapter, send(503, 'text/plain', '', { 'retry-after': '120' }));
    expect(await calls.books(upstream)).toMatchObject({ kind: 'offline', retryAfterMs: 120_000 });
  });

  it('takes no rubbish for an answer and never throws', { timeout: 60_000 }, async () => {
    let next: (response: ServerResponse) => void = send(500, 'text/plain', '');
    const { upstream } = await answering(adapter, (response) => next(response));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.constantFrom('application/json', 'application/json;charset=GB18030', 'text/html', ''),
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.constant('['.repeat(9999)),
          fc.constant('{"__proto__":{"code":"00"}}'),
          fc
            .record({ code: fc.constantFrom('00', '01', 0, 7), message: fc.string(), data: fc.jsonValue() })
            .map((value) => JSON.stringify(value)),
          fc
            .record({ status: fc.constantFrom(0, 1, -1, 1.5), tip: fc.string(), result: fc.jsonValue() })
            .map((value) => JSON.stringify(value)),
        ),
        async (name, mediaType, text) => {
          next = send(200, mediaType, text);
          const outcome = await calls[name](upstream);
          expect(outcome.kind, `${name} ${text}`).toBe('linkFault');
          // Details go to logs and screens: they name a field, never a value.
          expect('detail' in outcome && outcome.detail.length).toBeLessThanOrEqual(120);
        },
      ),
      { seed: 20261128, numRuns: 250 },
    );
  });

  it('a service at an address of its own is asked there (G11)', async () => {
    const bench = await adapterBench(adapter);
    const { url, token: known } = bench.server;
    const nowhere = 'http://127.0.0.1:1';
    const split = createUpstream({ adapter, url: nowhere, services: { cards: url }, token: known });
    onTestFinished(() => split.close());
    expect(answered(await split.call('health', { service: 'cards' })).service).toBe('cards');
    expect((await split.call('health', { service: 'queue' })).kind).toBe('offline');
    expect((await calls.books(split)).kind).toBe('answer');
    expect((await calls.permitFeed(split)).kind).toBe('offline');
  });
});

describe('G1 words of the simulated provinces', () => {
  it.each([
    ['markBatch', '{"code":"系统繁忙","message":"","data":null}'],
    ['preOpen', '{"status":9001,"tip":"busy","result":null}'],
  ] as const)('%s: "not now" is no refusal, at every call', async (adapter, text) => {
    const { upstream } = await answering(adapter, send(200, 'application/json', text));
    expect(await kindsOf(upstream)).toEqual(allOf('offline'));
  });

  it.each([
    [
      'markBatch',
      '{"code":"外国人社会保障号码错误","message":"请核对","data":null}',
      '外国人社会保障号码错误 请核对',
    ],
    [
      'preOpen',
      '{"status":4999,"tip":"外国人社会保障号码错误","result":null}',
      '4999 外国人社会保障号码错误',
    ],
  ] as const)(
    '1.8 9.13 %s: a reason that nobody knows is shown as it came',
    async (adapter, text, reason) => {
      const { upstream } = await answering(adapter, send(200, 'application/json', text));
      expect(await calls.permitVerify(upstream)).toEqual({
        kind: 'refused',
        refusal: { refused: true, code: 'refusedByOfficer', reason },
      });
    },
  );
});
