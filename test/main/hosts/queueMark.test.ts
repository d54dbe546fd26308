import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../main/contract/ids.ts';
import { keepQueueMark } from '../../../main/hosts/core/keepQueueMark.ts';
import { createQueueMark, queueMarkName } from '../../../main/infra/system/queueMark.ts';
import {
  fixedClock,
  openTestStores,
  recordingLog,
  sampleCase,
  sampleJob,
  sampleRow,
  sampleSnapshot,
  temporaryFolder,
} from '../helpers/index.ts';

function station() {
  const dataDir = temporaryFolder();
  const path = join(dataDir, queueMarkName);
  const inner = openTestStores();
  const clock = fixedClock();
  const mark = createQueueMark({ dataDir, stationId: 'SZ50', now: () => clock.iso() });
  const { stores, start, stop } = keepQueueMark(inner, mark, { clock, log: recordingLog() });
  const said = (): unknown => JSON.parse(readFileSync(path, 'utf8'));
  return { path, inner, stores, clock, mark, start, stop, said };
}
const receipt = { number: 'TR1', at: '2026-11-25T01:20:00.000Z' };

describe('G7 the mark that a removal of the program asks', () => {
  it('says "not empty" before the first row is committed, and also when that commit then fails', () => {
    const { stores, start, said } = station();
    start();
    expect(said()).toMatchObject({ version: 1, station: 'SZ50', empty: true, own: 0, carried: 0, jobs: 0 });
    const atCommit: unknown[] = [];
    const fails = (): void =>
      stores.run(() => {
        stores.outbox.insert(sampleRow());
        atCommit.push(said());
        throw new Error('the disk is gone');
      });
    expect(fails).toThrow('the disk is gone');
    expect(atCommit).toMatchObject([{ empty: false }]);
    expect(said()).toMatchObject({ empty: false });
  });

  it('says "empty" again within a minute and not at once, counted after a commit', () => {
    const { stores, start, clock, said } = station();
    start();
    stores.run(() => stores.outbox.insert(sampleRow()));
    clock.advance(60_000);
    expect(said()).toMatchObject({ empty: false, own: 1 });
    const row = stores.outbox.list(1)[0];
    if (row === undefined) throw new Error('no row');
    stores.run(() => stores.outbox.save({ ...row, state: 'acked', receipt, ackedAt: receipt.at }));
    clock.advance(59_999);
    expect(said()).toMatchObject({ empty: false });
    clock.advance(1);
    expect(said()).toMatchObject({ empty: true, own: 0 });
  });

  it('a refused row and a card job that is not ended keep it from being empty; an end in order counts', () => {
    const { inner, stores, start, stop, said } = station();
    start();
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(sampleCase());
      stores.jobs.save(sampleJob({ state: 'reported' }));
    });
    expect(said()).toMatchObject({ empty: false });
    stop();
    expect(said()).toMatchObject({ empty: false, own: 0, jobs: 1 });
    const job = inner.jobs.get('job_1' as JobId);
    if (job === null) throw new Error('no job');
    stores.run(() => {
      stores.jobs.save({ ...job, endedAt: receipt.at });
      stores.outbox.insert(sampleRow({ state: 'refused', refusal: 'conflict: 示例' }));
    });
    stop();
    expect(said()).toMatchObject({ empty: false, own: 1, jobs: 0 });
  });

  it('what cannot be written is taken away, so that an old "empty" is never believed', () => {
    const { path, mark } = station();
    mark.counted({ own: 0, carried: 0, jobs: 0 });
    // Nobody can write a file where a folder stands.
    mkdirSync(`${path}.part`);
    mark.notEmpty();
    expect(existsSync(path)).toBe(false);
    rmSync(`${path}.part`, { recursive: true });
    mark.notEmpty();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ empty: false });
  });

  it('holds nothing but the station, figures and a moment', () => {
    const { mark, path } = station();
    mark.counted({ own: 3, carried: 2, jobs: 1 });
    const facts = JSON.parse(readFileSync(path, 'utf8')) as object;
    expect(Object.keys(facts)).toEqual(['version', 'station', 'empty', 'own', 'carried', 'jobs', 'at']);
  });
});
