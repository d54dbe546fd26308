import { describe, expect, it } from 'vitest';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import { pullWithdrawn } from '../../../../main/app/sync/pullWithdrawn.ts';
import type { UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import type { OpenStores } from '../../../../main/infra/db/open.ts';
import type { WithdrawnPaper } from '../../../../main/contract/outcomes.ts';
import { healthSays, openTestStores, testDeps } from '../../helpers/index.ts';

const at = '2026-11-25T01:21:00.000Z';
const number = (serial: number): string => `SZ51-SL-2026-${String(serial).padStart(6, '0')}`;
const paper = (serial: number): WithdrawnPaper => ({
  number: number(serial),
  kind: 'acceptance',
  how: 'revoked',
  by: 'SZ51-CX-2026-000001',
  at,
});
const page = (serials: readonly number[], cursor: string, more: boolean): UpstreamOutcome<unknown> => ({
  kind: 'answer',
  value: { papers: serials.map(paper), cursor, more },
});
const never = (): boolean => false;

/** A feed of three pages with one paper each. */
function bench(stores: OpenStores = openTestStores()) {
  const deps = testDeps({ stores });
  const { upstream } = deps;
  upstream.answer('withdrawnPapers', (input) => {
    const from = Number((input as { cursor: string }).cursor.slice(1) || 0);
    return from < 3 ? page([from + 1], `s${from + 1}`, from < 2) : page([], 's3', false);
  });
  return {
    ...deps,
    pull: async () => pullWithdrawn(deps, never),
    list: stores.withdrawnPapers,
    cursors: () => upstream.calls.map(({ input }) => (input as { cursor: string }).cursor),
    known: () => [1, 2, 3].filter((serial) => stores.withdrawnPapers.byNumber(number(serial)) !== null),
  };
}

describe('C5 withdrawn papers are pulled by cursor', () => {
  it('page by page to the end, later from where it stopped, and as of when the last page was asked for', async () => {
    const { pull, list, cursors, known, clock } = bench();
    expect(await pull()).toEqual({ papers: 3, stopped: 'upToDate' });
    expect([known(), list.cursor(), list.asOf()]).toEqual([[1, 2, 3], 's3', clock.iso()]);
    clock.advance(60_000);
    expect(await pull()).toEqual({ papers: 0, stopped: 'upToDate' });
    expect(list.asOf()).toBe(clock.iso());
    expect(cursors()).toEqual(['', 's1', 's2', 's3']);
  });

  it('a feed that is cut keeps what came and is no younger for it; the next one goes on from there', async () => {
    const { pull, list, known, upstream, clock, cursors } = bench();
    const asked = upstream.call;
    let cut = true;
    upstream.call = ((name, input, options) =>
      cut && upstream.calls.length === 2
        ? Promise.resolve({ kind: 'offline', detail: 'ECONNRESET' })
        : asked(name, input, options)) as typeof asked;
    expect(await pull()).toEqual({ papers: 2, stopped: 'offline' });
    expect([known(), list.cursor(), list.asOf()]).toEqual([[1, 2], 's2', null]);
    cut = false;
    clock.advance(1000);
    expect(await pull()).toEqual({ papers: 1, stopped: 'upToDate' });
    expect([known(), list.cursor(), list.asOf()]).toEqual([[1, 2, 3], 's3', clock.iso()]);
    expect(cursors()).toEqual(['', 's1', 's2']);
  });

  it('a station that dies in the commit of a page has neither the page nor its cursor', async () => {
    const stores = openTestStores();
    let commits = 0;
    const dying = {
      ...stores,
      run: <Value>(work: () => Value): Value =>
        stores.run(() => {
          // Everything of the page is written, only the commit is not.
          const value = work();
          commits += 1;
          if (commits === 2) throw new Error('power cut');
          return value;
        }),
    };
    const first = bench(dying);
    await expect(first.pull()).rejects.toThrow('power cut');
    stores.close();
    const again = bench(openTestStores(stores));
    expect([again.known(), again.list.cursor(), again.list.asOf()]).toEqual([[1], 's1', null]);
    expect(await again.pull()).toEqual({ papers: 2, stopped: 'upToDate' });
    expect(again.known()).toEqual([1, 2, 3]);
  });

  it('a feed that says “more” and does not move is no end: the list is no younger', async () => {
    const { pull, list, upstream, log } = bench();
    upstream.answer('withdrawnPapers', () => page([1], '', true));
    expect(await pull()).toEqual({ papers: 1, stopped: 'linkFault' });
    expect([upstream.calls.length, list.asOf()]).toEqual([1, null]);
    expect(log.lines.map(({ event }) => event)).toContain('papers.notPulled');
  });

  it('a feed without an end gives the queue its turn', async () => {
    const { pull, upstream, list } = bench();
    upstream.answer('withdrawnPapers', () => page([], `s${upstream.calls.length}`, true));
    expect(await pull()).toEqual({ papers: 0, stopped: 'more' });
    expect([upstream.calls.length, list.cursor(), list.asOf()]).toEqual([50, 's50', null]);
  });

  it('a refusal is an answer that is not ours', async () => {
    const { pull, upstream } = bench();
    upstream.answer('withdrawnPapers', () => ({
      kind: 'refused',
      refusal: { refused: true, code: 'conflict', reason: 'x' },
    }));
    expect(await pull()).toEqual({ papers: 0, stopped: 'linkFault' });
  });
});

describe('C5 the list by itself', () => {
  const settle = async (): Promise<void> =>
    new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  function running() {
    const deps = bench();
    const { upstream } = deps;
    upstream.answer('health', healthSays(at));
    upstream.answer('permitFeed', () => ({
      kind: 'answer',
      value: { permits: [], cursor: '', more: false },
    }));
    const sync = createSync(deps, { rowSettled: () => null });
    const asked = (): number => upstream.calls.filter(({ name }) => name === 'withdrawnPapers').length;
    const pass = async (milliseconds: number): Promise<void> => {
      await settle();
      for (let left = milliseconds; left > 0; left -= 500) {
        deps.clock.advance(Math.min(500, left));
        await settle();
      }
    };
    return { ...deps, sync, asked, pass };
  }

  it('is pulled as soon as the queue is there and every minute from then on', async () => {
    const { sync, asked, pass, list, clock } = running();
    sync.start();
    await pass(1000);
    expect(asked()).toBe(3);
    const first = list.asOf();
    await pass(65_000);
    expect(asked()).toBe(4);
    expect(Date.parse(list.asOf() ?? '') - Date.parse(first ?? '')).toBeGreaterThanOrEqual(60_000);
    await sync.stop();
    expect(clock.pending()).toBe(0);
  });

  it('a feed that fails is not asked at every look, and takes no link down with it', async () => {
    const { sync, asked, pass, list, upstream } = running();
    upstream.answer('withdrawnPapers', () => ({ kind: 'linkFault', detail: 'HTTP 404' }));
    sync.start();
    await pass(50_000);
    expect([asked(), list.asOf(), sync.paused()]).toEqual([1, null, false]);
    expect(sync.links.list().map(({ state }) => state)).toEqual(Array(4).fill('online'));
    await sync.stop();
  });

  it('is not asked for while the queue is away', async () => {
    const { sync, asked, pass, upstream } = running();
    upstream.answer('health', healthSays(at, 'queue'));
    sync.start();
    await pass(65_000);
    expect(asked()).toBe(0);
    await sync.stop();
  });
});
