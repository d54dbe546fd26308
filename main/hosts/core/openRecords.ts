import { join } from 'node:path';
import { gateHandlers } from '../../app/gate/gateHandlers.ts';
import type { Deps, Handlers } from '../../app/deps.ts';
import { createBackups } from '../../app/records/backups.ts';
import { recordsHandlers } from '../../app/records/recordsHandlers.ts';
import { createRecordsKeeper, type RecordsKeeper } from '../../app/records/recordsKeeper.ts';
import type { Sync } from '../../app/sync/createSync.ts';
import { caseDatabaseName, keyFileName, type CoreHostInit } from '../../contract/hosts.ts';
import { failure, type Result } from '../../contract/result.ts';
import { shanghaiTime } from '../../domain/calendar/shanghai.ts';
import { createAnchors } from '../../infra/backup/createAnchors.ts';
import { proveCopy } from '../../infra/backup/backupMethods.ts';
import { createCopies, listCopies } from '../../infra/backup/createCopies.ts';
import { hasRecoveryWrap } from '../../infra/backup/keyFacts.ts';
import { forgetRestoredMark, restoreAtStart, restoredMark } from '../../infra/backup/restoreAtStart.ts';

export interface RecordsPart {
  readonly keeper: RecordsKeeper;
  readonly handlers: Handlers<
    | 'startGate'
    | 'startGatePaper'
    | 'backupStatus'
    | 'backupNow'
    | 'backupDrill'
    | 'recordsStanding'
    | 'recordsAsk'
    | 'recordsAccept'
  >;
  /** Before anything is written: were these records put in from a copy, and are they the newest? */
  look(): Promise<void>;
  start(): void;
  /** With the stores still open. */
  close(): Promise<void>;
}

/** Joins start gate, copies and the watch over old records (J1, G7, I1). */
export function openRecords(
  init: CoreHostInit,
  deps: Deps,
  sync: () => Pick<Sync, 'upstreamAheadMs'>,
): RecordsPart {
  const { profile, dataDir } = init;
  const folder = profile.backup?.folder ?? null;
  const keyFile = join(dataDir, keyFileName);
  const copies = createCopies({
    databasePath: join(dataDir, caseDatabaseName),
    databaseKey: init.databaseKey,
    nativeBinding: init.sqliteNativeBinding,
    folder,
    stationId: profile.stationId,
    mode: profile.mode,
    program: init.version,
    keyFile,
    workersDir: init.workersDir,
  });
  const anchors = createAnchors({
    dataDir,
    folder,
    stationId: profile.stationId,
    databaseKey: init.databaseKey,
  });
  const keeper = createRecordsKeeper(deps, anchors);
  const backups = createBackups(deps, copies);
  let closed = false;
  return {
    keeper,
    handlers: {
      ...recordsHandlers(deps, { backups, keeper }),
      ...gateHandlers(deps, {
        backups,
        keys: () => ({ recoveryWrap: hasRecoveryWrap(keyFile), hallKey: init.hallKey !== undefined }),
        upstreamAheadMs: () => sync().upstreamAheadMs(),
      }),
    },
    async look() {
      // Before anything is written: an entry of this start would look like another history at that place.
      await keeper.compareMarks();
      const copy = restoredMark(dataDir);
      if (copy === null) return;
      keeper.noteRestored(copy);
      forgetRestoredMark(dataDir);
    },
    start() {
      keeper.start();
      backups.start();
    },
    async close() {
      if (closed) return;
      closed = true;
      await backups.stop();
      await keeper.stop();
      await copies.close();
    },
  };
}

/**
 * The database was damaged and put aside: which copy can take its place, how old it is, and how much came after it. Proven on the spot, newest first;
 * only the failure itself where none is.
 */
export async function offerCopy(init: CoreHostInit): Promise<Result<never>> {
  const { profile } = init;
  const folder = profile.backup?.folder;
  const found = folder === undefined ? null : await listCopies(folder, profile.stationId);
  if (folder === undefined || found === null) return failure('databaseDamaged');
  const key = { key: init.databaseKey, nativeBinding: init.sqliteNativeBinding };
  const anchors = createAnchors({
    dataDir: init.dataDir,
    folder,
    stationId: profile.stationId,
    databaseKey: init.databaseKey,
  });
  const known = (await anchors.read()).map(({ anchor }) => anchor.place.sequence);
  for (const { file, takenAt } of found) {
    const { failed, place } = await proveCopy(folder, file, key);
    if (failed !== null || place === null) continue;
    return failure('databaseDamagedCopy', {
      copy: file,
      takenAt: shanghaiTime(takenAt),
      age: Math.max(0, Math.round((Date.now() - Date.parse(takenAt)) / 3_600_000)),
      entries: Math.max(0, ...known.map((sequence) => sequence - place.sequence)),
      folder,
    });
  }
  return failure('databaseDamaged');
}

/** Puts a copy from `restore/` in, where there is no database. Fails with restoreCopyBad. */
export async function restoreIfAsked(init: CoreHostInit): Promise<Result<unknown>> {
  return restoreAtStart({
    dataDir: init.dataDir,
    databaseKey: init.databaseKey,
    nativeBinding: init.sqliteNativeBinding,
    stationId: init.profile.stationId,
    mode: init.profile.mode,
    at: new Date().toISOString(),
  });
}
