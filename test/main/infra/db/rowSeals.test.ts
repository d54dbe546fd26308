import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../../../main/contract/ids.ts';
import type { IntegrityReport } from '../../../../main/app/ports/integrity.ts';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';
import { openStores } from '../../../../main/infra/db/open.ts';
import { createSealRow, emptySum, moveSum } from '../../../../main/infra/db/seals/sealMath.ts';
import { behindTheBack } from '../../../proofs/tamper/acts.ts';
import { examine } from '../../../proofs/tamper/prove.ts';
import {
  nativeBinding,
  openTestStores,
  sampleCase,
  sampleSnapshot,
  sampleStaff,
  sampleUnit,
  temporaryFolder,
  type TestStores,
} from '../../helpers/index.ts';
import { movement, withCase } from './records.ts';

const verify = (stores: TestStores): Promise<IntegrityReport> => stores.integrity.verify();
const entry = (subject: string) => ({
  at: '2026-11-25T01:20:00.000Z',
  actor: 'clerk',
  surface: 'window' as const,
  event: 'case.opened',
  subject,
  detail: {},
});
const image = ({ path, key }: Pick<TestStores, 'path' | 'key'>) => ({ path, key, nativeBinding });

describe('I1 the seal of a row', () => {
  it('is another for another table, type, boundary between columns, or key', () => {
    const seal = createSealRow(new Uint8Array(32));
    const seals = [
      seal('a', 'x', 'y'),
      seal('b', 'x', 'y'),
      seal('a', 'xy', ''),
      seal('a', '', 'xy'),
      seal('a', 1),
      seal('a', '1'),
      seal('a', null),
      seal('a', ''),
      seal('a', new Uint8Array([49])),
      createSealRow(new Uint8Array(32).fill(1))('a', 'x', 'y'),
    ].map((each) => each.toString('hex'));
    expect(new Set(seals).size).toBe(seals.length);
  });

  it('sums in any order, and what was added can be taken out again', () => {
    const seal = createSealRow(new Uint8Array(32));
    const [a, b] = [seal('t', 1), seal('t', 2)];
    const one = moveSum(moveSum(emptySum, null, a), null, b);
    expect(moveSum(moveSum(emptySum, null, b), null, a)).toEqual(one);
    expect(moveSum(moveSum(one, a, null), b, null)).toEqual(Buffer.from(emptySum));
    expect(moveSum(one, a, a)).toEqual(one);
  });
});

describe('I1 seals go with the writes of the program', () => {
  it('insert, upsert, counters, moves, what was rolled back inside and whole', async () => {
    const stores = withCase();
    stores.run(() => stores.cases.save(sampleCase({ openedBy: 'Another Clerk' })));
    stores.run(() => {
      stores.units.move(sampleUnit(), movement(null, sampleUnit().state));
      stores.nextNumber('case');
      stores.nextNumber('case');
      stores.requests.save('request-1', 'caseAccept', { begun: true }, entry('x').at);
      stores.requests.save('request-1', 'caseAccept', { ok: true }, entry('x').at);
      expect(() =>
        stores.run(() => {
          stores.audit.append(entry('case_undone'));
          stores.nextNumber('undone');
          throw new Error('undone');
        }),
      ).toThrow('undone');
      stores.audit.append(entry('case_1'));
    });
    expect(() =>
      stores.run(() => {
        stores.audit.append(entry('case_undone'));
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(await verify(stores)).toMatchObject({
      intact: true,
      problems: [],
      audit: { rows: 1, sequence: 1 },
    });
  });

  it('are gone with the row that the program deletes', async () => {
    const stores = withCase();
    const caseId = sampleCase().id;
    const staff = sampleStaff(['clerk']);
    stores.run(() => {
      stores.staff.save(staff);
      stores.drafts.save(caseId, staff.id, { note: 'typed' }, entry('x').at);
    });
    const before = await verify(stores);
    expect(before).toMatchObject({ intact: true });
    stores.run(() => stores.drafts.dropOfCase(caseId));
    expect(await verify(stores)).toMatchObject({ intact: true, problems: [], rows: before.rows - 1 });
  });

  it('go on after a restart', async () => {
    const first = withCase();
    first.close();
    const again = openTestStores({ path: first.path, key: first.key });
    expect(again.integrity.opening()).toMatchObject({ intact: true, problems: [] });
    again.run(() => again.audit.append(entry('case_1')));
    expect(await verify(again)).toMatchObject({ intact: true });
  });

  it('writing over a row that was edited does not make it good', async () => {
    const stores = withCase();
    behindTheBack(image(stores), (database) =>
      database.prepare(`UPDATE cases SET openedBy = 'Somebody'`).run(),
    );
    expect((await verify(stores)).problems).toContainEqual({
      kind: 'altered',
      table: 'cases',
      row: 'case_1',
      detail: '',
    });
    stores.run(() => stores.cases.save(sampleCase({ openedBy: 'Somebody', told: ['DEGREE'] })));
    const after = await verify(stores);
    expect(after.intact).toBe(false);
    expect(after.problems).toContainEqual({ kind: 'altered', table: 'cases', row: null, detail: '' });
  });

  it('a guard that was taken out is noticed, at the next start too', async () => {
    const stores = withCase();
    const database = openDatabase(image(stores));
    database.exec('DROP TRIGGER audit_keep_delete');
    database.close();
    const problem = { kind: 'removed', table: 'sqlite_schema', row: null, detail: '1' };
    expect((await verify(stores)).problems).toContainEqual(problem);
    stores.close();
    const again = openTestStores({ path: stores.path, key: stores.key });
    expect(again.integrity.opening().problems).toContainEqual(problem);
  });
});

describe('I1 the file with the head', () => {
  const grown = (): { stores: TestStores; earlier: Buffer } => {
    const stores = withCase();
    stores.run(() => stores.audit.append(entry('case_1')));
    stores.close();
    const earlier = readFileSync(stores.path);
    const later = openTestStores({ path: stores.path, key: stores.key });
    for (let index = 0; index < 3; index += 1) later.run(() => later.audit.append(entry(`case_${index}`)));
    later.close();
    return { stores, earlier };
  };

  it('tells at start that an older database was put in, and which entries are missing', () => {
    const { stores, earlier } = grown();
    writeFileSync(stores.path, earlier);
    const again = openTestStores({ path: stores.path, key: stores.key });
    const { problems } = again.integrity.opening();
    expect(problems).toContainEqual({ kind: 'rolledBack', table: 'audit', row: '2-4', detail: 'besideFile' });
    expect(problems.map(({ table }) => table)).toContain('file');
  });

  it('is missed when it was taken away, and not believed when somebody wrote it', () => {
    const { stores } = grown();
    const name = `${stores.path}.head`;
    const text = readFileSync(name, 'utf8');
    writeFileSync(name, text.replace('"sequence":4', '"sequence":1'));
    const forged = openTestStores({ path: stores.path, key: stores.key });
    expect(forged.integrity.opening().problems).toEqual([
      { kind: 'altered', table: 'head', row: null, detail: '' },
    ]);
    forged.close();
    rmSync(name);
    const missing = openTestStores({ path: stores.path, key: stores.key });
    expect(missing.integrity.opening().problems).toEqual([
      { kind: 'removed', table: 'head', row: null, detail: '' },
    ]);
  });

  it('may lag behind: a power cut took it, not the records', () => {
    const { stores } = grown();
    const name = `${stores.path}.head`;
    const lagging = readFileSync(name);
    const more = openTestStores({ path: stores.path, key: stores.key });
    more.run(() => more.audit.append(entry('case_9')));
    more.close();
    writeFileSync(name, lagging);
    const again = openTestStores({ path: stores.path, key: stores.key });
    expect(again.integrity.opening()).toMatchObject({ intact: true });
  });
});

describe('I1 heads that others know', () => {
  it('say which entries are not in the chain, or that another stands there', async () => {
    const stores = withCase();
    for (let index = 0; index < 3; index += 1) stores.run(() => stores.audit.append(entry(`case_${index}`)));
    expect(stores.audit.sequence()).toBe(3);
    expect(stores.audit.headOf(3)).toBe(stores.audit.head());
    expect(stores.audit.headOf(0)).toBe('0'.repeat(64));
    expect(stores.audit.headOf(4)).toBeNull();
    const asked = async (sequence: number, head: string) =>
      (await stores.integrity.verify({ knownHeads: [{ sequence, head, where: 'upstream' }] })).problems;
    expect(await asked(2, String(stores.audit.headOf(2)))).toEqual([]);
    const rolledBack = { kind: 'rolledBack', table: 'audit', detail: 'upstream' };
    expect(await asked(5, 'a'.repeat(64))).toEqual([{ ...rolledBack, row: '4-5' }]);
    expect(await asked(2, 'a'.repeat(64))).toEqual([{ ...rolledBack, row: '2' }]);
  });
});

describe('I1 migration 19', () => {
  it('seals what is there, and a later step seals anew what it changed but keeps what was wrong before', async () => {
    const path = `${withCase().path}.old`;
    const key = new Uint8Array(32).fill(7);
    const options = { path, key, nativeBinding, mode: 'training' as const };
    const old = openDatabase(options);
    for (const step of migrations.slice(0, 18)) old.exec(step.sql);
    old.exec(`INSERT INTO counters VALUES ('case', 7)`);
    old.pragma('user_version = 18');
    old.close();
    const sealed = openTestStores({ path, key });
    sealed.run(() => {
      sealed.snapshots.insert(sampleSnapshot());
      sealed.cases.save(sampleCase({ id: 'case_2' as CaseId }));
    });
    expect(await verify(sealed)).toMatchObject({ intact: true });
    sealed.close();
    behindTheBack(image({ path, key }), (database) => database.exec('UPDATE counters SET value = 99'));
    const step = {
      number: migrations.length + 1,
      name: 'test',
      sql: `UPDATE cases SET openedBy = 'by a step'; CREATE TABLE later (id TEXT PRIMARY KEY) STRICT;`,
    };
    const next = openStores({ ...options, migrations: [...migrations, step] });
    if (!next.ok) throw new Error(next.error.code);
    const altered = { kind: 'altered', table: 'counters', row: 'case', detail: '' };
    expect(next.value.integrity.opening().problems).toContainEqual(altered);
    expect((await next.value.integrity.verify()).problems).toEqual([]);
    next.value.close();
  });
});

describe('I1 the examination', () => {
  it('leaves file and log as they are', () => {
    const stores = withCase();
    const bytes = () => ['', '-wal'].map((part) => readFileSync(stores.path + part).toString('base64'));
    const before = bytes();
    expect(examine(image(stores))).toMatchObject({ intact: true });
    expect(bytes()).toEqual(before);
  });

  it('names the frame of the log in which a byte was changed, which SQLite itself takes for its end', () => {
    const stores = withCase();
    const log = `${stores.path}-wal`;
    const bytes = readFileSync(log);
    const frames = Math.floor((bytes.length - 32) / 4120);
    const changed = (place: number): Buffer => {
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ 1;
      return copy;
    };
    // The header; the size that ends a transaction, in the header of a frame; a page.
    for (const [place, row] of [
      [20, '0'],
      [32 + 4, '1'],
      [32 + (frames - 1) * 4120 + 500, String(frames)],
    ] as const) {
      const folder = temporaryFolder();
      const copy = { ...image(stores), path: join(folder, 'copy.db') };
      copyFileSync(stores.path, copy.path);
      writeFileSync(`${copy.path}-wal`, changed(place));
      const kinds = { kind: 'unreadable', table: 'wal', row };
      expect(examine(copy).problems).toContainEqual(expect.objectContaining(kinds));
    }
  });
});
