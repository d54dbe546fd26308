import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { caseDatabaseName } from '../../contract/hosts.ts';
import { copyManifest, type CopyManifest, type DrillStep } from '../../contract/records.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { proveCopy, readManifest, manifestName } from './backupMethods.ts';
import { syncFile, syncFolder, writeWholeFile } from './wholeFile.ts';

/** Folder inside the data folder where a technician puts the copy and its manifest. */
export const restoreFolderName = 'restore';
/** Written before the copy takes its place: whoever opens the file then knows what it is, also after a power cut in between. */
const markName = 'restored.json';

export interface RestoreOptions {
  readonly dataDir: string;
  readonly databaseKey: Uint8Array;
  readonly nativeBinding: string | null;
  readonly stationId: string;
  readonly mode: 'training' | 'production';
  /** ISO instant. */
  readonly at: string;
}

const words: Readonly<Record<DrillStep, string>> = {
  manifest: '缺少清单或清单无效 the manifest is missing or not valid',
  bytes: '文件与清单不符 the file is not the one of its manifest',
  opens: '密钥打不开 the key does not open it',
  pages: '页面损坏 a page is damaged',
  chain: '审计链断裂 the audit chain is broken',
  head: '审计链末值与清单不符 the head of the chain differs from the manifest',
  rows: '行数与清单不符 row counts differ from the manifest',
  ours: '与本站记录不符 differs from our records',
};

/**
 * Puts a copy in the place of a database that is not there: on a new PC, or after a damaged file was put aside (G7). A database that is there is
 * never replaced. The whole copy is proven first. Answers the manifest of what was put in, null = there is nothing to restore. Fails with
 * restoreCopyBad; then nothing was changed.
 */
export async function restoreAtStart(options: RestoreOptions): Promise<Result<CopyManifest | null>> {
  const folder = join(options.dataDir, restoreFolderName);
  const target = join(options.dataDir, caseDatabaseName);
  if (existsSync(target) || !existsSync(folder)) return success(null);
  const file = readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .toSorted()
    .at(-1);
  if (file === undefined) return success(null);
  const manifest = await readManifest(join(folder, manifestName(file)));
  if (manifest === null) return failure('restoreCopyBad', { reason: words.manifest });
  if (manifest.stationId !== options.stationId)
    return failure('restoreCopyBad', {
      reason: `终端编号不同 of another station: ${manifest.stationId}`,
    });
  if (manifest.mode !== options.mode)
    return failure('restoreCopyBad', { reason: `运行模式不同 of another mode: ${manifest.mode}` });
  const proof = await proveCopy(folder, file, {
    key: options.databaseKey,
    nativeBinding: options.nativeBinding,
  });
  if (proof.failed !== null) return failure('restoreCopyBad', { reason: words[proof.failed] });

  const half = `${target}.restoring`;
  rmSync(half, { force: true });
  await copyFile(join(folder, file), half);
  await syncFile(half);
  await writeWholeFile(join(options.dataDir, markName), `${JSON.stringify(manifest)}\n`);
  // What belongs to the file that was lost says nothing about this one.
  for (const part of ['-wal', '-shm', '.keycheck']) rmSync(target + part, { force: true });
  await rename(half, target);
  await syncFolder(options.dataDir);
  renameSync(folder, join(options.dataDir, `${restoreFolderName}-done-${options.at.replace(/[-:.]/g, '')}`));
  return success(manifest);
}

/** The copy that the database was made of and that nobody has written down in it yet; null = none. */
export function restoredMark(dataDir: string): CopyManifest | null {
  try {
    return copyManifest.parse(JSON.parse(readFileSync(join(dataDir, markName), 'utf8')));
  } catch {
    return null;
  }
}

/** The database itself says it now. */
export function forgetRestoredMark(dataDir: string): void {
  rmSync(join(dataDir, markName), { force: true });
}
