// `npm run proof:cards`: hosts killed at saved steps and in the middle of the printer's bytes, while upstream misbehaves. After each run the
// three ledgers must agree. `--runs 1000 --from 1 --workers 2`, or `--seed 123` to see one run again.
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { families, upstreamMoods } from '../lanes/support/killPlan.ts';
import { percentile, renderTable } from '../bench/devices/table.ts';
import type { RunReport } from '../lanes/support/killRunner.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    seed: { type: 'string' },
  },
});
const from = Number(values.seed ?? values.from);
const runs = values.seed === undefined ? Number(values.runs) : 1;
const workerCount = Math.max(1, Math.min(runs, Number(values.workers)));
const workerFile = new URL('cards/worker.ts', import.meta.url);

const started = performance.now();
const reports: RunReport[] = [];
let next = from;
let ended = false;
// Ended early (Ctrl+C): the table of what was done is printed all the same.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    ended = true;
  });

/** Gives one seed after the other to a process, until none is left. A process that ends early is a failure of its seed. */
function work(): Promise<void> {
  return new Promise((resolve) => {
    const worker: ChildProcess = fork(workerFile, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    let current: number | null = null;
    const give = (): void => {
      current = !ended && next < from + runs ? next : null;
      next += 1;
      worker.send({ seed: current });
    };
    worker.on('message', (report: RunReport | 'ready') => {
      if (report !== 'ready') {
        reports.push(report);
        if (report.failures.length > 0 || values.seed !== undefined)
          console.log([report.plan, ...report.failures].join('\n    '));
        if (reports.length % 50 === 0)
          console.log(
            `  ${reports.length} of ${runs}, ${Math.round((performance.now() - started) / 1000)} s`,
          );
      }
      give();
    });
    worker.once('exit', (code) => {
      if (current !== null) console.error(`the worker of seed ${current} ended with ${String(code)}`);
      resolve();
    });
  });
}

const count = (rows: readonly RunReport[], holds: (row: RunReport) => boolean): string =>
  String(rows.filter(holds).length);
const row = (name: readonly string[], rows: readonly RunReport[]): string[] => [
  ...name,
  String(rows.length),
  count(rows, (each) => each.struck),
  count(rows, (each) => each.failures.length === 0 && !each.remade && !each.asked),
  count(rows, (each) => each.failures.length === 0 && each.asked && !each.remade),
  count(rows, (each) => each.failures.length === 0 && each.remade),
  count(rows, (each) => each.refused),
  count(rows, (each) => each.failures.length > 0),
];

await Promise.all(Array.from({ length: workerCount }, work));
const ordered = reports.toSorted((a, b) => a.seed - b.seed);
const rows = families.flatMap((family) =>
  upstreamMoods.map((mood) =>
    row(
      [family, mood],
      ordered.filter((each) => each.family === family && each.mood === mood),
    ),
  ),
);
console.log(
  renderTable({
    title: `Cards: seeds ${ordered[0]?.seed ?? from} to ${ordered.at(-1)?.seed ?? from}, ${workerCount} workers, ${Math.round((performance.now() - started) / 1000)} s`,
    head: [
      'killed',
      'upstream',
      'runs',
      'struck',
      'by itself',
      'a person looked',
      'made again',
      'refused, asked again',
      'FAILED',
    ],
    rows: [...rows, row(['all', ''], ordered)],
  }),
);
const times = ordered.map((each) => each.ms);
console.log(
  `one run: median ${Math.round(percentile(times, 0.5))} ms, longest ${Math.round(Math.max(...times))} ms`,
);
const failed = ordered.filter((each) => each.failures.length > 0).map((each) => each.seed);
console.log(failed.length === 0 ? 'failed seeds: none' : `failed seeds: ${failed.join(' ')}`);
process.exitCode = failed.length === 0 && ordered.length === runs ? 0 : 1;
