import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyManifest, type CopyManifest, type DrillStep } from '../../../../main/contract/records.ts';
import { createCopies, type RunningCopies } from '../../../../main/infra/backup/createCopies.ts';
import { manifestName } from '../../../../main/infra/backup/backupMethods.ts';
import { restoreAtStart, restoreFolderName } from '../../../../main/infra/backup/restoreAtStart.ts';
import { caseDatabaseName } from '../../../../main/contract/hosts.ts';
import {
  nativeBinding,
  openTestStores,
  temporaryFolder,
  testKey,
  type TestStores,
} from '../../helpers/index.ts';

const takenAt = '2026-11-28T01:30:00.000Z';

interface Bench {
  readonly stores: TestStores;
  readonly copies: RunningCopies;
  readonly folder: string;
  readonly key: Uint8Array;
}

/** A database with some entries, and a second place. */
function bench(folder = join(temporaryFolder(), 'second-place')): Bench {
  mkdirSync(folder, { recursive: true });
  const key = testKey();
  const stores = openTestStores({ key });
  onTestFinished(() => stores.close());
  for (let entry = 0; entry < 40; entry += 1) act(stores);
  const copies = createCopies({
    databasePath: stores.path,
    databaseKey: key,
    nativeBinding: nativeBinding ?? null,
    folder,
    stationId: 'SZ50',
    mode: 'training',
    program: '0.0.0-test',
    keyFile: join(folder, 'no-key.json'),
    workersDir: null,
  });
  return { stores, copies, folder, key };
}

function act(stores: TestStores): void {
  stores.run(() => {
    stores.nextNumber('case-20261128');
    stores.audit.append({
      at: takenAt,
      actor: 'system',
      surface: 'system',
      event: 'test.entry',
      subject: 'x',
      detail: {},
    });
  });
}

async function made({ copies }: Bench, at = takenAt): Promise<CopyManifest> {
  const answer = await copies.make(at);
  if (answer.outcome !== 'done') throw new Error(`${answer.outcome} ${answer.detail}`);
  return answer.manifest;
}

const listed = async ({ copies }: Bench) => (await copies.list()) ?? [];
async function drill(place: Bench): Promise<DrillStep | null> {
  const [newest] = await listed(place);
  if (newest === undefined) throw new Error('no copy');
  return (await place.copies.prove(newest)).failed;
}

/** A disk of its own in memory: only an administrator may mount one. */
const mayMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  return mounted;
})();

describe('G7 a copy in the second place', () => {
  it('is of one moment, has its manifest beside it, opens with the key and is proven step by step', async () => {
    const place = bench();
    const manifest = await made(place);
    // Written after the copy: it is no part of it.
    act(place.stores);
    expect(manifest.place).toMatchObject({ line: 0, sequence: 40 });
    expect(manifest.counters).toEqual({ 'case-20261128': 40 });
    expect(manifest.rows['audit']).toBe(40);
    expect(readdirSync(place.folder).toSorted()).toEqual(
      [manifestName(manifest.file), manifest.file].toSorted(),
    );
    const [newest] = await listed(place);
    if (newest === undefined) throw new Error('no copy');
    const proof = await place.copies.prove(newest);
    expect(proof.steps.map(({ step, ok }) => [step, ok])).toEqual(
      ['manifest', 'bytes', 'opens', 'pages', 'chain', 'head', 'rows'].map((step) => [step, true]),
    );
    expect(proof.place).toEqual(manifest.place);
  });

  it('I2 is unreadable without the key, and neither copy nor manifest tells anything of it', async () => {
    const place = bench();
    const { file } = await made(place);
    const bytes = readFileSync(join(place.folder, file));
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    expect(bytes.includes('test.entry')).toBe(false);
    const text = readFileSync(join(place.folder, manifestName(file)), 'utf8');
    expect(text).not.toContain(Buffer.from(place.key).toString('hex'));
    expect(text).not.toContain(Buffer.from(place.key).toString('base64'));
    const other = createCopies({
      databasePath: place.stores.path,
      databaseKey: testKey(),
      nativeBinding: nativeBinding ?? null,
      folder: place.folder,
      stationId: 'SZ50',
      mode: 'training',
      program: '',
      keyFile: '',
      workersDir: null,
    });
    expect(await drill({ ...place, copies: other })).toBe('opens');
  });

  it('carries the recovery wrap of the station, which is no secret', async () => {
    const place = bench();
    const keyFile = join(temporaryFolder(), 'key.json');
    writeFileSync(keyFile, JSON.stringify({ recovery: 'QUJD', database: { wrap: 'os', value: 'c2VjcmV0' } }));
    const copies = createCopies({
      databasePath: place.stores.path,
      databaseKey: place.key,
      nativeBinding: nativeBinding ?? null,
      folder: place.folder,
      stationId: 'SZ50',
      mode: 'production',
      program: '1',
      keyFile,
      workersDir: null,
    });
    const { recoveryKey, file } = await made({ ...place, copies });
    expect(recoveryKey).toBe('QUJD');
    expect(readFileSync(join(place.folder, manifestName(file)), 'utf8')).not.toContain('c2VjcmV0');
  });

  it('copies of other stations in the same folder are nobody’s business', async () => {
    const place = bench();
    await made(place);
    writeFileSync(join(place.folder, 'cases-SZ51-20261129T013000000Z.db'), 'x');
    expect(await listed(place)).toHaveLength(1);
  });
});

describe('G7 a copy that was touched', () => {
  it.each([0, 0.1, 0.37, 0.5, 0.83, 0.999])('one byte at %f of it is found', async (where) => {
    const place = bench();
    const { file } = await made(place);
    const path = join(place.folder, file);
    flip(path, Math.floor((statSync(path).size - 1) * where));
    expect(await drill(place)).toBe('bytes');
    // Whoever also writes the manifest anew is found by the pages themselves.
    const manifestPath = join(place.folder, manifestName(file));
    const manifest = copyManifest.parse(JSON.parse(readFileSync(manifestPath, 'utf8')));
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    writeFileSync(manifestPath, JSON.stringify({ ...manifest, sha256 }));
    expect(await drill(place)).toMatch(/^(opens|pages)$/);
  });

  it.each([
    ['head', (m: CopyManifest) => ({ ...m, place: { ...m.place, head: 'f'.repeat(64) } })],
    ['head', (m: CopyManifest) => ({ ...m, place: { ...m.place, sequence: m.place.sequence + 1 } })],
    ['rows', (m: CopyManifest) => ({ ...m, rows: { ...m.rows, audit: 39 } })],
    ['rows', (m: CopyManifest) => ({ ...m, rows: { ...m.rows, ghosts: 1 } })],
    ['manifest', (m: CopyManifest) => ({ ...m, file: 'other.db' })],
    ['manifest', () => 'rubbish'],
  ] as const)('a manifest that says something else fails at %s', async (step, change) => {
    const place = bench();
    const manifest = await made(place);
    writeFileSync(join(place.folder, manifestName(manifest.file)), JSON.stringify(change(manifest)));
    expect(await drill(place)).toBe(step);
  });

  it('an entry of the audit chain that was edited with the key in hand is found', async () => {
    const place = bench();
    const { file } = await made(place);
    const path = join(place.folder, file);
    const { connect } = await import('../../../../main/infra/db/database.ts');
    const database = connect({ path, key: place.key, nativeBinding });
    database.exec('DROP TRIGGER IF EXISTS audit_keep_update');
    for (const { name } of database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'")
      .all() as { name: string }[])
      database.exec(`DROP TRIGGER "${name}"`);
    database.prepare("UPDATE audit SET event = 'test.other' WHERE sequence = 20").run();
    database.close();
    const manifestPath = join(place.folder, manifestName(file));
    const manifest = copyManifest.parse(JSON.parse(readFileSync(manifestPath, 'utf8')));
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    writeFileSync(manifestPath, JSON.stringify({ ...manifest, sha256 }));
    expect(await drill(place)).toBe('chain');
  });
});

describe('G7 J1 a second place that does not take it', () => {
  it('is away: named, and back without anybody doing more than connecting it', async () => {
    const place = bench();
    rmSync(place.folder, { recursive: true });
    expect(await place.copies.make(takenAt)).toMatchObject({ outcome: 'folderAway' });
    expect(await place.copies.list()).toBeNull();
    mkdirSync(place.folder);
    expect((await place.copies.make(takenAt)).outcome).toBe('done');
  });

  it.skipIf(!mayMount)(
    'is full, read-only, or vanishes: named, and the copies there stay as they were',
    async () => {
      const folder = join(temporaryFolder(), 'disk');
      mkdirSync(folder);
      expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', folder]).status).toBe(0);
      onTestFinished(() => void spawnSync('umount', ['-l', folder]));
      const place = bench(folder);
      const first = await made(place);
      const { bavail, bsize } = (await import('node:fs')).statfsSync(folder);
      writeFileSync(join(folder, 'ballast'), new Uint8Array(bavail * bsize - 8192));
      expect(await place.copies.make('2026-11-29T01:30:00.000Z')).toMatchObject({ outcome: 'folderFull' });
      expect((await listed(place)).map(({ file }) => file)).toEqual([first.file]);
      expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
      expect(await drill(place)).toBeNull();
      rmSync(join(folder, 'ballast'));
      spawnSync('mount', ['-o', 'remount,ro', folder]);
      expect(await place.copies.make('2026-11-30T01:30:00.000Z')).toMatchObject({
        outcome: 'folderReadOnly',
      });
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
      expect(await place.copies.make('2026-11-30T01:30:00.000Z')).toMatchObject({ outcome: 'folderAway' });
    },
  );

  it('a copy that was cut off by a kill is never taken for one, and the next one is whole', async () => {
    const place = bench();
    const first = await made(place);
    // What a kill leaves behind: half a copy under its working name, or a whole one without its manifest.
    writeFileSync(join(place.folder, 'cases-SZ50-20261129T013000000Z.db.part'), 'half');
    writeFileSync(join(place.folder, 'cases-SZ50-20261129T020000000Z.db'), 'no manifest');
    const found = await listed(place);
    expect(found.filter(({ manifest }) => manifest !== null).map(({ file }) => file)).toEqual([first.file]);
    const next = await made(place, '2026-11-29T01:30:00.000Z');
    expect(next.rows['audit']).toBe(40);
    expect(readdirSync(place.folder)).not.toContain(`${next.file}.part`);
  });
});

describe('G7 putting a copy in where there is no database', () => {
  async function toRestore(place: Bench, dataDir: string): Promise<CopyManifest> {
    const manifest = await made(place);
    const restore = join(dataDir, restoreFolderName);
    mkdirSync(restore, { recursive: true });
    for (const name of [manifest.file, manifestName(manifest.file)])
      writeFileSync(join(restore, name), readFileSync(join(place.folder, name)));
    return manifest;
  }
  const options = (place: Bench, dataDir: string) => ({
    dataDir,
    databaseKey: place.key,
    nativeBinding: nativeBinding ?? null,
    stationId: 'SZ50',
    mode: 'training' as const,
    at: takenAt,
  });

  it('takes it only when it is proven, of this station and of this mode; the copy itself is never touched', async () => {
    const place = bench();
    const dataDir = temporaryFolder();
    const manifest = await toRestore(place, dataDir);
    const refused = async (change: object): Promise<unknown> => {
      const answer = await restoreAtStart({ ...options(place, dataDir), ...change });
      expect(readdirSync(dataDir)).toEqual([restoreFolderName]);
      return answer.ok ? 'ok' : answer.error.code;
    };
    expect(await refused({ stationId: 'SZ51' })).toBe('restoreCopyBad');
    expect(await refused({ mode: 'production' })).toBe('restoreCopyBad');
    expect(await refused({ databaseKey: testKey() })).toBe('restoreCopyBad');
    const taken = await restoreAtStart(options(place, dataDir));
    expect(taken).toEqual({ ok: true, value: manifest });
    const again = openTestStores({ path: join(dataDir, caseDatabaseName), key: place.key });
    expect(again.audit.sequence()).toBe(40);
    again.close();
  });

  it('a damaged copy is refused, and a database that is there is never replaced', async () => {
    const place = bench();
    const dataDir = temporaryFolder();
    const { file } = await toRestore(place, dataDir);
    flip(join(dataDir, restoreFolderName, file), 5000);
    expect(await restoreAtStart(options(place, dataDir))).toMatchObject({
      ok: false,
      error: { code: 'restoreCopyBad' },
    });
    writeFileSync(join(dataDir, caseDatabaseName), 'somebody’s records');
    expect(await restoreAtStart(options(place, dataDir))).toEqual({ ok: true, value: null });
    expect(readFileSync(join(dataDir, caseDatabaseName), 'utf8')).toBe('somebody’s records');
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, new Uint8Array([(bytes[at] ?? 0) ^ 1]), 0, 1, at);
  closeSync(file);
}
