import { existsSync, mkdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Copies, FoundCopy } from '../../app/ports/records.ts';
import { startThread } from '../threads/startThread.ts';
import {
  backupMethods,
  manifestName,
  readManifest,
  type BackupMethodName,
  type BackupMethods,
  type BackupPlaces,
} from './backupMethods.ts';

export interface CopiesOptions extends Omit<BackupPlaces, 'folder'> {
  /** Null = the profile names no second place. */
  readonly folder: string | null;
  /** Folder with the built `backup.mjs`; null makes copies in this thread (tests, tools). */
  readonly workersDir: string | null;
}
export type RunningCopies = Copies & { close(): Promise<void> };

/** A share that hangs must not keep the station waiting for an answer. */
const answersWithinMs = 10_000;

/** Copies of the precious file in the second place. A worker that dies is a copy that failed; the next one starts another. */
export function createCopies(options: CopiesOptions): RunningCopies {
  const { folder, workersDir } = options;
  if (folder === null) return noCopies;
  const places: BackupPlaces = { ...options, folder };
  // A training station makes its own: nobody would know what to connect.
  if (options.mode === 'training') makeFolder(folder);
  const thread =
    workersDir === null ? null : startThread<BackupMethodName>('backup', workersDir, { ...places });
  const here = backupMethods(places);
  const run = <Name extends BackupMethodName>(
    name: Name,
    ...input: Parameters<BackupMethods[Name]>
  ): ReturnType<BackupMethods[Name]> =>
    (thread === null
      ? (here[name] as (...given: readonly unknown[]) => unknown)(...input)
      : thread.run(name, input)) as ReturnType<BackupMethods[Name]>;

  return {
    folder,
    async make(takenAt) {
      try {
        return await run('make', takenAt);
      } catch {
        return { outcome: 'failed', detail: 'thread' };
      }
    },
    list: () => within(answersWithinMs, listCopies(folder, options.stationId)),
    async prove({ file }) {
      try {
        return await run('prove', file);
      } catch {
        return {
          steps: [{ step: 'opens', ok: false, figure: 'thread' }],
          failed: 'opens',
          place: null,
          rows: 0,
        };
      }
    },
    async remove(files) {
      for (const file of files)
        for (const name of [manifestName(file), file])
          await rm(join(folder, name), { force: true }).catch(() => undefined);
    },
    close: async () => thread?.close(),
  };
}

const noCopies: RunningCopies = {
  folder: null,
  make: () => Promise.resolve({ outcome: 'folderAway', detail: 'none' }),
  list: () => Promise.resolve([]),
  prove: () => Promise.resolve({ steps: [], failed: 'manifest', place: null, rows: 0 }),
  remove: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

function makeFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // Said by the first copy.
  }
}

/** Copies of this station by their manifests, newest first; null where the place does not answer. */
export async function listCopies(folder: string, stationId: string): Promise<readonly FoundCopy[] | null> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch {
    return null;
  }
  const pattern = /^cases-([A-Z0-9]{2,8})-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z\.db$/;
  const found = await Promise.all(
    names.map(async (file): Promise<FoundCopy[]> => {
      const parts = pattern.exec(file);
      if (parts === null || parts[1] !== stationId) return [];
      const [, , year, month, day, hour, minute, second, rest] = parts;
      const takenAt = `${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`;
      const manifest = await readManifest(join(folder, manifestName(file)));
      return [{ file, takenAt, manifest: manifest?.file === file ? manifest : null }];
    }),
  );
  return found.flat().toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
}

async function within<Value>(limitMs: number, work: Promise<Value | null>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
    timer.unref();
  });
  const value = await Promise.race([work, limit]);
  clearTimeout(timer);
  return value;
}
