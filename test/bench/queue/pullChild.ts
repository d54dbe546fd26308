// One long pull as the core host does it, in a process of its own so that its memory can be read. Argument: `PullTask` as JSON. Prints `PullFigures`.
import { fdatasyncSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pull } from '../../../main/app/sync/pull.ts';
import { progressMeter } from '../../../main/app/sync/pullMeter.ts';
import { openPermits } from '../../../main/infra/permits/openPermits.ts';
import { recordingBus } from '../../main/helpers/system.ts';

export interface PullTask {
  readonly path: string;
  /** Hex of the 32 bytes. */
  readonly key: string;
  readonly url: string;
  readonly token: string;
  readonly workersDir: string;
  /** File that takes each number that is told, durable before the page is kept: the recalls of a real station. */
  readonly toldPath?: string;
}
export interface PullFigures {
  readonly permits: number;
  readonly stopped: string;
  /** Milliseconds until all records can be found by number, and until all names can be. */
  readonly recordsMs: number;
  readonly namesMs: number;
  /** Processor time of its busiest threads until all records were there, milliseconds, most first: what a machine with free cores waits for. */
  readonly threadsCpuMs: readonly number[];
  /** Most that the process had in memory until all records were there, and until all names were, KiB. */
  readonly recordsPeakKiB: number;
  readonly peakKiB: number;
  /** Longest and 99th of a hundred time that the desk's thread was held up, milliseconds. */
  readonly heldMaxMs: number;
  readonly heldP99Ms: number;
}

const task = JSON.parse(process.argv[2] ?? '{}') as PullTask;
const permits = openPermits({
  database: { path: task.path, key: new Uint8Array(Buffer.from(task.key, 'hex')) },
  own: { access: { url: task.url, token: task.token }, workersDir: task.workersDir },
});
const clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  trusted: () => true,
  setTimer: (delayMs: number, callback: () => void) => {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const links = { list: () => [], online: () => true, state: () => 'online' as const, note: () => false };
const upstream = { call: () => Promise.resolve({ kind: 'offline' as const, detail: 'not asked' }) };
const held = monitorEventLoopDelay({ resolution: 1 });
const told = task.toldPath === undefined ? null : openSync(task.toldPath, 'a');
const meter = progressMeter();
const peakKiB = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
let [recordsMs, recordsPeakKiB] = [0, 0];
let threadsCpuMs: readonly number[] = [];
/** Clock ticks are 10 ms on every Linux that this runs on. */
const tickMs = 10;
function threadCpu(): number[] {
  return readdirSync('/proc/self/task')
    .map((task) => readFileSync(`/proc/self/task/${task}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [])
    .map((fields) => (Number(fields[11]) + Number(fields[12])) * tickMs)
    .toSorted((a, b) => b - a)
    .slice(0, 3);
}
const started = performance.now();
held.enable();
const report = await pull(
  { permits, clock, upstream, log: silent, bus: recordingBus() },
  links,
  () => false,
  {
    onEnded: (numbers) => {
      if (told === null) return;
      writeSync(told, `${numbers.join('\n')}\n`);
      fdatasyncSync(told);
    },
    meter: {
      ...meter,
      end: () => {
        if (recordsMs > 0) return;
        recordsMs = performance.now() - started;
        recordsPeakKiB = peakKiB();
        threadsCpuMs = threadCpu();
      },
    },
  },
);
const namesMs = performance.now() - started;
held.disable();
const figures: PullFigures = {
  permits: report.permits,
  stopped: report.stopped,
  recordsMs,
  namesMs,
  threadsCpuMs,
  recordsPeakKiB,
  peakKiB: peakKiB(),
  heldMaxMs: held.max / 1e6,
  heldP99Ms: held.percentile(99) / 1e6,
};
await permits.close();
console.log(JSON.stringify(figures));
