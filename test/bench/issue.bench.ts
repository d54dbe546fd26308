// `npm run bench:issue`: what the station adds to a card beside the printer's own time. No figure is a verdict; the limits stand beside them.
import { availableParallelism, loadavg } from 'node:os';
import type { CardStep } from '../../main/contract/cards.ts';
import { percentile, renderTable } from './devices/table.ts';
import { cardsInRow, makeCardRow, type CardRow } from './issue/cardRow.ts';

const quick = process.argv.includes('--quick');
/** A printer of 245 cards an hour: the stated time of one card, feed and print (targets: 14.7 s). */
const statedMs = { moveMs: 1700, printMs: 13_000 } as const;
/** The same machine, thirty times as fast: what the station adds does not depend on it, and 200 cards take minutes. */
const shortMs = { moveMs: 60, printMs: 430 } as const;
const cards = quick ? 20 : 200;
const cardsInRealTime = quick ? 3 : cardsInRow;

const stated = statedMs.moveMs + statedMs.printMs;
const ms = (value: number): string => value.toFixed(1);
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

async function rows(timings: typeof statedMs | typeof shortMs, count: number): Promise<CardRow[]> {
  const made: CardRow[] = [];
  for (let left = count; left > 0; left -= cardsInRow)
    made.push(await makeCardRow(timings, Math.min(cardsInRow, left)));
  return made;
}

function shareTable(made: readonly CardRow[], mechanicalMs: number): string {
  const shares = made.flatMap((each) => each.shares);
  const of = (name: string, values: readonly number[]): string[] => [
    name,
    ms(percentile(values, 0.5)),
    ms(percentile(values, 0.95)),
    ms(mean(values)),
    percent(mean(values) / stated),
  ];
  const whole = shares.map((each) => each.withCardInside + each.transfer + (each.change ?? 0));
  return renderTable({
    title: `The station's share of a card: ${shares.length} cards at ${mechanicalMs} ms of mechanical time (ms)`,
    head: ['while the printer waits', 'p50', 'p95', 'mean', `mean, of ${stated} ms`],
    rows: [
      of(
        'card inside: read, write, read back the chip',
        shares.map((each) => each.withCardInside),
      ),
      of(
        'print job on its way to the printer',
        shares.map((each) => each.transfer),
      ),
      of(
        'printed until the next blank is fed',
        shares.flatMap((each) => each.change ?? []),
      ),
      of('all of it (limit: 2 %)', whole),
    ],
  });
}

function stepTable(
  made: readonly CardRow[],
  timings: { readonly moveMs: number; readonly printMs: number },
): string {
  const machine: Partial<Record<CardStep, number>> = { feed: timings.moveMs, print: timings.printMs };
  const times = new Map<CardStep, number[]>();
  for (const job of made.flatMap((each) => each.jobs))
    for (const { step, tookMs } of job.steps)
      if (tookMs !== null) times.set(step, [...(times.get(step) ?? []), tookMs - (machine[step] ?? 0)]);
  return renderTable({
    title: 'By step, from the journals, without the mechanical time (ms)',
    head: ['step', 'p50', 'p95', 'mean', `mean, of ${stated} ms`],
    rows: [...times].map(([step, values]) => [
      step,
      ms(percentile(values, 0.5)),
      ms(percentile(values, 0.95)),
      ms(mean(values)),
      percent(mean(values) / stated),
    ]),
  });
}

function busy(made: readonly CardRow[], mechanicalMs: number): string {
  const elapsed = made.reduce((sum, each) => sum + each.elapsedMs, 0);
  const count = made.reduce((sum, each) => sum + each.cards, 0);
  const perHour = (count / elapsed) * 3_600_000;
  const limit = 3_600_000 / mechanicalMs;
  return `${count} cards, busy ${percent((count * mechanicalMs) / elapsed)}, ${perHour.toFixed(1)} of ${limit.toFixed(1)} cards an hour`;
}

console.log(
  `## Issuing 制卡 — ${availableParallelism()} cores, load ${ms(loadavg()[0] ?? 0)}${quick ? ', quick' : ''}\n`,
);
console.log(`Method: core host and device host are processes of their own; the simulated printer takes a stated time for feed and print and stands
behind TCP. ${cardsInRow} cases at a time are locked and agreed to before the first feed, so that one always waits. What is measured, in real time, is how
long the printer stands still between its own moves; the time of the simulator itself is in it. Shares are of ${stated} ms, the time of one card at
245 cards an hour.\n`);
const short = await rows(shortMs, cards);
console.log(shareTable(short, shortMs.moveMs + shortMs.printMs));
console.log(stepTable(short, shortMs));
const real = await rows(statedMs, cardsInRealTime);
console.log(shareTable(real, stated));
console.log(
  `Printer of 245 cards/h in real time (target: busy ≥ 95 % while cases wait): ${busy(real, stated)}`,
);
