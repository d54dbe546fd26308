import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameSearchParts } from '../../../../main/domain/identifiers/nameSearch.ts';
import { openPermitCache } from '../../../../main/infra/db/permitCache.ts';
import { openPermits } from '../../../../main/infra/permits/openPermits.ts';
import { nativeBinding, stubUpstream, temporaryFolder, testKey } from '../../helpers/index.ts';
import { FeedModel, feedPermit } from '../../app/sync/feedModel.ts';
import { builtThreads, pathIn, servePages, threadedPermits } from './threadBench.ts';

let threads: Awaited<ReturnType<typeof builtThreads>>;
beforeAll(async () => {
  threads = await builtThreads();
}, 60_000);
afterAll(() => threads.remove());

const numberOf = (number: number): string => feedPermit(number).permitNumber;
const modelOf = (count: number): FeedModel => {
  const feed = new FeedModel();
  for (let number = 1; number <= count; number += 1)
    feed.put(feedPermit(number, { status: number % 3 === 0 ? 'cancelled' : 'valid' }));
  return feed;
};
let files = 0;
const freshPath = (): string => pathIn(threads.folder, `p${(files += 1)}`);

describe('G8 permits pulled beside the thread of the desk', () => {
  it('a pull ends with what the feed has, told what ended, and leaves a short log; deltas follow', async () => {
    const feed = modelOf(6000);
    const server = await servePages(({ cursor, limit }) => feed.page(cursor, limit));
    const path = freshPath();
    const { permits, pullOnce } = threadedPermits(threads.workersDir, server.url, path);
    const told = new Set<string>();
    const tell = (numbers: readonly string[]): void => numbers.forEach((number) => told.add(number));
    expect(await pullOnce(tell)).toEqual({ permits: 6000, stopped: 'upToDate' });
    expect([permits.count(), permits.namesWaiting(), told.size]).toEqual([6000, 0, 2000]);
    expect(permits.byPermitNumber(numberOf(17))?.record).toEqual(feed.records.get(numberOf(17)));
    expect(permits.byPassportNumber('X18')?.record.permitNumber).toBe(numberOf(18));
    expect(permits.byName(nameSearchParts(feedPermit(1).holder.familyName), 5).found).toHaveLength(5);
    expect(statSync(`${path}-wal`).size).toBe(0);
    feed.remove(numberOf(17));
    feed.put(feedPermit(18, { place: 'changed' }));
    expect(await pullOnce(tell)).toEqual({ permits: 1, stopped: 'upToDate' });
    expect([permits.byPermitNumber(numberOf(17)), told.has(numberOf(17)), permits.count()]).toEqual([
      null,
      true,
      5999,
    ]);
    expect(permits.byPermitNumber(numberOf(18))?.record.place).toBe('changed');
    await permits.close();
    await server.close();
  }, 60_000);

  it('I3 one is forgotten and the log emptied while the threads run, and the copy stays readable', async () => {
    const feed = modelOf(10);
    const server = await servePages(({ cursor, limit }) => feed.page(cursor, limit));
    const { permits, pullOnce } = threadedPermits(threads.workersDir, server.url, freshPath());
    await pullOnce();
    expect(await permits.forget(numberOf(3))).toBe(true);
    expect(await permits.forget(numberOf(3))).toBe(false);
    expect(await permits.settle()).toBe(true);
    expect([permits.byPermitNumber(numberOf(3)), permits.count()]).toEqual([null, 9]);
    await permits.close();
    await server.close();
  }, 60_000);

  it.each([
    [
      '10,001 records in a page',
      (page: Page) => ({
        ...page,
        permits: Array.from({ length: 10_001 }, (_, number) => feedPermit(number)),
      }),
    ],
    [
      'a record that has not the shape',
      (page: Page) => ({ ...page, permits: [{ ...feedPermit(1), status: 'perhaps' }] }),
    ],
    ['a cursor that stands', (page: Page) => ({ ...page, cursor: '', more: true })],
    ['a login page', () => '<!doctype html>'],
  ])(
    '%s is not ours: nothing is touched',
    async (_what, spoil) => {
      const feed = modelOf(5);
      const server = await servePages(({ cursor, limit }) => spoil(feed.page(cursor, limit) as Page));
      const { permits, pullOnce } = threadedPermits(threads.workersDir, server.url, freshPath());
      expect(await pullOnce()).toEqual({ permits: 0, stopped: 'linkFault' });
      expect([permits.count(), permits.place(), permits.asOf()]).toEqual([
        0,
        { cursor: '', feed: '', anew: false },
        null,
      ]);
      await permits.close();
      await server.close();
    },
    60_000,
  );

  it('a file that turns out damaged while it is read is begun anew under both connections, and pulled again', async () => {
    const feed = modelOf(4000);
    const server = await servePages(({ cursor, limit }) => feed.page(cursor, limit));
    const [path, key] = [freshPath(), testKey()];
    const first = threadedPermits(threads.workersDir, server.url, path, key);
    await first.pullOnce();
    await first.permits.close();
    damage(path);
    const { permits, pullOnce } = threadedPermits(threads.workersDir, server.url, path, key);
    // The writer has it open too, and has noticed nothing.
    await permits.settle();
    expect(permits.byPermitNumber(numberOf(2000))).toBeNull();
    expect(await pullOnce()).toEqual({ permits: 4000, stopped: 'upToDate' });
    expect(permits.byPermitNumber(numberOf(2000))?.record).toEqual(feed.records.get(numberOf(2000)));
    await permits.close();
    await server.close();
    const again = openPermitCache({ path, key, nativeBinding });
    expect(again.count()).toBe(4000);
    again.close();
  }, 60_000);

  it('closing in the middle waits for what is written, asks nothing more, and goes on at the next start', async () => {
    const feed = modelOf(9000);
    let asked = 0;
    let onThird: () => void = () => undefined;
    const third = new Promise<void>((done) => (onThird = done));
    const server = await servePages(({ cursor, limit }) => {
      asked += 1;
      if (asked === 6) {
        onThird();
        // Never answered: the station hangs up.
        return null;
      }
      return feed.page(cursor, Math.min(limit, 500));
    });
    const [path, key] = [freshPath(), testKey()];
    const { permits, pullOnce } = threadedPermits(threads.workersDir, server.url, path, key);
    const pulling = pullOnce();
    await third;
    await permits.hangUp();
    expect(await pulling).toMatchObject({ stopped: 'offline' });
    await permits.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    const next = threadedPermits(threads.workersDir, server.url, path, key);
    expect(await next.pullOnce()).toMatchObject({ stopped: 'upToDate' });
    expect(next.permits.count()).toBe(9000);
    await next.permits.close();
    await server.close();
  }, 60_000);

  it('without a folder of threads, or with another upstream, the thread of the desk pulls', async () => {
    const path = pathIn(temporaryFolder(), 'permits');
    const permits = openPermits({ database: { path, key: testKey(), nativeBinding }, own: null });
    const upstream = stubUpstream();
    await permits.puller(upstream).next('');
    expect(upstream.calls.map(({ name }) => name)).toEqual(['permitFeed']);
    await permits.close();
  });
});

interface Page {
  readonly permits: readonly unknown[];
}

/** A byte of every page but the first two is another. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  for (let at = 8192; at < bytes.length; at += 4096) bytes[at + 100] = (bytes[at + 100] ?? 0) ^ 0x55;
  writeFileSync(path, bytes);
}
