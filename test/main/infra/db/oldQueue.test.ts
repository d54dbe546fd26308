import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import { migrate, versionOf } from '../../../../main/infra/db/migrate.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';
import { prepareSeals } from '../../../../main/infra/db/seals/prepareSeals.ts';
import {
  inspect,
  nativeBinding,
  openTestStores,
  temporaryFolder,
  testDeps,
  testKey,
} from '../../helpers/index.ts';
import { upstreamBench } from '../../training/helpers/bench.ts';

const at = '2026-11-25T01:20:00.000Z';
const opened = {
  permitNumber: 'TRN440300000001',
  businessType: 'OVERSEAS',
  channel: 'window',
  openedAt: at,
  packVersion: '440300-2026.11',
  snapshotDigest: 'a'.repeat(64),
  verification: 'pendingOnline',
};
const decided = { outcome: 'accepted', permitNumber: 'TRN440300000001', at, officer: 'limin', items: [] };
const issued = {
  number: 'SZ50-SL-2026-000001',
  noticeKind: 'acceptance',
  issuedAt: at,
  code: 'b94c6761',
  digest: 'b'.repeat(64),
  items: [],
};
/** As the build before wrote them (migration 23), in every state that it knew. */
const rows = [
  ['row_a1', 'case.opened', 'case_a', opened, 'acked'],
  ['row_a2', 'case.decided', 'case_a', decided, 'waiting'],
  ['row_a3', 'notice.issued', 'case_a', issued, 'waiting'],
  ['row_b1', 'case.opened', 'case_b', opened, 'refused'],
  ['row_b2', 'case.decided', 'case_b', decided, 'waiting'],
  ['row_c1', 'case.opened', 'case_c', opened, 'conflict'],
  ['row_d1', 'case.opened', 'case_d', opened, 'waiting'],
] as const;

/** The precious file as the build of migration 23 left it: its tables, its triggers, its seals. */
function fileOfTheBuildBefore(): { readonly path: string; readonly key: Uint8Array } {
  const options = { path: join(temporaryFolder(), 'zhengka.db'), key: testKey(), nativeBinding };
  const database = openDatabase(options);
  const seals = prepareSeals(database, options);
  expect(migrate(database, options.path, migrations.slice(0, 23), seals).ok).toBe(true);
  seals.keep();
  const insert = database.prepare(
    `INSERT INTO outbox (id, kind, caseId, caseNumber, jobId, stream, businessKey, payload, state, createdAt, attempts, lastAttemptAt,
       nextAttemptAt, owner, receipt, ackedAt, refusal) VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, 1, ?, ?, 'Test Clerk', ?, ?, ?)`,
  );
  const receipt = JSON.stringify({ number: 'TR202611250000001', at });
  database.transaction(() => {
    for (const [id, kind, caseId, payload, state] of rows) {
      const number = `SZ50-20261125-000${caseId.slice(-1)}`;
      const fate = {
        acked: [null, receipt, at, null],
        waiting: ['2026-11-25T01:25:00.000Z', null, null, null],
        refused: [null, null, null, 'conflict: 示例'],
        conflict: [null, receipt, null, 'conflict'],
      }[state];
      const text = JSON.stringify(payload);
      insert.run(id, kind, caseId, number, caseId, id, text, state, at, at, ...fate);
    }
  })();
  expect(versionOf(database)).toBe(23);
  database.close();
  return options;
}

describe('G7 an update of the program', () => {
  it('opens the queue that the build before left, in every state, and drains it completely, each row once', async () => {
    const file = fileOfTheBuildBefore();
    const stores = openTestStores(file);
    const { embedded, upstream } = await upstreamBench();
    const deps = testDeps({ stores, upstream });
    expect(stores.outbox.list(100).map(({ id, state }) => [id, state])).toEqual(
      rows.map(([id, , , , state]) => [id, state]).toReversed(),
    );
    const sync = createSync(deps, { rowSettled: () => null });
    for (let round = 0; round < 3; round += 1) {
      await sync.probeOnce();
      await sync.drainOnce({ all: true });
    }
    expect(stores.outbox.list(100).flatMap(({ id, state }) => (state === 'acked' ? [id] : []))).toEqual([
      'row_d1',
      'row_a3',
      'row_a2',
      'row_a1',
    ]);
    // What people have to settle is as it was, with its reason, and what stands behind it waits.
    expect(stores.outbox.open().map(({ id, state, refusal }) => [id, state, refusal])).toEqual([
      ['row_b1', 'refused', 'conflict: 示例'],
      ['row_b2', 'waiting', null],
      ['row_c1', 'conflict', 'conflict'],
    ]);
    expect(embedded.books().effects.map(({ times }) => times)).toEqual([1, 1, 1]);
    expect(embedded.books().rows.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['row_a2', 'row_a3', 'row_d1']),
    );
    stores.close();
    expect(inspect(file, versionOf)).toBe(migrations.length);
  });

  it('an update that is broken off leaves the queue to the build before, row for row', () => {
    const file = fileOfTheBuildBefore();
    const all = (): unknown =>
      inspect(file, (database) => database.prepare('SELECT * FROM outbox ORDER BY sequence').all());
    const before = all();
    const broken = [...migrations, { number: migrations.length + 1, name: 'broken', sql: 'CREATE TABLE' }];
    expect(() => openTestStores({ ...file, migrations: broken })).toThrow(/incomplete input/);
    expect(all()).toEqual(before);
    expect(inspect(file, versionOf)).toBe(23);
  });
});
