import type { CardJobView } from '../../../main/contract/cards.ts';
import type { PrinterTimings } from '../../../drivers/sim/evolisPrinter.ts';
import { deskWork, isEnd, value } from '../../lanes/support/deskWork.ts';
import { killableStation } from '../../lanes/support/killableStation.ts';
import { sharesOf, watchPrinter, type StationShare } from './printerWatch.ts';

/** People of the training station whose papers are all in order: that many cards come out of one station. */
export const cardsInRow = 8;

export interface CardRow {
  readonly shares: readonly StationShare[];
  /** From the first feed to the end of the last print, milliseconds. */
  readonly elapsedMs: number;
  /** The newest journal of every job. */
  readonly jobs: readonly CardJobView[];
  readonly cards: number;
}

const lookEveryMs = 50;

/**
 * A station of its own: core host and device host in processes, the machine behind TCP. All cases are accepted, locked and their faces agreed
 * to before the first blank moves, so that a case always waits. Then people only confirm what came out and hand it over, beside the printing.
 */
export async function makeCardRow(timings: PrinterTimings, count: number): Promise<CardRow> {
  const station = await killableStation({ timings });
  try {
    const { client, training } = station;
    const { methods } = client;
    const line = station.lines.get('cardPrinter');
    if (line === undefined) throw new Error('no line to the printer');
    const watch = watchPrinter(line);
    const desk = deskWork(training, client);
    await desk.signIn('zhaoqiang');
    await desk.openDay();
    await desk.signIn('limin');
    const ids: CardJobView['id'][] = [];
    for (const person of training.people.slice(0, count)) {
      const view = await desk.acceptPerson(person);
      const job = value(await methods.cardStart({ caseId: view.id, ahead: true }));
      await desk.settled(job.id);
      ids.push(job.id);
    }
    for (const jobId of ids) value(await methods.cardBegin({ jobId }));
    watch.forget();
    for (const jobId of ids) value(await methods.cardConfirmFace({ jobId, good: true }));
    for (;;) {
      const jobs = value(await methods.cardJobs({}));
      const ready = jobs.find(({ next }) => next === 'confirmVisual' || next === 'handOver');
      if (ready !== undefined) await desk.finishCard(ready.id);
      else if (jobs.every(isEnd)) break;
      else await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    const turns = watch.turns();
    if (turns.length !== count) throw new Error(`${turns.length} prints for ${count} cards`);
    const [first] = turns;
    const last = turns.at(-1);
    if (first === undefined || last === undefined) throw new Error('nothing was printed');
    return {
      shares: sharesOf(turns, timings),
      elapsedMs: last.printAt + timings.printMs - first.fedAt,
      jobs: value(await methods.cardJobs({})),
      cards: count,
    };
  } finally {
    await station.close();
  }
}
