import type { CardExecutorOptions } from '../../../../../main/app/cards/cardExecutor.ts';
import { presentJob, withStop } from '../../../../../main/app/cards/presentJob.ts';
import { NotWritten } from '../../../../../main/app/ports/notWritten.ts';
import type { CardJobView } from '../../../../../main/contract/cards.ts';
import { sampleDay } from '../../../helpers/index.ts';
import { actor, cardBench, type CardBench } from './cardBench.ts';
import type { FakeCard, FakeFault } from './fakePrinter.ts';
import { receipt } from './receipts.ts';

/** Faults of the machine that a person can clear. The killing ones are the model's own business. */
export const machineFaults = [
  'jamAtFeed',
  'jamAtPrint',
  'ribbonOut',
  'coverOpen',
  'powerCutMidPrint',
  'silentAfterFeed',
  'silentAfterPrint',
  'silentBeforePrint',
  'offline',
  'binFull',
  'readerOffline',
  'silentBeforeWrite',
  'silentAfterWrite',
  'wrongWrite',
  'writeRefused',
  'deadAfterWrite',
] as const satisfies readonly FakeFault[];

export const casesAtDesk = 4;
const cardsInHopper = 14;

/** A desk on which anything may happen. Its program dies and is started again, its disk takes nothing, and the books must still agree. */
export interface ModelDesk {
  readonly bench: CardBench;
  /** Cards that somebody took out of the machine by hand. */
  readonly hands: FakeCard[];
  view(index: number): CardJobView | null;
  /** A person presses one key at a card; nothing happens where the screen does not offer it. */
  press(index: number, key: 'start' | 'resume' | 'settle' | 'good' | 'notGood' | 'handOver'): Promise<void>;
  drain(): Promise<void>;
  /** The program ends after that many more journal records, and is started again. */
  killAfter(records: number): Promise<void>;
  /** From that many commits on the disk takes nothing. */
  fillAfter(commits: number): void;
  makeRoom(): void;
  takeOut(): void;
  /** Everything works again, and everybody does what their screen says until nothing is left to do. */
  finish(): Promise<void>;
}

export function modelDesk(): ModelDesk {
  const bench = cardBench({ cards: cardsInHopper, writesChips: true });
  const { stores } = bench.deps;
  stores.run(() => stores.days.save(sampleDay({ opening: [] })));
  for (let index = 2; index <= casesAtDesk; index += 1) bench.addCase(index);
  const hands: FakeCard[] = [];
  let dead = false;
  let room = Number.POSITIVE_INFINITY;
  const inner = stores.run;
  Object.assign(stores, {
    run: <Value>(work: () => Value): Value => {
      room -= 1;
      if (room >= 0) return inner(work);
      return inner(() => {
        work();
        throw new NotWritten('diskFull');
      });
    },
  });

  const caseId = (index: number): CardBench['caseId'] => `case_${index}` as CardBench['caseId'];
  const jobOf = (index: number) => stores.jobs.latestOfCase(caseId(index));
  const view = (index: number): CardJobView | null => {
    const job = jobOf(index);
    return job === null ? null : withStop(presentJob(bench.deps, job), bench.executor.stoppedBy(job.id));
  };

  /** What a dead program or a full disk does not do is not done; anything else is an error of this test's house. */
  const quietly = async (work: () => unknown): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      const expected =
        thrown instanceof NotWritten ||
        (thrown instanceof Error && /^killed$|has ended/.test(thrown.message));
      if (!expected) throw thrown;
    }
  };
  const start = async (options: CardExecutorOptions): Promise<void> => {
    dead = false;
    bench.restart(options);
    await quietly(() => bench.executor.resumeAll());
  };
  /** Runs on until nothing moves; a program that died meanwhile is started again. */
  const settle = async (): Promise<void> => {
    await quietly(() => bench.executor.idle());
    while (dead) {
      await start({});
      await quietly(() => bench.executor.idle());
    }
  };
  const act = async (work: () => unknown): Promise<void> => {
    await quietly(work);
    await settle();
  };

  /** What eyes see of the card of a job: where it is, and what is on it. */
  const look = (job: CardJobView): Parameters<CardBench['executor']['settle']>[1] => {
    const has = (card: FakeCard | undefined): card is FakeCard =>
      card !== undefined && (job.blankTail === null || card.number.endsWith(job.blankTail));
    const faceOf = (card: FakeCard) => (card.spoiled ? 'incomplete' : card.faces > 0 ? 'complete' : 'blank');
    const inside = bench.printer.inside?.card;
    if (has(inside)) return { cardIs: 'printer', face: faceOf(inside) };
    const out = [...bench.printer.output, ...hands].find((card) => job.blankTail !== null && has(card));
    if (out !== undefined) return { cardIs: 'output', face: faceOf(out) };
    return { cardIs: 'nowhere', face: 'blank' };
  };

  /** Offered keys only: a screen that does not show one cannot be pressed. */
  const keyOffered = (now: CardJobView | null, key: string): boolean => {
    if (key === 'start') return now === null;
    if (now === null) return false;
    return key === 'good' || key === 'notGood' ? now.next === 'confirmVisual' : now.next === key;
  };

  const press: ModelDesk['press'] = async (index, key) => {
    const now = view(index);
    if (!keyOffered(now, key)) return;
    const { executor } = bench;
    const wish = {
      caseId: caseId(index),
      channel: 'window',
      owner: actor.name,
      ownerId: actor.staffId,
      second: 'second',
    } as const;
    await act(async () => {
      if (now === null) executor.startJob(wish);
      else if (key === 'resume') executor.resume(now.id, actor, 'second');
      else if (key === 'settle') await executor.settle(now.id, look(now), actor);
      else if (key === 'handOver') executor.handOver(now.id, receipt, actor);
      else executor.confirmVisual(now.id, { good: key === 'good' }, actor);
    });
  };

  /** Out by hand; a blank that is nobody's goes back on the stack. */
  const takeOut = (): void => {
    const card = bench.printer.takeOut();
    if (card === null) return;
    const unit = stores.units.list().find(({ tail }) => card.number.endsWith(tail));
    if (unit?.jobId === null && card.faces === 0 && !card.spoiled) bench.printer.feeder.unshift(card);
    else hands.push(card);
  };
  const drain = (): Promise<void> => act(() => bench.drain());

  return {
    bench,
    hands,
    view,
    press,
    drain,
    async killAfter(records) {
      let left = records;
      await start({
        onJournalled: () => {
          left -= 1;
          if (left > 0) return;
          dead = true;
          throw new Error('killed');
        },
      });
      await settle();
    },
    fillAfter: (commits) => {
      room = commits;
    },
    makeRoom: () => {
      room = Number.POSITIVE_INFINITY;
    },
    takeOut,
    async finish() {
      room = Number.POSITIVE_INFINITY;
      bench.printer.faults.clear();
      bench.upstream.offline = false;
      await start({});
      await settle();
      for (let turn = 0; turn < 60; turn += 1) {
        await drain();
        let pressed = false;
        for (let index = 1; index <= casesAtDesk; index += 1) {
          const now = view(index);
          // A jammed card is taken out before anybody says "go on".
          if (now !== null && bench.printer.inside?.at === 'jammed') takeOut();
          const key = now?.next === 'confirmVisual' ? 'good' : now?.next;
          if (key !== 'resume' && key !== 'settle' && key !== 'good' && key !== 'handOver') continue;
          pressed = true;
          await press(index, key);
        }
        if (!pressed) break;
      }
      await drain();
    },
  };
}
