import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase, requireDurable } from '../../../../main/infra/db/database.ts';
import { openStores } from '../../../../main/infra/db/open.ts';
import {
  inspect,
  nativeBinding,
  openTestStores,
  sampleCase,
  sampleSnapshot,
  temporaryFolder,
  testKey,
} from '../../helpers/index.ts';

const mode = 'training';

function filled(): { path: string; key: Uint8Array } {
  const stores = openTestStores();
  stores.run(() => {
    stores.snapshots.insert(sampleSnapshot());
    stores.cases.save(sampleCase());
  });
  stores.close();
  return { path: stores.path, key: stores.key };
}

describe('durable connection', () => {
  it('runs with WAL, FULL and foreign keys', () => {
    const settings = inspect(filled(), (database) =>
      ['journal_mode', 'synchronous', 'foreign_keys'].map((name) => database.pragma(name, { simple: true })),
    );
    expect(settings).toEqual(['wal', 2, 1]);
  });

  it.each(['synchronous = NORMAL', 'foreign_keys = OFF'])('refuses %s', (weaker) => {
    inspect(filled(), (database) => {
      database.pragma(weaker);
      expect(() => requireDurable(database)).toThrow(/the database runs with/);
    });
  });

  it('takes a raw key of 32 bytes and nothing else', () => {
    const path = join(temporaryFolder(), 'short.db');
    expect(() => openDatabase({ path, key: new Uint8Array(16), nativeBinding })).toThrow(/32 bytes/);
  });
});

describe('I2 encrypted at rest', () => {
  it('leaves nothing readable in any file', () => {
    const stores = openTestStores();
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(sampleCase({ openedBy: 'READABLE MARKER' }));
    });
    // Still open: the write-ahead log is looked at too.
    const bytes = readdirSync(dirname(stores.path)).map((name) =>
      readFileSync(join(dirname(stores.path), name)),
    );
    const all = Buffer.concat(bytes).toString('latin1');
    expect(bytes.length).toBeGreaterThan(2);
    for (const text of ['SQLite format 3', 'READABLE MARKER', 'EXAMPLE', 'CREATE TABLE'])
      expect(all).not.toContain(text);
    expect(all).not.toContain(Buffer.from(stores.key).toString('hex'));
    stores.close();
  });

  it('a copied file is of no use without its key', () => {
    const { path } = filled();
    const copy = join(temporaryFolder(), 'copied.db');
    copyFileSync(path, copy);
    const thief = openStores({ path: copy, key: testKey(), mode, nativeBinding });
    expect(thief).toEqual({ ok: false, error: { code: 'databaseDamaged' } });
  });

  it('a wrong key is refused and the good file stays where it is', () => {
    const { path, key } = filled();
    const before = readFileSync(path);
    expect(openStores({ path, key: testKey(), mode, nativeBinding })).toEqual({
      ok: false,
      error: { code: 'keyRefused' },
    });
    expect(readFileSync(path)).toEqual(before);
    expect(openTestStores({ path, key }).cases.get(sampleCase().id)).toEqual(sampleCase());
  });
});

describe('damaged file', () => {
  /** One byte changed at a share of the file's length. */
  function damage(path: string, share: number): Buffer {
    const bytes = readFileSync(path);
    const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share));
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(path, bytes);
    return bytes;
  }

  it.each([0, 0.0005, 0.1, 0.35, 0.6, 0.85, 0.999])(
    'one edited byte at %f is noticed, the file kept under another name',
    (share) => {
      const { path, key } = filled();
      const damaged = damage(path, share);
      const now = (): number => Date.parse('2026-11-25T02:00:00.000Z');
      expect(openStores({ path, key, mode, nativeBinding, now })).toEqual({
        ok: false,
        error: { code: 'databaseDamaged' },
      });
      expect(existsSync(path)).toBe(false);
      expect(readFileSync(`${path}.damaged-20261125T020000000Z`)).toEqual(damaged);
    },
  );

  it('no empty file is begun in its place until a copy is put back', () => {
    const { path, key } = filled();
    const copy = join(temporaryFolder(), 'copy.db');
    copyFileSync(path, copy);
    damage(path, 0.5);
    for (let start = 0; start < 3; start += 1)
      expect(openStores({ path, key, mode, nativeBinding })).toMatchObject({
        error: { code: 'databaseDamaged' },
      });
    copyFileSync(copy, path);
    const stores = openTestStores({ path, key });
    expect(stores.cases.get(sampleCase().id)).toEqual(sampleCase());
    stores.close();
  });

  it('what the write-ahead log still holds stays beside it', () => {
    const stores = openTestStores(filled());
    stores.run(() => stores.nextNumber('test'));
    const folder = temporaryFolder();
    const path = join(folder, 'zhengka.db');
    // As after a power cut: taken while the program runs.
    for (const part of ['', '-wal']) copyFileSync(stores.path + part, path + part);
    damage(path, 0);
    stores.close();
    expect(openStores({ path, key: stores.key, mode, nativeBinding })).toMatchObject({
      error: { code: 'databaseDamaged' },
    });
    const kept = readdirSync(folder);
    expect(kept.filter((name) => name.includes('.damaged-'))).toHaveLength(2);
    expect(kept).not.toContain('zhengka.db-wal');
  });
});

describe('J6 training and production never share a file', () => {
  it.each([
    ['training', 'production'],
    ['production', 'training'],
  ] as const)('a %s file is refused by a %s station and stays as it is', (made, asked) => {
    const stores = openTestStores({ mode: made });
    stores.close();
    const { path, key } = stores;
    expect(openStores({ path, key, mode: asked, nativeBinding })).toEqual({
      ok: false,
      error: { code: 'databaseWrongMode' },
    });
    openTestStores({ path, key, mode: made }).close();
  });
});

describe('file of a newer program', () => {
  it('is refused and not touched', () => {
    const { path, key } = filled();
    inspect({ path, key }, (database) => database.pragma('user_version = 99'));
    const before = readFileSync(path);
    expect(openStores({ path, key, mode, nativeBinding })).toMatchObject({
      error: { code: 'databaseNewer' },
    });
    expect(readFileSync(path)).toEqual(before);
  });
});

describe('a kill between two starts', () => {
  it('keeps every committed act and nothing else', () => {
    const stores = openTestStores();
    stores.run(() => stores.snapshots.insert(sampleSnapshot()));
    const path = join(temporaryFolder(), 'zhengka.db');
    for (const part of ['', '-wal']) copyFileSync(stores.path + part, path + part);
    stores.close();
    const after = openTestStores({ path, key: stores.key });
    expect(after.snapshots.get(sampleSnapshot().id)).toEqual(sampleSnapshot());
    after.close();
    rmSync(path);
  });
});
