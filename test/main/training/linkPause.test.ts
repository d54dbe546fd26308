import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Upstream } from '../../../main/app/ports/outside.ts';
import { createSync } from '../../../main/app/sync/createSync.ts';
import { enqueue } from '../../../main/app/sync/enqueue.ts';
import type { UpstreamAccess } from '../../../main/contract/hosts.ts';
import type { EmbeddedUpstream } from '../../../main/training/upstream/embeddedUpstream.ts';
import { testDeps } from '../helpers/index.ts';
import {
  createAuthority,
  openssl,
  selfSigned,
  type Certificate,
} from '../infra/upstream/helpers/certificates.ts';
import { client, newKey, upstreamOf } from './helpers/signedBench.ts';

/** Real stores and sync over whatever `current` is. */
function station(first: Upstream) {
  let current = first;
  const upstream: Upstream = { call: (name, input, how) => current.call(name, input, how) };
  const deps = testDeps({ upstream });
  const sync = createSync(deps, { rowSettled: () => null });
  const queue = () =>
    deps.stores.run(() =>
      enqueue(deps, {
        kind: 'stock.moved',
        caseId: null,
        caseNumber: null,
        payload: { note: 'x' },
        owner: '李敏',
      }),
    );
  return { deps, sync, queue, switchTo: (next: Upstream) => void (current = next) };
}

/** A server that answers everything alike. */
async function always(status: number, type: string, body: string, headers = {}): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('G1 I7 what is not upstream’s word pauses the queue and touches no row', () => {
  const privateKey = newKey();
  const signing = { stationId: 'SZ50', privateKey };
  const authority = openssl ? createAuthority('Test authority') : null;
  const stranger = openssl ? createAuthority('Another authority') : null;

  const issue = (name: string, days = 10): Certificate => {
    if (authority === null) throw new Error('no OpenSSL');
    return authority.issue({ name, days });
  };

  type Case = readonly [
    name: string,
    detail: string,
    bad: (good: EmbeddedUpstream, ca: string | undefined) => Promise<UpstreamAccess>,
  ];
  const access = (good: EmbeddedUpstream, changes: Partial<UpstreamAccess> = {}): UpstreamAccess => ({
    url: good.url,
    token: good.token,
    signing,
    ...changes,
  });
  const elsewhere = async (...page: Parameters<typeof always>) => {
    const url = await always(...page);
    return { url, token: 'test-token-0123456789', signing };
  };
  const html = '<!doctype html><title>Sign in</title>';
  const plain: readonly Case[] = [
    ['another token', 'HTTP 401', async (good) => access(good, { token: 'another-token-of-nobody' })],
    [
      'another key',
      'signatureBad',
      async (good) => access(good, { signing: { ...signing, privateKey: newKey() } }),
    ],
    [
      'an unknown station',
      'stationUnknown',
      async (good) => access(good, { signing: { ...signing, stationId: 'SZ99' } }),
    ],
    [
      'a revoked station',
      'stationRevoked',
      async (good) => {
        good.revokeStation('SZ50');
        return access(good);
      },
    ],
    [
      'a base path that is not there',
      'HTTP 404',
      async (good) => access(good, { url: `${good.url}/elsewhere` }),
    ],
    ['a 401 of somebody', 'HTTP 401', () => elsewhere(401, 'text/html', html)],
    ['a 403 of somebody', 'HTTP 403', () => elsewhere(403, 'text/html', html)],
    ['a captive portal', 'mediaType text/html', () => elsewhere(200, 'text/html', html)],
    [
      'a captive portal that redirects',
      'HTTP 302',
      () => elsewhere(302, 'text/html', html, { location: '/login' }),
    ],
    ['a 511 of a network', 'HTTP 511', () => elsewhere(511, 'text/html', html)],
  ];
  const pinned: readonly Case[] = [
    ['a wrong CA', 'tls:wrongAuthority', async (good) => access(good, { ca: stranger?.certificate })],
    [
      'a certificate of another name',
      'tls:wrongName',
      async (_, ca) => {
        const other = await upstreamOf(privateKey, { tls: issue('upstream.invalid') });
        return access(other, { ca });
      },
    ],
    [
      'an expired certificate',
      'tls:expired',
      async (_, ca) => {
        const other = await upstreamOf(privateKey, { tls: issue('127.0.0.1', -1) });
        return access(other, { ca });
      },
    ],
    [
      'a certificate of nobody',
      'tls:selfSigned',
      async (_, ca) => {
        const other = await upstreamOf(privateKey, { tls: selfSigned('127.0.0.1') });
        return access(other, { ca });
      },
    ],
    [
      'no TLS where it is configured',
      'tls:notConfigured',
      async (good, ca) => access(good, { ca, url: good.url.replace('https:', 'http:') }),
    ],
  ];

  async function pauses(good: EmbeddedUpstream, [, detail, bad]: Case, ca?: string): Promise<void> {
    const broken = client(await bad(good, ca));
    const { deps, sync, queue, switchTo } = station(broken);
    const rows = [queue(), queue()];
    const before = rows.map((row) => deps.stores.outbox.get(row));
    // Twice: without a look at the link first, and after one.
    const first = await sync.drainOnce({ all: true });
    await sync.probeOnce();
    await sync.drainOnce({ all: true });
    expect(first.stopped).toBe('linkFault');
    expect(rows.map((row) => deps.stores.outbox.get(row))).toEqual(before);
    expect(sync.paused()).toBe(true);
    expect(sync.links.list().map((link) => [link.state, link.detail])).toEqual(
      Array(4).fill(['linkFault', detail]),
    );
    expect(good.books().rows).toEqual([]);

    good.admitStation('SZ50');
    switchTo(client(access(good, ca === undefined ? {} : { ca })));
    await sync.probeOnce();
    await sync.drainOnce({ all: true });
    expect(rows.map((row) => deps.stores.outbox.get(row)?.state)).toEqual(['acked', 'acked']);
  }

  it.each(plain)('%s (%s), and goes on when it is right again', async (...row) =>
    pauses(await upstreamOf(privateKey), row),
  );
  it.skipIf(!openssl).each(pinned)('%s (%s), and goes on when it is right again', async (...row) =>
    pauses(await upstreamOf(privateKey, { tls: issue('127.0.0.1') }), row, authority?.certificate),
  );
});

describe('G11 each service at an address of its own', () => {
  it('what one of them does says nothing about the others, with a server for each', async () => {
    const privateKey = newKey();
    const token = 'one-token-of-one-station';
    const [permits, cards, certificates, queue] = [
      await upstreamOf(privateKey, { token }),
      await upstreamOf(privateKey, { token }),
      await upstreamOf(privateKey, { token }),
      await upstreamOf(privateKey, { token }),
    ];
    const upstream = client({
      url: queue.url,
      services: { permits: permits.url, cards: cards.url, certificates: certificates.url },
      token,
      signing: { stationId: 'SZ50', privateKey },
    });
    const { deps, sync, queue: wait } = station(upstream);
    await sync.probeOnce();
    const states = () => sync.links.list().map(({ service, state }) => [service, state]);
    expect(states()).toEqual(
      ['permits', 'cards', 'certificates', 'queue'].map((service) => [service, 'online']),
    );

    cards.setNetwork(false);
    certificates.setFault({ fault: 'loginPage', calls: 50 });
    await sync.probeOnce();
    expect(states()).toEqual([
      ['permits', 'online'],
      ['cards', 'offline'],
      ['certificates', 'linkFault'],
      ['queue', 'online'],
    ]);
    const row = wait();
    await sync.drainOnce();
    expect(deps.stores.outbox.get(row)?.state).toBe('acked');
    expect([queue, permits].map((server) => server.books().rows.length)).toEqual([1, 0]);

    cards.setNetwork(true);
    queue.setNetwork(false);
    await sync.probeOnce();
    expect(states()).toMatchObject([
      ['permits', 'online'],
      ['cards', 'online'],
      ['certificates', 'linkFault'],
      ['queue', 'offline'],
    ]);
    expect(await upstream.call('cardQuery', { permitNumber: 'TRN440300000001' })).toMatchObject({
      kind: 'answer',
    });
  });
});
