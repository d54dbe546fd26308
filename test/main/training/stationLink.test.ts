import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { UpstreamAccess } from '../../../main/contract/hosts.ts';
import { createRequestSigner } from '../../../main/infra/upstream/requestSigner.ts';
import { batchOf, wireRow } from './helpers/bench.ts';
import { at, client, newKey, upstreamOf } from './helpers/signedBench.ts';

describe('I7 a signed request over real HTTP', () => {
  it('the very same bytes a second time are refused; a retry of the station is signed anew', async () => {
    const privateKey = newKey();
    const embedded = await upstreamOf(privateKey);
    const signer = createRequestSigner({ stationId: 'SZ50', privateKey }, () => at);
    const body = JSON.stringify(batchOf(wireRow('once', 'stock.moved')));
    const url = `${embedded.url}/v1/outbox`;
    const headers = {
      authorization: `Bearer ${embedded.token}`,
      'content-type': 'application/json',
      'idempotency-key': 'row_once',
      ...signer.headersFor({ method: 'POST', url, idempotencyKey: 'row_once', body }),
    };
    const send = async () => fetch(url, { method: 'POST', headers, body });
    expect((await send()).status).toBe(200);
    const again = await send();
    expect([again.status, await again.json()]).toEqual([401, { error: 'replayed' }]);
    const { url: address, token } = embedded;
    const upstream = client({ url: address, token, signing: { stationId: 'SZ50', privateKey } });
    for (let time = 0; time < 2; time += 1)
      expect(await upstream.call('outbox', batchOf(wireRow('once', 'stock.moved')))).toMatchObject({
        kind: 'answer',
      });
    expect(embedded.books().effects).toEqual([{ businessKey: 'row_once', times: 1 }]);
  });

  it('a line that delivers everything twice is a bad line, and no fault of the station', async () => {
    const privateKey = newKey();
    const embedded = await upstreamOf(privateKey);
    const twice = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        const {
          host: _,
          connection: __,
          'content-length': ___,
          ...headers
        } = request.headers as Record<string, string>;
        const body = Buffer.concat(chunks);
        const forward = async () =>
          fetch(`${embedded.url}${request.url ?? ''}`, { method: 'POST', headers, body });
        void forward()
          .then(forward)
          .then(async (answer) =>
            response
              .writeHead(answer.status, { 'content-type': 'application/json' })
              .end(await answer.text()),
          );
      });
    });
    await new Promise<void>((resolve) => twice.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void twice.close());
    const url = `http://127.0.0.1:${(twice.address() as AddressInfo).port}`;
    const upstream = client({ url, token: embedded.token, signing: { stationId: 'SZ50', privateKey } });
    expect(await upstream.call('outbox', batchOf(wireRow('once', 'stock.moved')))).toEqual({
      kind: 'offline',
      detail: 'replayed',
    });
    expect(embedded.books().effects).toEqual([{ businessKey: 'row_once', times: 1 }]);
  });

  it.each(['health', 'outbox'] as const)(
    'C3 a station whose clock is a year off is heard all the same (%s)',
    async (name) => {
      const privateKey = newKey();
      const { url, token } = await upstreamOf(privateKey);
      const upstream = client(
        { url, token, signing: { stationId: 'SZ50', privateKey } },
        () => at + 365 * 86_400_000,
      );
      const outcome =
        name === 'health'
          ? await upstream.call(name, { service: 'queue' })
          : await upstream.call(name, batchOf(wireRow('x', 'stock.moved')));
      expect(outcome).toMatchObject({ kind: 'answer' });
    },
  );

  it('a station speaks for itself only', async () => {
    const privateKey = newKey();
    const embedded = await upstreamOf(privateKey);
    const { url, token } = embedded;
    const upstream = client({ url, token, signing: { stationId: 'SZ50', privateKey } });
    const other = { kind: 'linkFault', detail: 'otherStation' };
    expect(await upstream.call('staffStanding', { stationId: 'SZ51' })).toEqual(other);
    expect(await upstream.call('books', { stationId: 'SZ51', date: '2026-11-25' })).toEqual(other);
    const rows = { ...batchOf(wireRow('x', 'stock.moved')), stationId: 'SZ51' };
    expect(await upstream.call('outbox', rows)).toEqual(other);
    expect([embedded.books().rows, embedded.chainHeads()]).toEqual([[], []]);
  });

  it('the token alone is not enough, and neither is the key alone', async () => {
    const privateKey = newKey();
    const { url, token } = await upstreamOf(privateKey);
    const signing = { stationId: 'SZ50', privateKey };
    const ask = async (access: UpstreamAccess) => client(access).call('health', { service: 'queue' });
    expect(await ask({ url, token })).toEqual({ kind: 'linkFault', detail: 'signatureMissing' });
    expect(await ask({ url, token: 'another-token-of-nobody', signing })).toEqual({
      kind: 'linkFault',
      detail: 'HTTP 401',
    });
    expect(await ask({ url, token, signing })).toMatchObject({ kind: 'answer' });
  });
});
