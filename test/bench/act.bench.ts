// `npm run bench:act`: one issuing act (case, card, row upstream, audit entry; durable, encrypted, sealed) against the raw disk. No figure is a
// verdict; the target stands beside them.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { CaseId, JobId, RowId } from '../../main/contract/ids.ts';
import { openStores } from '../../main/infra/db/open.ts';
import { sampleCase, sampleJob, sampleRow, sampleSnapshot } from '../main/helpers/samples.ts';
import { percentile, renderTable } from './devices/table.ts';

const quick = process.argv.includes('--quick');
const acts = quick ? 200 : 1500;
/** Not the temporary folder of the system, which may lie in memory. */
const folder = mkdtempSync('/var/tmp/zhengka-bench-');

const opened = openStores({
  mode: 'training',
  path: join(folder, 'cases.db'),
  key: new Uint8Array(randomBytes(32)),
});
if (!opened.ok) throw new Error(opened.error.code);
const stores = opened.value;
stores.run(() => stores.snapshots.insert(sampleSnapshot()));
const raw = openSync(join(folder, 'raw'), 'w');
const page = Buffer.alloc(8192, 7);

/** What the desk commits when a card goes one step: four records and the head of the chain. */
function act(number: number): void {
  const at = new Date(Date.UTC(2026, 10, 25, 1, 0, number)).toISOString();
  stores.run(() => {
    const caseId = `case_${number}` as CaseId;
    const caseNumber = `SZ50-20261125-${String(number).padStart(4, '0')}`;
    stores.cases.save(sampleCase({ id: caseId, number: caseNumber, permitNumber: `TEST${number}` }));
    const jobId = `job_${number}` as JobId;
    stores.jobs.save(sampleJob({ id: jobId, caseId, caseNumber }));
    stores.outbox.insert(
      sampleRow({
        id: `row_${number}` as RowId,
        stream: caseId,
        caseId,
        jobId,
        businessKey: `row_${number}`,
      }),
    );
    stores.audit.append({
      at,
      actor: 'bench',
      surface: 'window',
      event: 'card.step',
      subject: jobId,
      detail: {},
    });
  });
}

const took = { act: [] as number[], raw: [] as number[] };
const timed = (into: number[], work: () => void): void => {
  const started = performance.now();
  work();
  into.push(performance.now() - started);
};
for (let number = 1; number <= acts + 20; number += 1) {
  // In turns: a slow moment of the disk falls on both. The first ones warm up.
  const into = number <= 20 ? { act: [], raw: [] } : took;
  timed(into.act, () => act(number));
  timed(into.raw, () => {
    writeSync(raw, page, 0, page.length, number * page.length);
    fdatasyncSync(raw);
  });
}
stores.close();
closeSync(raw);
rmSync(folder, { recursive: true, force: true });

const ms = (value: number): string => value.toFixed(2);
const middle = (values: readonly number[]): number => percentile(values, 0.5);
console.log(
  `## One act 一次办理的落盘 — ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}${quick ? ', quick' : ''}\n`,
);
console.log(
  renderTable({
    title: 'Durable commits, one after the other',
    head: ['what', 'p50 ms', 'p95 ms', 'per second', 'of raw'],
    rows: (
      [
        ['raw write of 8 KiB and fdatasync', took.raw],
        ['one act: case, card, row, audit; encrypted, sealed, FULL', took.act],
      ] as const
    ).map(([name, values]) => [
      name,
      ms(middle(values)),
      ms(percentile(values, 0.95)),
      Math.round(1000 / middle(values)).toString(),
      `${(middle(took.raw) / middle(values)).toFixed(2)}×`,
    ]),
  }),
);
console.log('\nTarget: at least 0.40× of raw.');
