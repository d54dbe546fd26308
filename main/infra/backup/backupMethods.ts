import { existsSync, rmSync, statSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { IntegrityReport } from '../../app/ports/integrity.ts';
import type { CopyProof } from '../../app/ports/records.ts';
import { copyManifest, type CopyManifest, type CopyOutcome, type DrillStep } from '../../contract/records.ts';
import { connect, sqliteCode } from '../db/database.ts';
import { examineRecords } from '../db/seals/examineRecords.ts';
import { countersOf, openCopy, placeOf, rowCounts, type CopyKey } from './openCopy.ts';
import { digestOfFile, syncFile, syncFolder, writeWholeFile } from './wholeFile.ts';

export interface BackupPlaces {
  readonly databasePath: string;
  readonly databaseKey: Uint8Array;
  readonly nativeBinding: string | null;
  readonly folder: string;
  readonly stationId: string;
  readonly mode: 'training' | 'production';
  readonly program: string;
  /** File of the keys, whose recovery wrap goes beside each copy. */
  readonly keyFile: string;
}

export type MadeCopy =
  | { readonly outcome: 'done'; readonly manifest: CopyManifest }
  | { readonly outcome: Exclude<CopyOutcome, 'done'>; readonly detail: string };

/** What takes long: it runs in a worker thread of the core host, on a connection of its own. */
export interface BackupMethods {
  make(takenAt: string): Promise<MadeCopy>;
  prove(file: string): Promise<CopyProof>;
}
export type BackupMethodName = keyof BackupMethods;

export const manifestName = (copy: string): string => copy.replace(/\.db$/, '.json');

/** `cases-SZ50-20261128T013000000Z.db`: station and moment, nothing else. */
export const copyName = (stationId: string, takenAt: string): string =>
  `cases-${stationId}-${takenAt.replace(/[-:.]/g, '')}.db`;

export function backupMethods(places: BackupPlaces): BackupMethods {
  const key = {
    key: new Uint8Array(places.databaseKey),
    nativeBinding: places.nativeBinding,
  };

  async function make(takenAt: string): Promise<MadeCopy> {
    if (!existsSync(places.folder)) return { outcome: 'folderAway', detail: 'ENOENT' };
    const file = copyName(places.stationId, takenAt);
    const half = join(places.folder, `${file}.part`);
    try {
      removeHalf(half);
      copyInto(half);
      await syncFile(half);
      const manifest = await describe(half, file, takenAt);
      await rename(half, join(places.folder, file));
      await syncFolder(places.folder);
      // Last: a copy counts only with its manifest, so one that was cut off is never taken for a whole one.
      await writeWholeFile(join(places.folder, manifestName(file)), `${JSON.stringify(manifest, null, 2)}\n`);
      return { outcome: 'done', manifest };
    } catch (thrown) {
      const code = codeOf(thrown);
      try {
        removeHalf(half);
      } catch {
        // A place that is gone keeps what it has.
      }
      return { outcome: outcomeOf(code, places.folder), detail: code };
    }
  }

  /** One read transaction of SQLite's own: the copy is of one moment, and nobody who writes waits for it. */
  function copyInto(half: string): void {
    const database = connect({
      path: places.databasePath,
      key: key.key,
      ...(key.nativeBinding === null ? {} : { nativeBinding: key.nativeBinding }),
    });
    try {
      database.prepare('VACUUM INTO ?').run(half);
    } finally {
      database.close();
    }
  }

  async function describe(half: string, file: string, takenAt: string): Promise<CopyManifest> {
    const database = openCopy(half, key);
    try {
      return {
        version: 1,
        stationId: places.stationId,
        mode: places.mode,
        program: places.program,
        takenAt,
        file,
        bytes: statSync(half).size,
        sha256: await digestOfFile(half),
        place: placeOf(database),
        rows: rowCounts(database),
        counters: countersOf(database),
        recoveryKey: await recoveryWrapOf(places.keyFile),
      };
    } finally {
      database.close();
    }
  }

  return { make, prove: (file) => proveCopy(places.folder, file, key) };
}

/**
 * Opens a copy and looks at all of it: manifest, bytes, key, every page, the audit chain, its head and the rows against the manifest. Stops at
 * the first step that fails. Never rejects: what cannot be opened is an answer.
 */
export async function proveCopy(
  folder: string,
  file: string,
  key: Parameters<typeof openCopy>[1],
): Promise<CopyProof> {
  const steps: { step: DrillStep; ok: boolean; figure: string }[] = [];
  const note = (step: DrillStep, ok: boolean, figure: string): boolean => {
    steps.push({ step, ok, figure });
    return ok;
  };
  const failed = (step: DrillStep): CopyProof => ({ steps, failed: step, place: null, rows: 0 });

  const manifest = await readManifest(join(folder, manifestName(file)));
  if (!note('manifest', manifest !== null && manifest.file === file, manifest?.takenAt ?? '—'))
    return failed('manifest');
  if (manifest === null) return failed('manifest');
  const path = join(folder, file);
  const digest = await digestOfFile(path).catch(() => '—');
  if (!note('bytes', digest === manifest.sha256, digest.slice(0, 16))) return failed('bytes');
  let at: DrillStep = 'opens';
  try {
    const database = openCopy(path, key);
    try {
      const place = placeOf(database);
      note('opens', true, `${manifest.bytes}`);
      at = 'pages';
      const pages = String(database.pragma('integrity_check(1)', { simple: true }));
      const count = String(database.pragma('page_count', { simple: true }));
      if (!note('pages', pages === 'ok', count)) return failed('pages');
      at = 'chain';
      const records = examineAll(path, key);
      if (!note('chain', records.intact, `${records.audit.rows} / ${records.rows}`)) return failed('chain');
      at = 'head';
      const sameHead =
        place.head === manifest.place.head &&
        place.sequence === manifest.place.sequence &&
        place.line === manifest.place.line;
      if (!note('head', sameHead, `${place.sequence}`)) return failed('head');
      at = 'rows';
      const rows = rowCounts(database);
      const sum = Object.values(rows).reduce((total, each) => total + each, 0);
      const names = new Set([...Object.keys(rows), ...Object.keys(manifest.rows)]);
      const sameRows = [...names].every((name) => rows[name] === manifest.rows[name]);
      if (!note('rows', sameRows, `${sum}`)) return failed('rows');
      return { steps, failed: null, place, rows: sum };
    } finally {
      database.close();
    }
  } catch (thrown) {
    note(at, false, codeOf(thrown));
    return failed(at);
  }
}

/** Every row's seal and the whole audit chain (I1); no mark lies beside a copy, its manifest has the head. */
function examineAll(path: string, { key, nativeBinding }: CopyKey): IntegrityReport {
  const walk = examineRecords({
    path,
    key,
    headFile: false,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  });
  for (;;) {
    const step = walk.next();
    if (step.done === true) return step.value;
  }
}

export async function readManifest(path: string): Promise<CopyManifest | null> {
  try {
    return copyManifest.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/** The wrap that only the recovery officer opens; null where the station has none, or no key file of its own (tests, training). */
async function recoveryWrapOf(path: string): Promise<string | null> {
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as { readonly recovery?: unknown };
    return typeof file.recovery === 'string' ? file.recovery : null;
  } catch {
    return null;
  }
}

function removeHalf(half: string): void {
  for (const part of ['', '-journal', '-wal', '-shm']) rmSync(half + part, { force: true });
}

function codeOf(thrown: unknown): string {
  const sqlite = sqliteCode(thrown);
  if (sqlite !== '') return sqlite;
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  return typeof code === 'string' ? code : 'unknown';
}

/** SQLite says of a folder that is gone, and of one nobody may write, only that it cannot open: the folder itself tells which. */
function outcomeOf(code: string, folder: string): Exclude<CopyOutcome, 'done'> {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'folderFull';
  if (!existsSync(folder)) return 'folderAway';
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return 'folderReadOnly';
  if (code.startsWith('SQLITE_CANTOPEN')) return 'folderReadOnly';
  return 'failed';
}
