// `npm run proof:queue`: seeded scripts of desk work through a line that fails in every way, with the core host killed. At the end of each
// upstream's own books must be the local ledger. `--runs 2000 --from 1 --workers 2`, or `--seed 123` to see one run again, act by act.
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { percentile, renderTable } from '../bench/devices/table.ts';
import { faultKinds } from '../lanes/support/faultProxy/faults.ts';
import { leanBundle } from '../lanes/support/queueProof/leanBundle.ts';
import { actKinds } from '../lanes/support/queueProof/queuePlan.ts';
import type { SeedReport } from '../lanes/support/queueProof/queueSeed.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    seed: { type: 'string' },
  },
});
const from = Number(values.seed ?? values.from);
const runs = values.seed === undefined ? Number(values.runs) : 1;
const workerCount = Math.max(1, Math.min(runs, Number(values.workers)));
const workerFile = new URL('queue/worker.ts', import.meta.url);

const bundle = await leanBundle();
const started = performance.now();
const reports: SeedReport[] = [];
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
    const worker: ChildProcess = fork(workerFile, [bundle.path], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let current: number | null = null;
    const give = (): void => {
      current = !ended && next < from + runs ? next : null;
      next += 1;
      worker.send({ seed: current, tell: values.seed !== undefined });
    };
    worker.on('message', (report: SeedReport | 'ready') => {
      if (report !== 'ready') {
        reports.push(report);
        if (report.failures.length > 0)
          console.log([`seed ${report.seed} FAILED`, ...report.failures].join('\n    '));
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

await Promise.all(Array.from({ length: workerCount }, work));
bundle.remove();
const ordered = reports.toSorted((a, b) => a.seed - b.seed);
const sum = (read: (report: SeedReport) => number): number =>
  ordered.reduce((total, report) => total + read(report), 0);
const actsOf = (act: string, came: string): string => String(sum(({ acts }) => acts[`${act} ${came}`] ?? 0));
const seconds = Math.round((performance.now() - started) / 1000);

console.log(
  renderTable({
    title: `Queue: seeds ${ordered[0]?.seed ?? from} to ${ordered.at(-1)?.seed ?? from}, ${workerCount} workers, ${seconds} s`,
    head: ['what the line did', 'requests', 'in seeds'],
    rows: [
      ...faultKinds.map((kind) => [
        kind === 'none' ? 'nothing' : kind,
        String(sum(({ struck }) => struck[kind] ?? 0)),
        String(ordered.filter(({ struck }) => (struck[kind] ?? 0) > 0).length),
      ]),
      ['all', String(sum(({ requests }) => requests)), String(ordered.length)],
    ],
  }),
);
console.log(
  renderTable({
    title: 'What the desk did',
    head: ['act', 'done', 'refused or unheard', 'no case for it'],
    rows: actKinds.map((act) => [act, actsOf(act, 'done'), actsOf(act, 'refused'), actsOf(act, 'noCase')]),
  }),
);
const times = ordered.map(({ ms }) => ms);
const looks = ordered.map((report) => report.looks);
console.log(
  [
    `core host killed ${sum(({ kills }) => kills)} times in ${ordered.filter(({ kills }) => kills > 0).length} seeds; longest start ${Math.round(Math.max(...ordered.map((each) => each.slowestStartMs)))} ms`,
    `rows at upstream ${sum(({ rows }) => rows)}, pictures ${sum(({ pictures }) => pictures)}; of refused ones corrected ${sum((each) => each.corrected)}, withdrawn ${sum((each) => each.withdrawn)}, asked again ${sum((each) => each.askedAgain)}`,
    `looks until the queue was empty: median ${percentile(looks, 0.5)}, most ${Math.max(...looks)}`,
    `one run: median ${Math.round(percentile(times, 0.5))} ms, longest ${Math.round(Math.max(...times))} ms`,
  ].join('\n'),
);
const failed = ordered.filter((each) => each.failures.length > 0).map((each) => each.seed);
console.log(failed.length === 0 ? 'failed seeds: none' : `failed seeds: ${failed.join(' ')}`);
process.exitCode = failed.length === 0 && ordered.length === runs ? 0 : 1;
