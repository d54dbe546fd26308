import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { upstreamCalls, type UpstreamCallName } from '../../../../main/contract/upstream.ts';
import { createHttpUpstream } from '../../../../main/infra/upstream/httpUpstream.ts';
import { readAnswer } from '../../../../main/infra/upstream/readAnswer.ts';

const health = { service: 'queue', inService: true, time: '2026-11-25T01:00:00.000Z' };
const refusal = { refused: true, code: 'permitUnknown', reason: 'not known' };
const token = 'test-token-0123456789';

/** A server that answers by hand, and the adapter in front of it. */
async function bench(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  timeoutMs = 5000,
): Promise<{ upstream: ReturnType<typeof createHttpUpstream>; requests: IncomingMessage[]; server: Server }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const upstream = createHttpUpstream({ url: `http://127.0.0.1:${port}`, token, timeoutMs });
  onTestFinished(async () => {
    await upstream.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { upstream, requests, server };
}

const json = (status: number, value: unknown) => (_: IncomingMessage, response: ServerResponse) =>
  void response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(value));

describe('G2 what an answer means (design 4)', () => {
  const rows: readonly [string, number, string, string, string][] = [
    ['an answer', 200, 'application/json', JSON.stringify(health), 'answer'],
    ['a refusal', 409, 'application/json', JSON.stringify(refusal), 'refused'],
    ['a 409 of somebody else', 409, 'application/json', '{"error":"busy"}', 'linkFault'],
    ['request time-out', 408, 'text/plain', '', 'offline'],
    ['too early', 425, 'text/plain', '', 'offline'],
    ['too many', 429, 'text/plain', '', 'offline'],
    ['internal error', 500, 'application/json', '{}', 'offline'],
    ['bad gateway', 502, 'text/html', '<html>', 'offline'],
    ['unavailable', 503, 'text/html', '<html>', 'offline'],
    ['unauthorised', 401, 'application/json', JSON.stringify(refusal), 'linkFault'],
    ['forbidden', 403, 'application/json', JSON.stringify(refusal), 'linkFault'],
    ['not found', 404, 'application/json', JSON.stringify(health), 'linkFault'],
    ['bad request', 400, 'application/json', '{}', 'linkFault'],
    ['created', 201, 'application/json', JSON.stringify(health), 'linkFault'],
    ['a login page', 200, 'text/html', '<html>sign in</html>', 'linkFault'],
    ['JSON called HTML', 200, 'text/html', JSON.stringify(health), 'linkFault'],
    ['no JSON', 200, 'application/json', '{"permits": tr', 'linkFault'],
    ['nothing', 200, 'application/json', '', 'linkFault'],
    ['a field missing', 200, 'application/json', '{"permits":true}', 'linkFault'],
    ['a refusal with 200', 200, 'application/json', JSON.stringify(refusal), 'linkFault'],
  ];
  it.each(rows)('%s', (_, status, mediaType, text, kind) => {
    expect(readAnswer(upstreamCalls.health.out, { status, mediaType, text, tooLong: false }).kind).toBe(kind);
  });

  it('never throws and takes no garbage for an answer, whatever comes', () => {
    const names = Object.keys(upstreamCalls) as UpstreamCallName[];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(200, 200, 200, 409, 204, 302, 401, 418, 500),
        fc.constantFrom('application/json', 'text/html', '', 'application/json\r\nx: y'),
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.constant('{"__proto__":{"refused":true}}'),
          fc.constant('['.repeat(9999)),
        ),
        (name, status, mediaType, text) => {
          const outcome = readAnswer(upstreamCalls[name].out, { status, mediaType, text, tooLong: false });
          expect(outcome.kind).toBe(status === 500 ? 'offline' : 'linkFault');
          // Details go to logs and screens: they name a field, never a value.
          expect('detail' in outcome && outcome.detail.length).toBeLessThanOrEqual(120);
        },
      ),
      { seed: 20261125, numRuns: 600 },
    );
  });
});

describe('G2 stable key and bearer token on every call', () => {
  it('sends the key it is given, and the same own key for the same call', async () => {
    const { upstream, requests } = await bench(json(409, refusal));
    const input = { permitNumber: 'TRN440300000001' };
    await upstream.call('permitVerify', input, { idempotencyKey: 'row_1' });
    await upstream.call('permitVerify', input);
    await upstream.call('permitVerify', input);
    await upstream.call('permitVerify', { permitNumber: 'TRN440300000002' });
    const keys = requests.map((request) => request.headers['idempotency-key']);
    expect(keys[0]).toBe('row_1');
    expect(keys[1]).toBe(keys[2]);
    expect(keys[1]).toMatch(/^[0-9a-f]{64}$/);
    expect(keys[3]).not.toBe(keys[1]);
    expect(new Set(requests.map((request) => request.headers.authorization))).toEqual(
      new Set([`Bearer ${token}`]),
    );
  });
});

describe('G1 an answer that is not ours, over a real connection', () => {
  it('does not follow a redirect', async () => {
    const { upstream, requests } = await bench((_, response) =>
      response.writeHead(302, { location: '/v1/elsewhere' }).end(),
    );
    expect(await upstream.call('health', { service: 'queue' })).toEqual({
      kind: 'linkFault',
      detail: 'HTTP 302',
    });
    expect(requests.map((request) => request.url)).toEqual(['/v1/health?service=queue']);
  });

  it('an upstream that never answers, cuts the answer or is not there is offline', async () => {
    const silent = await bench(() => undefined, 150);
    expect(await silent.upstream.call('health', { service: 'queue' })).toEqual({
      kind: 'offline',
      detail: 'timeOut',
    });

    const cut = await bench((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"permits":true,');
      setImmediate(() => response.destroy());
    });
    expect((await cut.upstream.call('health', { service: 'queue' })).kind).toBe('offline');

    const gone = await bench(json(200, health));
    gone.server.closeAllConnections();
    await new Promise((resolve) => gone.server.close(resolve));
    expect(await gone.upstream.call('health', { service: 'queue' })).toMatchObject({
      kind: 'offline',
      detail: 'ECONNREFUSED',
    });
  });

  it('an endless answer is cut and is no answer', async () => {
    const { upstream } = await bench((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const block = Buffer.alloc(1024 * 1024, 0x20);
      const more = (): void => {
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', more);
      response.on('error', () => undefined);
      more();
    }, 15_000);
    expect(await upstream.call('health', { service: 'queue' })).toEqual({
      kind: 'linkFault',
      detail: 'tooLong',
    });
  });
});
