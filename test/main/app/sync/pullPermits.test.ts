import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permitStandingHandlers } from '../../../../main/app/sync/permitStanding.ts';
import { pull, type PullReport } from '../../../../main/app/sync/pull.ts';
import { progressMeter } from '../../../../main/app/sync/pullMeter.ts';
import { linkBook, type LinkBook } from '../../../../main/app/sync/linkBook.ts';
import type { UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import { readPages, rowsOf, whereRoom } from '../../../../main/infra/db/permitPages.ts';
import { packPermits, unpackPermits } from '../../../../main/infra/db/permitRows.ts';
import {
  fixedClock,
  nativeBinding,
  openTestPermitCache,
  recordingBus,
  recordingLog,
  sampleStaff,
  temporaryFolder,
  testCaller,
  testDeps,
  testKey,
} from '../../helpers/index.ts';
import { FeedModel, feedPermit, modelUpstream } from './feedModel.ts';

type Answer = (page: UpstreamOutcome<unknown>) => UpstreamOutcome<unknown>;

/** A station that pulls from a feed in memory. `told`: ended numbers, with the cursor that the copy had when they were told. */
function bench(feed: FeedModel) {
  let answer: Answer = (page) => page;
  const deps = testDeps({ upstream: modelUpstream(feed, (page) => answer(page)) });
  const links = linkBook(deps);
  const told: { readonly number: string; readonly cursor: string }[] = [];
  const meter = progressMeter();
  const pullOnce = (stopped: () => boolean = () => false): Promise<PullReport> =>
    pull(deps, links, stopped, {
      onEnded: (numbers) => {
        for (const number of numbers) told.push({ number, cursor: deps.permits.cursor() });
      },
      meter,
    });
  const has = (number: string): boolean => deps.permits.byPermitNumber(number) !== null;
  return { deps, links, told, meter, pullOnce, has, setAnswer: (next: Answer) => void (answer = next) };
}

function feedOf(count: number): FeedModel {
  const feed = new FeedModel();
  for (let number = 1; number <= count; number += 1) feed.put(feedPermit(number));
  return feed;
}
const numberOf = (number: number): string => feedPermit(number).permitNumber;

describe('G8 the permit feed', () => {
  it('a permit that is gone upstream leaves the copy with the cursor, and is told before', async () => {
    const feed = feedOf(3);
    const { deps, told, pullOnce, has } = bench(feed);
    await pullOnce();
    const before = deps.permits.cursor();
    feed.remove(numberOf(2));
    feed.put(feedPermit(3, { status: 'suspended' }));
    await pullOnce();
    expect([1, 2, 3].map((number) => has(numberOf(number)))).toEqual([true, false, true]);
    expect(deps.permits.count()).toBe(2);
    expect(told).toEqual([
      { number: numberOf(3), cursor: before },
      { number: numberOf(2), cursor: before },
    ]);
    expect(deps.permits.cursor()).not.toBe(before);
    feed.put(feedPermit(2));
    await pullOnce();
    expect(has(numberOf(2))).toBe(true);
  });

  it('a feed that begins anew: old records stay, with their age, until its end; then what was not told again leaves, told first', async () => {
    const feed = feedOf(2500);
    const { deps, told, pullOnce, has, setAnswer } = bench(feed);
    await pullOnce();
    const first = deps.clock.iso();
    const old = numberOf(17);
    feed.renew();
    feed.remove(old);
    feed.renew();
    deps.clock.advance(3 * 86_400_000);
    let pages = 0;
    setAnswer((page) => (++pages > 2 ? { kind: 'offline', detail: 'cut' } : page));
    expect(await pullOnce()).toMatchObject({ permits: 2000, stopped: 'offline' });
    expect(deps.permits.place()).toMatchObject({ anew: true });
    expect(deps.permits.byPermitNumber(old)?.fetchedAt).toBe(first);
    expect(deps.permits.byPermitNumber(numberOf(18))?.fetchedAt).toBe(deps.clock.iso());
    expect([deps.permits.count(), deps.permits.asOf(), told]).toEqual([2500, first, []]);
    setAnswer((page) => page);
    expect(await pullOnce()).toMatchObject({ permits: 499, stopped: 'upToDate' });
    expect(has(old)).toBe(false);
    expect(told.map(({ number }) => number)).toEqual([old]);
    expect([deps.permits.count(), deps.permits.asOf()]).toEqual([2499, deps.clock.iso()]);
    expect(deps.permits.place()).toMatchObject({ anew: false });
  });

  it('one that was cut off before the sweep does not count as current, and is swept by the next pull that brings nothing', async () => {
    const feed = feedOf(3);
    const { deps, pullOnce, has, setAnswer } = bench(feed);
    await pullOnce();
    const first = deps.permits.asOf();
    feed.remove(numberOf(1));
    feed.renew();
    deps.clock.advance(60_000);
    let asked = 0;
    setAnswer((page) => (++asked, page));
    expect(await pullOnce(() => asked > 0 && deps.permits.place().cursor.startsWith('f2'))).toMatchObject({
      stopped: 'stopped',
    });
    expect([has(numberOf(1)), deps.permits.asOf()]).toEqual([true, first]);
    await pullOnce();
    expect([has(numberOf(1)), deps.permits.asOf()]).toEqual([false, deps.clock.iso()]);
  });

  it('a page that says more and does not move is not ours: nothing is touched', async () => {
    const { deps, links, pullOnce, setAnswer } = bench(feedOf(5));
    setAnswer((page) =>
      page.kind === 'answer'
        ? { ...page, value: { ...(page.value as object), cursor: '', more: true } }
        : page,
    );
    expect(await pullOnce()).toEqual({ permits: 0, stopped: 'linkFault' });
    expect([deps.permits.count(), deps.permits.cursor(), deps.permits.asOf()]).toEqual([0, '', null]);
    expect(links.list()).toContainEqual(
      expect.objectContaining({ service: 'permits', detail: 'feedStands' }),
    );
  });

  it('a page that was asked for at another place than the file stands is not kept, and does not make it current', async () => {
    const { deps, pullOnce } = bench(feedOf(2));
    const puller = deps.permits.puller(deps.upstream);
    const answer = await puller.next('');
    if (answer.kind !== 'page') throw new Error(answer.kind);
    deps.permits.savePage([feedPermit(7)], 'elsewhere', deps.clock.iso());
    expect(await puller.keep(answer.page, deps.clock.iso())).toBe('moved');
    expect(await puller.confirm(deps.clock.iso(), answer.page.cursor)).toBe(false);
    expect([deps.permits.count(), deps.permits.cursor(), deps.permits.asOf()]).toEqual([
      1,
      'elsewhere',
      null,
    ]);
    expect(await pullOnce()).toMatchObject({ permits: 2, stopped: 'upToDate' });
  });

  it('a feed that begins anew is measured from nothing', async () => {
    const feed = feedOf(2500);
    const { deps, meter, pullOnce, setAnswer } = bench(feed);
    await pullOnce();
    feed.renew();
    let asked = 0;
    const seen: unknown[] = [];
    setAnswer((page) => {
      asked += 1;
      if (asked === 3) seen.push(meter.read(deps.clock.elapsed()));
      return page;
    });
    await pullOnce();
    expect(seen).toEqual([expect.objectContaining({ done: 1000, total: 2500 })]);
  });

  it('a full disk keeps nothing of a page, is named, and moves nothing', async () => {
    const { deps, pullOnce } = bench(feedOf(5));
    const { permits } = deps;
    const full = {
      ...permits,
      puller: (upstream: Parameters<typeof permits.puller>[0]) => ({
        ...permits.puller(upstream),
        keep: () => Promise.resolve(whereRoom<'noRoom' | 'kept'>(writeIntoFullDatabase, 'noRoom')),
      }),
    };
    expect(await pull({ ...deps, permits: full }, linkBook(deps), () => false)).toEqual({
      permits: 0,
      stopped: 'noRoom',
    });
    expect([permits.count(), permits.cursor(), permits.asOf()]).toEqual([0, '', null]);
    expect(deps.log.lines.map(({ event }) => event)).toContain('permits.noRoom');
    expect(await pullOnce()).toMatchObject({ permits: 5, stopped: 'upToDate' });
  });

  it('a clock that was put back makes the copy as old as its last contact, and no younger', async () => {
    const { deps, pullOnce } = bench(feedOf(1));
    await pullOnce();
    const late = deps.clock.iso();
    deps.clock.advance(-86_400_000);
    expect(deps.permits.byPermitNumber(numberOf(1))?.fetchedAt).toBe(late);
    await pullOnce();
    expect(deps.permits.byPermitNumber(numberOf(1))?.fetchedAt).toBe(deps.clock.iso());
  });

  it('many that are no longer valid are told in parts, so that a scan comes between', async () => {
    const feed = new FeedModel();
    for (let number = 1; number <= 1000; number += 1) feed.put(feedPermit(number, { status: 'cancelled' }));
    const { deps, told, pullOnce } = bench(feed);
    const pulling = pullOnce();
    for (let turn = 0; turn < 10 && told.length < 500; turn += 1)
      await new Promise((done) => setImmediate(done));
    expect(told).toHaveLength(500);
    deps.clock.advance(0);
    await pulling;
    expect(told).toHaveLength(1000);
  });

  it('says how far it has come, with the rate of the last half minute, and what is to be seen to the screens at most once a second', async () => {
    const feed = feedOf(5000);
    const { deps, meter, pullOnce, setAnswer } = bench(feed);
    const standing = async () => {
      const { permitStanding } = permitStandingHandlers(deps, {
        pullProgress: () => meter.read(deps.clock.elapsed()),
      });
      const answer = await permitStanding({}, testCaller(sampleStaff(['clerk'])) as never);
      return answer.ok ? answer.value : null;
    };
    expect(await standing()).toMatchObject({ records: 0, asOf: null, namesWaiting: 0, pull: null });
    const seen: unknown[] = [];
    setAnswer((page) => {
      seen.push(meter.read(deps.clock.elapsed()));
      deps.clock.advance(500);
      return page;
    });
    await pullOnce();
    expect(seen.at(-1)).toMatchObject({ done: 3000, total: 5000, secondsLeft: 1, perSecond: 2000 });
    expect(deps.bus.names().filter((name) => name === 'permitsChanged')).toHaveLength(3);
    expect(await standing()).toMatchObject({
      records: 5000,
      asOf: deps.permits.asOf(),
      namesWaiting: 0,
      pull: null,
    });
  });
});

describe('G8 pages that are put together', () => {
  it('a number that is gone and comes back is not gone; one that comes and goes is', async () => {
    const answers = [
      { permits: [feedPermit(1)], gone: [numberOf(2)], feed: 'f', cursor: 'a', more: true },
      { permits: [feedPermit(2)], gone: [numberOf(1)], feed: 'f', cursor: 'b', more: true },
      { permits: [feedPermit(3)], gone: [], feed: 'other', cursor: 'c', more: false },
    ];
    const deps = testDeps();
    deps.upstream.answer('permitFeed', () => ({ kind: 'answer', value: answers.shift() }));
    const found = await readPages(deps.upstream, { cursor: '', limit: 2, atMost: 10 });
    if (found.kind !== 'page') throw new Error(found.kind);
    expect(found.page).toMatchObject({ from: '', cursor: 'b', more: true, gone: [numberOf(1)], permits: 2 });
    expect([...unpackPermits(rowsOf(found.page))].map(({ permitNumber }) => permitNumber)).toEqual([
      numberOf(1),
      numberOf(2),
    ]);
  });

  it('what came before an answer that did not is kept', async () => {
    const deps = testDeps();
    let asked = 0;
    deps.upstream.answer('permitFeed', () =>
      ++asked > 1
        ? { kind: 'offline', detail: 'cut' }
        : { kind: 'answer', value: { permits: [feedPermit(1)], cursor: 'a', more: true } },
    );
    expect(await readPages(deps.upstream, { cursor: '', limit: 2, atMost: 10 })).toMatchObject({
      page: { cursor: 'a', permits: 1, more: true },
    });
  });

  it('texts of any letters come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 20 }), (names) => {
        const permits = names.map((familyName, number) =>
          feedPermit(number, {
            holder: { ...feedPermit(number).holder, familyName, passportNumber: familyName },
          }),
        );
        const rows = packPermits();
        rows.add(permits.slice(0, 3));
        rows.add(permits.slice(3));
        const out = [...unpackPermits(rows.take())].map(({ passportNumber, record }) => [
          passportNumber,
          JSON.parse(Buffer.from(record).toString()) as unknown,
        ]);
        expect(out).toEqual(permits.map((permit) => [permit.holder.passportNumber, permit]));
      }),
      { numRuns: 300, seed: 8 },
    );
  });
});

describe('G8 whatever a feed and a network do', () => {
  const action = fc.oneof(
    fc.record({ do: fc.constant('put' as const), number: fc.nat(12), valid: fc.boolean() }),
    fc.record({ do: fc.constant('remove' as const), number: fc.nat(12) }),
    fc.record({ do: fc.constant('renew' as const) }),
    fc.record({ do: fc.constant('pull' as const), cutAfter: fc.nat(4), stopAfter: fc.nat(4) }),
  );
  it('the copy ends as the feed is, its counts are right, and every end was told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 30 }), async (script) => {
        const feed = new FeedModel();
        let answer: Answer = (page) => page;
        const setAnswer = (next: Answer): void => void (answer = next);
        const permits = openTestPermitCache();
        // Answers of three records, so that a pull has many pages.
        const deps = {
          permits: { ...permits, puller: shortPages(permits) },
          clock: fixedClock(),
          upstream: modelUpstream(feed, (page) => answer(page)),
          log: recordingLog(),
          bus: recordingBus(),
        };
        const heard = new Set<string>();
        const run = (stopped: () => boolean): Promise<PullReport> =>
          pull(deps, noLinks, stopped, {
            onEnded: (numbers) => numbers.forEach((number) => heard.add(number)),
          });
        const known = new Set<string>();
        for (const step of script) {
          if (step.do === 'put')
            feed.put(feedPermit(step.number, { status: step.valid ? 'valid' : 'cancelled' }));
          if (step.do === 'remove') feed.remove(numberOf(step.number));
          if (step.do === 'renew') feed.renew();
          if (step.do === 'pull') {
            let [answers, turns] = [0, 0];
            setAnswer((page) => (++answers > step.cutAfter ? { kind: 'offline', detail: 'cut' } : page));
            await run(() => ++turns > step.stopAfter + 1);
            for (let number = 0; number <= 12; number += 1)
              if (deps.permits.byPermitNumber(numberOf(number)) !== null) known.add(numberOf(number));
          }
        }
        setAnswer((page) => page);
        await run(() => false);
        const all = Array.from({ length: 13 }, (_, number) => numberOf(number));
        for (const number of all)
          expect(deps.permits.byPermitNumber(number)?.record ?? null).toEqual(
            feed.records.get(number) ?? null,
          );
        expect(deps.permits.count()).toBe(feed.records.size);
        expect(deps.permits.namesWaiting()).toBe(0);
        for (const number of all) {
          const now = feed.records.get(number);
          // What the copy once had and has no more, or has as no longer valid, was told.
          if (known.has(number) && now?.status !== 'valid') expect(heard.has(number)).toBe(true);
          if (now !== undefined && now.status !== 'valid') expect(heard.has(number)).toBe(true);
        }
        permits.close();
      }),
      { numRuns: 60, seed: 20261128 },
    );
  }, 120_000);
});

/** SQLite's own word for a disk without room: a file that may not grow. */
function writeIntoFullDatabase(): 'kept' {
  const database = openDatabase({ path: `${temporaryFolder()}/full.db`, key: testKey(), nativeBinding });
  try {
    database.pragma('max_page_count = 2');
    database.exec('CREATE TABLE one (value BLOB); INSERT INTO one VALUES (zeroblob(100000))');
    return 'kept';
  } finally {
    database.close();
  }
}

const noLinks: LinkBook = { list: () => [], online: () => true, state: () => 'online', note: () => false };

/** The same cache, asking for three records at a time and one answer in a page. */
function shortPages(permits: ReturnType<typeof testDeps>['permits']): typeof permits.puller {
  return (upstream) => ({
    ...permits.puller(upstream),
    next: async (cursor) => readPages(upstream, { cursor, limit: 3, atMost: 3 }),
  });
}
