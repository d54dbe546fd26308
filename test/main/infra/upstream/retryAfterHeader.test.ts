import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { upstreamCalls } from '../../../../main/contract/upstream.ts';
import { createHttpUpstream } from '../../../../main/infra/upstream/httpUpstream.ts';
import { readAnswer } from '../../../../main/infra/upstream/readAnswer.ts';

const date = 'Wed, 25 Nov 2026 01:20:00 GMT';
const read = (status: number, headers: Record<string, string | string[] | undefined>) =>
  readAnswer(upstreamCalls.health.out, {
    status,
    mediaType: 'text/plain',
    text: '',
    tooLong: false,
    headers,
  });

describe('G2 Retry-After of an answer that means "not now"', () => {
  it.each([408, 425, 429, 503])('of a %s it is heard', (status) => {
    expect(read(status, { 'retry-after': '120' })).toEqual({
      kind: 'offline',
      detail: `HTTP ${status}`,
      retryAfterMs: 120_000,
    });
  });

  it.each([500, 502, 504, 302, 401, 409, 200])('of a %s it is not', (status) => {
    expect(read(status, { 'retry-after': '120' })).not.toHaveProperty('retryAfterMs');
  });

  it('a date counts from upstream’s own clock, whatever ours says', () => {
    const headers = { date, 'retry-after': 'Wed, 25 Nov 2026 01:22:00 GMT' };
    expect(read(503, headers)).toMatchObject({ retryAfterMs: 120_000 });
  });

  it('any headers: never an exception', () => {
    const value = fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined });
    fc.assert(
      fc.property(value, value, (after, when) => {
        expect(read(429, { 'retry-after': after, date: when }).kind).toBe('offline');
      }),
      { numRuns: 500 },
    );
  });

  it('over a real connection', async () => {
    const server = createServer((_, response) => {
      response.writeHead(429, { 'retry-after': '7' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const upstream = createHttpUpstream({ url: `http://127.0.0.1:${port}`, token: 'test-token-000000' });
    onTestFinished(async () => {
      await upstream.close();
      server.close();
    });
    expect(await upstream.call('health', { service: 'queue' })).toEqual({
      kind: 'offline',
      detail: 'HTTP 429',
      retryAfterMs: 7000,
    });
  });
});
