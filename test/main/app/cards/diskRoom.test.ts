import { describe, expect, it } from 'vitest';
import type { CardJobView } from '../../../../main/contract/cards.ts';
import { NotWritten } from '../../../../main/app/ports/notWritten.ts';
import { roomForCardBytes, roomProblem } from '../../../../main/domain/cards/diskRoom.ts';
import { actor, caller, cardBench, type CardBench } from './helpers/cardBench.ts';
import { receipt } from './helpers/receipts.ts';

type Code = ConstructorParameters<typeof NotWritten>[0];
const codes = ['diskFull', 'diskReadOnly', 'diskFault'] as const satisfies readonly Code[];

interface Disk {
  readonly bench: CardBench;
  commits(): number;
  makeRoom(): void;
}

/** From its n-th commit on the disk takes nothing more, until somebody makes room. */
function benchWithDisk(failFrom: number, code: Code): Disk {
  const bench = cardBench();
  const { stores } = bench.deps;
  const inner = stores.run;
  let commits = 0;
  let room = false;
  const run: typeof inner = (work) => {
    commits += 1;
    if (room || commits < failFrom) return inner(work);
    // As SQLite does: the work was done in a transaction that is rolled back.
    return inner(() => {
      work();
      throw new NotWritten(code);
    });
  };
  Object.assign(stores, { run });
  return {
    bench,
    commits: () => commits,
    makeRoom: () => {
      room = true;
    },
  };
}

async function viewOf(bench: CardBench): Promise<CardJobView | null> {
  const job = bench.deps.stores.jobs.latestOfCase(bench.caseId);
  if (job === null) return null;
  const shown = await bench.handlers.cardJob({ jobId: job.id }, caller);
  if (!shown.ok) throw new Error(shown.error.code);
  return shown.value;
}

/** What the person at the desk does next, as the screen says; false = nothing. What the disk does not take throws. */
async function press(bench: CardBench, view: CardJobView | null): Promise<boolean> {
  if (view === null) {
    await bench.start();
    return true;
  }
  const act = acts[view.next];
  if (act === undefined) bench.drain();
  else await act(bench, view.id);
  return act !== undefined;
}

const acts: Partial<Record<CardJobView['next'], (bench: CardBench, jobId: CardJobView['id']) => unknown>> = {
  confirmVisual: ({ executor }, jobId) => executor.confirmVisual(jobId, { good: true }, actor),
  settle: ({ executor }, jobId) => executor.settle(jobId, { cardIs: 'printer', face: 'blank' }, actor),
  resume: ({ executor }, jobId) => executor.resume(jobId, actor),
  handOver: ({ executor }, jobId) => executor.handOver(jobId, receipt, actor),
  wait: (bench) => bench.drain(),
};

/** Goes on until nothing is left to do, or until the disk stops it by name. */
async function work(bench: CardBench): Promise<{ readonly stop: string | null }> {
  for (let turn = 0; turn < 40; turn += 1) {
    await bench.executor.idle().catch(namedOnly);
    const view = await viewOf(bench);
    if (view?.problem?.code.startsWith('disk') === true && turn > 0) {
      expect(view.next).toBe('resume');
      return { stop: view.problem.code };
    }
    try {
      if (!(await press(bench, view))) return { stop: null };
    } catch (thrown) {
      return { stop: namedOnly(thrown) };
    }
  }
  throw new Error('the card does not come to an end');
}

function namedOnly(thrown: unknown): string {
  if (thrown instanceof NotWritten) return thrown.failure.code;
  throw thrown;
}

const expectOneCard = (bench: CardBench): void => {
  expect(bench.printer.printedCards).toBe(101);
  expect(bench.printer.output.map(({ faces }) => faces)).toEqual([1]);
  expect(bench.printer.inside).toBeNull();
  expect([...bench.upstream.effects.values()]).toEqual([1, 1, 1]);
  expect(bench.deps.stores.units.list().map(({ state }) => state)).toEqual(['used', 'hopper', 'hopper']);
  expect(bench.rows().every(({ state }) => state === 'acked')).toBe(true);
};

const undisturbed = async (): Promise<number> => {
  const { bench, commits } = benchWithDisk(Number.POSITIVE_INFINITY, 'diskFull');
  expect(await work(bench)).toEqual({ stop: null });
  expectOneCard(bench);
  return commits();
};

describe('D1 D9 the disk takes nothing more from a certain commit on', () => {
  it.each(codes)(
    '%s at every commit: a named stop, and after it one card',
    { timeout: 60_000 },
    async (code) => {
      const count = await undisturbed();
      expect(count).toBeGreaterThan(10);
      for (let failFrom = 1; failFrom <= count; failFrom += 1) {
        const { bench, makeRoom } = benchWithDisk(failFrom, code);
        expect(await work(bench), `commit ${failFrom}`).toEqual({ stop: code });
        // Pressing the key again without room changes nothing and moves no card.
        const { commands } = bench.printer;
        const before = commands.filter((name) => name === 'feed' || name === 'print').length;
        await work(bench);
        expect(commands.filter((name) => name === 'feed' || name === 'print')).toHaveLength(before);
        makeRoom();
        expect(await work(bench), `after commit ${failFrom}`).toEqual({ stop: null });
        expectOneCard(bench);
      }
    },
  );
});

describe('D1 D9 no blank is drawn without room to record it', () => {
  it('the job stops by name before the feed, the plan says so, and it goes on when there is room', async () => {
    const bench = cardBench();
    let freeBytes = roomForCardBytes - 1;
    Object.assign(bench.deps.disk, { room: () => ({ freeBytes, writable: true }) });
    await bench.start();
    expect(bench.printer.commands).not.toContain('feed');
    expect(bench.printer.feeder).toHaveLength(3);
    const view = await viewOf(bench);
    expect(view).toMatchObject({ state: 'locked', next: 'resume', problem: { code: 'diskAlmostFull' } });
    const plan = await bench.handlers.cardPlan({ caseId: bench.caseId }, caller);
    expect(plan).toMatchObject({
      ok: true,
      value: { blockers: [expect.anything(), expect.anything(), expect.anything()] },
    });
    expect(plan.ok && plan.value.blockers.map(({ code }) => code)).toContain('diskAlmostFull');
    freeBytes = roomForCardBytes;
    expect(await work(bench)).toEqual({ stop: null });
    expectOneCard(bench);
  });

  it.each([
    [{ freeBytes: null, writable: true }, null],
    [{ freeBytes: roomForCardBytes, writable: true }, null],
    [{ freeBytes: roomForCardBytes - 1, writable: true }, 'diskAlmostFull'],
    [{ freeBytes: 0, writable: true }, 'diskAlmostFull'],
    [{ freeBytes: null, writable: false }, 'diskReadOnly'],
    [{ freeBytes: roomForCardBytes, writable: false }, 'diskReadOnly'],
  ])('%o: %s', (room, code) => {
    expect(roomProblem(room)?.code ?? null).toBe(code);
  });
});
