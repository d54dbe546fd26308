import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { versionOf } from '../../../../main/infra/db/migrate.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';
import { openStores } from '../../../../main/infra/db/open.ts';
import { inspect, nativeBinding, openTestStores, sampleCase, sampleSnapshot } from '../../helpers/index.ts';

const folder = join(import.meta.dirname, '../../../../main/infra/db/migrations');
const next = migrations.length + 1;

function filled(): { path: string; key: Uint8Array } {
  const stores = openTestStores();
  stores.run(() => {
    stores.snapshots.insert(sampleSnapshot());
    stores.cases.save(sampleCase());
  });
  stores.close();
  return { path: stores.path, key: stores.key };
}

describe('migrations', () => {
  it('are numbered by their files, without a gap', () => {
    const files = readdirSync(folder).filter((name) => /^\d{4}-/.test(name));
    expect(files.toSorted()).toEqual(
      migrations.map(({ number, name }) => `${String(number).padStart(4, '0')}-${name}.ts`),
    );
    expect(() =>
      openTestStores({ migrations: [...migrations, { number: next + 1, name: 'gap', sql: '' }] }),
    ).toThrow(`migration ${next + 1} is not number ${next}`);
  });

  it('0001-first makes every table strict', () => {
    const { tables, version } = inspect(filled(), (database) => ({
      tables: database
        .prepare(
          `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'`,
        )
        .all(),
      version: versionOf(database),
    }));
    expect(version).toBe(migrations.length);
    expect(tables.length).toBeGreaterThan(12);
    for (const table of tables) expect(table).toMatchObject({ strict: 1 });
  });

  it('a step keeps the data and leaves an encrypted copy of the file before it', () => {
    const { path, key } = filled();
    const step = {
      number: next,
      name: 'test',
      sql: `ALTER TABLE cases ADD COLUMN extra TEXT NOT NULL DEFAULT 'new'`,
    };
    const stores = openTestStores({ path, key, migrations: [...migrations, step] });
    expect(stores.cases.get(sampleCase().id)).toEqual(sampleCase());
    stores.close();
    inspect({ path, key }, (database) => {
      expect(versionOf(database)).toBe(next);
      expect(database.prepare('SELECT extra FROM cases').pluck().all()).toEqual(['new']);
    });
    const copy = openTestStores({ path: `${path}.before-${next}`, key });
    expect(copy.cases.get(sampleCase().id)).toEqual(sampleCase());
    copy.close();
  });

  it('a step that fails leaves the file at the version before', () => {
    const { path, key } = filled();
    const steps = [
      ...migrations,
      { number: next, name: 'good', sql: 'CREATE TABLE half (x TEXT) STRICT' },
      { number: next + 1, name: 'bad', sql: 'CREATE TABLE half (x TEXT) STRICT' },
    ];
    expect(() => openTestStores({ path, key, migrations: steps })).toThrow(/half/);
    const stores = openTestStores({ path, key });
    expect(stores.cases.get(sampleCase().id)).toEqual(sampleCase());
    stores.close();
    expect(inspect({ path, key }, versionOf)).toBe(migrations.length);
  });

  it('a step that breaks a reference is undone', () => {
    const { path, key } = filled();
    const steps = [
      ...migrations,
      {
        number: next,
        name: 'orphans',
        sql: `DROP TRIGGER snapshots_keep_delete; DELETE FROM snapshots`,
      },
    ];
    expect(() => openTestStores({ path, key, migrations: steps })).toThrow(/FOREIGN KEY|broken references/);
    const stores = openTestStores({ path, key });
    expect(stores.snapshots.get(sampleSnapshot().id)).toEqual(sampleSnapshot());
    stores.close();
  });

  it('a new file is made without a copy', () => {
    const stores = openTestStores();
    stores.close();
    expect(existsSync(`${stores.path}.before-${migrations.length}`)).toBe(false);
    const again = openStores({ path: stores.path, key: stores.key, mode: 'training', nativeBinding });
    expect(again.ok).toBe(true);
    if (again.ok) again.value.close();
  });
});
