import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSync } from '../../../main/app/sync/createSync.ts';
import type { PaperCheck, WithdrawnPaper } from '../../../main/contract/outcomes.ts';
import { createCrypto } from '../../../main/infra/crypto/createCrypto.ts';
import { createHttpUpstream } from '../../../main/infra/upstream/httpUpstream.ts';
import { act, acceptedDesk, boss, lastPaper, revoke } from '../app/cases/afterwards.ts';
import { must, openDesk, type Desk } from '../app/cases/desk.ts';
import { testDeps, testProfile } from '../helpers/index.ts';
import { batchOf, upstreamBench, wireRow, type UpstreamBench } from './helpers/bench.ts';

const hourMs = 3_600_000;
const syncOf = (desk: Pick<Desk, 'deps'>) => createSync(desk.deps, { rowSettled: () => null });

/** Two stations of one city with one upstream over HTTP; the second knows the key of the first. */
async function city() {
  const bench = await upstreamBench();
  const { upstream } = bench;
  const first = await acceptedDesk({ upstream });
  const key = must(await first.handlers.noticeKey({}, first.caller));
  const second = openDesk({
    upstream,
    crypto: createCrypto({ databaseKey: new Uint8Array(32).fill(9) }),
    profile: { ...testProfile, stationId: 'SZ51', paperKeys: [key] },
  });
  const [here, there] = [syncOf(first), syncOf(second)];
  onTestFinished(async () => {
    await Promise.all([here.stop(), there.stop()]);
  });
  const check = async (code: string): Promise<PaperCheck> =>
    must(await second.handlers.noticeVerify({ text: code }, second.caller));
  return { ...bench, first, second, here, there, check };
}

describe('C5 C7 a paper that one station withdraws, at the window of another', () => {
  it('is valid as of the last sync, and after the next one withdrawn, by which paper and since when', async () => {
    const { first, second, here, there, check } = await city();
    const paper = lastPaper(first);
    const code = paper.qr ?? '';
    expect(await check(code)).toMatchObject({ verdict: 'valid', list: { asOf: null, tooOld: true } });
    await here.drainOnce();
    await there.pullWithdrawnOnce();
    const before = second.deps.clock.iso();
    expect(await check(code)).toMatchObject({ verdict: 'valid', list: { asOf: before, tooOld: false } });

    must(await revoke(first));
    second.deps.clock.advance(2 * hourMs);
    await there.pullWithdrawnOnce();
    const between = second.deps.clock.iso();
    // The first station has not been able to say it yet.
    expect(await check(code)).toMatchObject({ verdict: 'valid', list: { asOf: between } });
    await here.drainOnce({ all: true });
    second.deps.clock.advance(hourMs);
    expect(await check(code)).toMatchObject({ verdict: 'valid', list: { asOf: between, tooOld: false } });
    await there.pullWithdrawnOnce();
    expect(await check(code)).toMatchObject({
      verdict: 'revoked',
      withdrawnBy: lastPaper(first).number,
      withdrawnAt: first.deps.clock.iso(),
      list: { source: 'upstream', asOf: second.deps.clock.iso() },
      caseId: null,
    });
    // The revocation itself is a good paper.
    expect((await check(lastPaper(first).qr ?? '')).verdict).toBe('valid');
  });

  it('stays withdrawn when the network goes, also over a fault in the middle of the feed', async () => {
    const { first, second, here, there, check, embedded } = await city();
    const [paper] = first.view().notices;
    const code = lastPaper(first).qr ?? '';
    const wish = { noticeId: paper?.id, reason: 'x', correction: 'y' };
    must(await act(first, 'caseCorrect', wish as never, boss));
    await here.drainOnce();
    const faults = {
      loginPage: 'linkFault',
      garbage: 'linkFault',
      refuse: 'linkFault',
      error500: 'offline',
      dropAnswer: 'offline',
    } as const;
    for (const [fault, stopped] of Object.entries(faults)) {
      embedded.setFault({ fault: fault as keyof typeof faults, calls: 1, path: '/v1/withdrawn-papers' });
      expect([fault, (await there.pullWithdrawnOnce()).stopped]).toEqual([fault, stopped]);
      expect(await check(code)).toMatchObject({ verdict: 'valid', list: { asOf: null } });
      expect(there.paused()).toBe(false);
    }
    expect(await there.pullWithdrawnOnce()).toEqual({ papers: 1, stopped: 'upToDate' });
    embedded.setNetwork(false);
    second.deps.clock.advance(100 * hourMs);
    expect((await there.pullWithdrawnOnce()).stopped).toBe('offline');
    expect((await check(code)).verdict).toBe('superseded');
    expect((await check(lastPaper(first).qr ?? '')).list?.tooOld).toBe(true);
  });
});

const entry = (serial: number, changes: Partial<WithdrawnPaper> = {}): WithdrawnPaper => ({
  number: `SZ50-SL-2026-${String(serial).padStart(6, '0')}`,
  kind: 'acceptance',
  how: 'revoked',
  by: 'SZ50-CX-2026-000001',
  at: '2026-11-25T01:30:00.000Z',
  ...changes,
});
const report = async (bench: UpstreamBench, ...entries: readonly object[]) => {
  const rows = entries.map((each, index) => wireRow(`w${index}`, 'notice.withdrawn', { ...each }));
  const outcome = await bench.upstream.call('outbox', batchOf(...rows));
  if (outcome.kind !== 'answer') throw new Error(outcome.kind);
  return outcome.value.results;
};

describe('C5 the feed of withdrawn papers upstream', () => {
  it('comes in pages by an opaque cursor, in the order in which upstream heard of them', async () => {
    const bench = await upstreamBench();
    const all = Array.from({ length: 7 }, (_, index) => entry(7 - index));
    await report(bench, ...all);
    const deps = testDeps({ upstream: bench.upstream });
    const seen: unknown[] = [];
    let cursor = '';
    for (let more = true; more;) {
      const page = await bench.upstream.call('withdrawnPapers', { cursor, limit: 3 });
      if (page.kind !== 'answer') throw new Error(page.kind);
      seen.push(page.value.papers.length);
      deps.stores.run(() => deps.stores.withdrawnPapers.savePage({ ...page.value, asOf: null }));
      ({ cursor, more } = page.value);
    }
    expect(seen).toEqual([3, 3, 1]);
    expect(all.map(({ number }) => deps.stores.withdrawnPapers.byNumber(number))).toEqual(all);
    const [later] = await report(bench, entry(1));
    expect(later).toMatchObject({ outcome: 'accepted' });
    expect(await bench.upstream.call('withdrawnPapers', { cursor })).toMatchObject({
      value: { papers: [], more: false },
    });
  });

  it('takes no entry that is not whole, and none about a paper of another station', async () => {
    const bench = await upstreamBench();
    const results = await report(
      bench,
      { number: entry(1).number },
      entry(2, { number: 'SZ51-SL-2026-000002' }),
      entry(3, { number: 'SZ500-SL-2026-000003' }),
      entry(4),
    );
    expect(results.map((result) => (result.outcome === 'refused' ? result.code : result.outcome))).toEqual([
      'conflict',
      'conflict',
      'conflict',
      'accepted',
    ]);
    expect(await bench.upstream.call('withdrawnPapers', {})).toMatchObject({
      value: { papers: [entry(4)], more: false },
    });
  });
});

/** An upstream that answers every call with that. */
async function answering(answer: () => unknown): Promise<ReturnType<typeof createHttpUpstream>> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const upstream = createHttpUpstream({ url: `http://127.0.0.1:${port}`, token: 'test-token' });
  onTestFinished(async () => {
    await upstream.close();
    server.close();
  });
  return upstream;
}

describe('C5 a page that is not what the contract says', () => {
  const good = { papers: [entry(1)], cursor: 's1', more: false };
  it.each([
    ['a number that is none', { ...good, papers: [entry(1, { number: "x'); DROP TABLE cases" })] }],
    ['a reason class nobody knows', { ...good, papers: [{ ...entry(1), how: 'lost' }] }],
    ['no time', { ...good, papers: [{ ...entry(1), at: 'yesterday' }] }],
    ['a replacing paper that is none', { ...good, papers: [{ ...entry(1), by: '<b>' }] }],
    ['a cursor that cannot be asked with again', { ...good, cursor: 's'.repeat(201) }],
    ['more than a page holds', { ...good, papers: Array.from({ length: 10_001 }, () => entry(1)) }],
    ['one bad entry among good ones', { ...good, papers: [entry(1), { ...entry(2), at: '' }] }],
    ['no list', { ...good, papers: null }],
  ])('%s: nothing of it is kept, the cursor stays, and the list is no younger', async (_what, page) => {
    let answer: unknown = page;
    const upstream = await answering(() => answer);
    const deps = testDeps({ upstream });
    const { withdrawnPapers } = deps.stores;
    const sync = createSync(deps, { rowSettled: () => null });
    expect((await sync.pullWithdrawnOnce()).stopped).toBe('linkFault');
    expect([
      withdrawnPapers.byNumber(entry(1).number),
      withdrawnPapers.cursor(),
      withdrawnPapers.asOf(),
    ]).toEqual([null, '', null]);
    answer = good;
    expect(await sync.pullWithdrawnOnce()).toEqual({ papers: 1, stopped: 'upToDate' });
  });

  it('A3 a permit feed whose cursor cannot be asked with again is not followed either', async () => {
    const upstream = await answering(() => ({ permits: [], cursor: 's'.repeat(201), more: false }));
    const deps = testDeps({ upstream });
    const sync = createSync(deps, { rowSettled: () => null });
    expect((await sync.pullOnce()).stopped).toBe('linkFault');
    expect(deps.permits.cursor()).toBe('');
  });

  it('an entry of a kind that only a later program knows is taken', async () => {
    const bench = await upstreamBench();
    await report(bench, entry(1, { kind: 'kindOfLater' }));
    const deps = testDeps({ upstream: bench.upstream });
    const sync = createSync(deps, { rowSettled: () => null });
    expect(await sync.pullWithdrawnOnce()).toEqual({ papers: 1, stopped: 'upToDate' });
    expect(deps.stores.withdrawnPapers.byNumber(entry(1).number)?.kind).toBe('kindOfLater');
  });
});
