import { describe, expect, it } from 'vitest';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import type { Devices } from '../../../../main/app/ports/outside.ts';
import { memoryBench, type Bench } from '../../../drivers/helpers/counter.ts';
import { drive } from '../../../drivers/helpers/drive.ts';
import { stubDevices } from '../../helpers/index.ts';
import { actor, cardBench, type CardBench } from './helpers/cardBench.ts';

/** The executor over the real drivers and the byte-level machine. */
async function machine(): Promise<{ desk: CardBench; bench: Bench; idle: () => Promise<void> }> {
  const bench = await memoryBench({ blanks: 3 });
  const { api } = bench;
  const at = (timeoutMs: number) => ({ deviceId: 'cardPrinter', timeoutMs });
  const devices: Devices = {
    ...stubDevices(),
    feedToChip: (timeoutMs) => api.feedToChip(at(timeoutMs)),
    printerFacts: (timeoutMs) => api.printerFacts(at(timeoutMs)),
    printFront: (face, timeoutMs) => api.printFront({ ...at(timeoutMs), face }),
    rejectCard: (timeoutMs) => api.rejectCard(at(timeoutMs)),
    resetPrinter: (timeoutMs) => api.resetPrinter(at(timeoutMs)),
    readChip: (timeoutMs) => api.readChip({ deviceId: 'chipReader', timeoutMs }),
  };
  const desk = cardBench({ devices });
  return { desk, bench, idle: () => drive(bench.clock, desk.executor.idle()) };
}

const begin = (desk: CardBench): void => {
  const started = desk.executor.startJob({
    caseId: desk.caseId,
    channel: 'window',
    owner: actor.name,
    ownerId: null,
  });
  if (!started.ok) throw new Error(started.error.code);
};
const jobOf = (desk: CardBench) => {
  const job = desk.deps.stores.jobs.latestOfCase(desk.caseId);
  if (job === null) throw new Error('no job');
  return job;
};
const faces = (bench: Bench): number[] => bench.counter.printer.state().output.map((card) => card.faces);

describe('D1 D3 with the byte-level printer and chip', () => {
  it('prints one face on the blank whose number the chip told', async () => {
    const { desk, bench, idle } = await machine();
    begin(desk);
    await idle();
    expect(jobOf(desk)).toMatchObject({
      state: 'printed',
      unitKey: desk.keyOf(1),
      atr: '3B6D000000905431168660130400000001',
    });
    expect(faces(bench)).toEqual([1]);
    expect(bench.counter.printer.state().printedCards).toBe(1);
  });

  it('a jam at the feed: cover opened, card out, resumed, one card', async () => {
    const { desk, bench, idle } = await machine();
    bench.counter.printer.faults.set('jam');
    begin(desk);
    await idle();
    expect(presentJob(desk.deps, jobOf(desk))).toMatchObject({
      state: 'locked',
      problem: { code: 'mediaJam' },
      next: 'resume',
    });
    bench.counter.printer.retrieveJam();
    desk.executor.resume(jobOf(desk).id, actor, 'second');
    await idle();
    expect(jobOf(desk)).toMatchObject({ state: 'printed', unitTail: '0002' });
    expect(faces(bench)).toEqual([1]);
  });

  it('a jam in the print: a person says it is spoiled, and the next attempt prints one card', async () => {
    const { desk, bench } = await machine();
    const off = desk.restart({
      onJournalled: ({ step, phase, sequence }) => {
        if (step === 'print' && phase === 'intent' && sequence < 10) bench.counter.printer.faults.set('jam');
      },
    });
    begin(desk);
    await drive(bench.clock, off.idle());
    expect(presentJob(desk.deps, jobOf(desk))).toMatchObject({
      unknownStep: 'print',
      problem: { code: 'mediaJam' },
      next: 'settle',
    });
    bench.counter.printer.retrieveJam();
    await off.settle(jobOf(desk).id, { cardIs: 'output', face: 'incomplete' }, actor);
    await drive(bench.clock, off.idle());
    expect(jobOf(desk)).toMatchObject({ state: 'wasted' });
    desk.drain();
    off.resume(jobOf(desk).id, actor, 'second');
    await drive(bench.clock, off.idle());
    expect(jobOf(desk)).toMatchObject({ state: 'printed', attempt: 2, unitTail: '0002' });
    expect(faces(bench)).toEqual([1]);
  });

  it('the power fails in the middle of the print: never printed again without a person', async () => {
    const { desk, bench, idle } = await machine();
    bench.counter.printer.faults.set('powerCutMidPrint');
    begin(desk);
    await idle();
    expect(presentJob(desk.deps, jobOf(desk))).toMatchObject({
      state: 'fed',
      unknownStep: 'print',
      next: 'settle',
    });
    bench.counter.printer.faults.clear('powerCutMidPrint');
    desk.executor.resume(jobOf(desk).id, actor, 'second');
    await idle();
    expect(presentJob(desk.deps, jobOf(desk))).toMatchObject({ unknownStep: 'print', next: 'settle' });
    await desk.executor.settle(jobOf(desk).id, { cardIs: 'printer', face: 'incomplete' }, actor);
    await idle();
    expect(jobOf(desk)).toMatchObject({ state: 'wasted', place: 'rejectBox' });
    expect(bench.counter.printer.state().rejectBin).toHaveLength(1);
    expect(faces(bench)).toEqual([]);
  });

  it('a dead chip goes to the reject box unprinted', async () => {
    const { desk, bench, idle } = await machine();
    bench.counter.printer.faults.set('deadChip');
    begin(desk);
    await idle();
    expect(jobOf(desk)).toMatchObject({ state: 'failed', problem: { code: 'chipDead' } });
    expect(bench.counter.printer.state().rejectBin.map((card) => card.faces)).toEqual([0]);
  });
});
