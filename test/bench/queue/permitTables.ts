import { rmSync } from 'node:fs';
import { renderTable } from '../devices/table.ts';
import { feedBodies } from './feedServer.ts';
import { killedPull } from './killedPull.ts';
import { measureLookups } from './lookup.ts';
import { feedOrder, madePermit } from '../../../main/training/madePermits.ts';
import { benchFolder, measurePull } from './pull.ts';

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const pageSize = 2500;

/** The part of `bench:queue` about permits: a long pull, one that is killed, and looks into what was pulled. Prints as it goes. */
export async function permitTables(quick: boolean): Promise<void> {
  const records = quick ? 100_000 : 1_000_000;
  const folder = benchFolder('queue-bench');
  try {
    const { pull, rawMs, rawCpuMs, servedMs, path, key } = await measurePull(records, folder);
    const rate = (ms: number): string => whole((records * 1000) / ms);
    console.log(
      renderTable({
        title: `First pull of ${whole(records)} permits, encrypted, two indexes, over loopback HTTP`,
        head: ['what', 'seconds', 'rows per second', 'of raw time'],
        rows: (
          [
            ['raw INSERT of the same rows, 10,000 in a commit', rawMs],
            ['pulled: asked, parsed, checked, kept with its cursor', pull.recordsMs],
            ['the same and every name in its index', pull.namesMs],
            ['serving side alone: every page read and thrown away', servedMs],
          ] as const
        ).map(([what, ms]) => [what, (ms / 1000).toFixed(1), rate(ms), `${(ms / rawMs).toFixed(2)}×`]),
      }),
    );
    const [busiest = 0, second = 0] = pull.threadsCpuMs;
    console.log(
      `Processor time, which other work on the machine does not change: raw ${(rawCpuMs / 1000).toFixed(1)} s; the busiest thread of the pull ${(busiest / 1000).toFixed(1)} s (${(busiest / rawCpuMs).toFixed(2)}×), the second ${(second / 1000).toFixed(1)} s.`,
    );
    console.log(
      `Peak memory of the pulling process: ${Math.round(pull.peakKiB / 1024)} MiB. Its desk thread was held up ${pull.heldP99Ms.toFixed(1)} ms (p99), ${pull.heldMaxMs.toFixed(0)} ms at most.`,
    );
    console.log('Targets: at most 1.30× of raw, at least 25,000 rows/s, at most 300 MiB.\n');
    console.log(
      renderTable({
        title: `Looks into ${whole(records)} permits`,
        head: ['what', 'times', 'p50 ms', 'p99 ms'],
        rows: measureLookups(records, { path, key }, quick ? 1000 : 5000).map(
          ({ what, times, p50Ms, p99Ms }) => [what, whole(times), p50Ms.toFixed(3), p99Ms.toFixed(3)],
        ),
      }),
    );
    console.log('Targets: p99 at most 0.25 ms for a number, 15 ms for a name.\n');
    await killed(records, folder, quick);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killed(records: number, folder: string, quick: boolean): Promise<void> {
  const order = feedOrder(records);
  const ended: string[][] = [];
  for (let start = 0; start < records; start += pageSize)
    ended.push(
      Array.from(order.subarray(start, start + pageSize), (index) => madePermit(index))
        .filter(({ status }) => status !== 'valid')
        .map(({ permitNumber }) => permitNumber),
    );
  const result = await killedPull(
    {
      bodies: feedBodies(records, pageSize),
      ended,
      folder,
      workersDir: `${folder}/workers`,
      seed: 1,
      kills: quick ? 3 : 10,
    },
    (number) => JSON.stringify(madePermit(Number(number.slice(4)))),
  );
  console.log(
    `A pull of ${whole(records)} that was killed ${result.kills} times (SIGKILL, seed 1) ended ${
      result.wrong === null
        ? 'with exactly what the feed has; every number that is no longer valid was told before it was kept'
        : `WRONG: ${result.wrong}`
    }. Pages reached: ${result.reached.join(', ')}.\n`,
  );
}
