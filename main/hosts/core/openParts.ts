import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { caseDatabaseName, type CoreHostInit } from '../../contract/hosts.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { keptTime } from '../../contract/clock.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { createPackRegister, type PackRegister } from '../../domain/rules/selectRulePack.ts';
import type { Exports } from '../../app/ports/exports.ts';
import type { Paper, Upstream } from '../../app/ports/outside.ts';
import type { Pictures } from '../../app/ports/pictures.ts';
import type { PermitCache } from '../../app/ports/stores.ts';
import type { CarryFiles } from '../../app/ports/carryFiles.ts';
import type { Clock, Crypto, Disk, Ids, Log, MovableClock, SteadyClock } from '../../app/ports/system.ts';
import { createSteadyClock } from '../../app/station/steadyClock.ts';
import { createCarryFiles } from '../../infra/carry/createCarryFiles.ts';
import { createCrypto } from '../../infra/crypto/createCrypto.ts';
import { openStores, type OpenStores } from '../../infra/db/open.ts';
import { readLanguageFiles, type LanguageFiles } from '../../infra/languages/readLanguageFiles.ts';
import { createExports } from '../../infra/exports/createExports.ts';
import { createLog } from '../../infra/log/createLog.ts';
import { createPaper } from '../../infra/paper/createPaper.ts';
import { openPermits } from '../../infra/permits/openPermits.ts';
import { createPictures } from '../../infra/photo/createPictures.ts';
import { clockFileName, computerFileName, createMovableClock } from '../../infra/system/movableClock.ts';
import { createRandomIds } from '../../infra/system/randomIds.ts';
import { createDataDisk } from '../../infra/system/dataDisk.ts';
import { createSystemClock } from '../../infra/system/systemClock.ts';
import { createUpstream } from '../../infra/upstream/createUpstream.ts';
import { openTemplate } from './openTemplate.ts';
import { packsInUse } from './packsInUse.ts';
import { acceptedPublishers, readRulePackFiles } from './rulePackFiles.ts';

/** Parts of the core host that a test may replace. */
export interface PartOverrides {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Log;
  readonly upstream?: Upstream;
  readonly paper?: Paper;
  /** The same stores with somebody looking on, e.g. one who ends the process at a certain commit. */
  readonly watchStores?: (stores: OpenStores) => OpenStores;
  readonly disk?: Disk;
}

/** Everything that is outside of the use cases, opened. */
export interface Parts {
  readonly clock: Clock;
  /** The same clock where it can be moved: on a training station. */
  readonly movable: MovableClock | null;
  /** The computer's clock where it can be set: on a training station. */
  readonly computer: MovableClock | null;
  /** The computer's clock held to the time that passes, below the trainee's moves. */
  readonly steady: SteadyClock;
  readonly ids: Ids;
  readonly crypto: Crypto;
  readonly log: Log;
  readonly packs: PackRegister;
  readonly stores: OpenStores;
  readonly disk: Disk;
  readonly permits: PermitCache;
  readonly upstream: Upstream;
  readonly paper: Paper;
  readonly exports: Exports;
  readonly pictures: Pictures;
  readonly carryFiles: CarryFiles;
  readonly languageFiles: LanguageFiles;
  /** Gives up every call that is under way upstream, and all later ones: they end as `offline`. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

/** Opens database, cache, log, papers and the upstream adapter. Fails with diskReadOnly and the failures of `openStores`, `createPackRegister`, `openTemplate` and `packsInUse`. */
export function openParts(init: CoreHostInit, overrides: PartOverrides = {}): Result<Parts> {
  // Before a file is opened: a database that cannot be written says only that it cannot be opened.
  const disk = writableDisk(init.dataDir);
  if (disk === null) return failure('diskReadOnly');
  const real = overrides.clock ?? createSystemClock();
  const moved = (clock: Clock, file: string): MovableClock | null =>
    init.profile.mode === 'training' ? createMovableClock(clock, join(init.dataDir, file)) : null;
  const computer = moved(real, computerFileName);
  const steady = createSteadyClock(computer ?? real);
  const movable = moved(steady, clockFileName);
  const clock = movable ?? steady;
  const packFiles = readRulePackFiles(
    [join(init.resourcesDir, 'rules'), join(init.dataDir, 'rules')],
    acceptedPublishers(init.profile),
    init.profile.region,
  );
  if (!packFiles.ok) return packFiles;
  const packs = createPackRegister(packFiles.value, init.profile.region, () => shanghaiDate(clock.now()));
  if (!packs.ok) return packs;
  const cardTemplate = openTemplate(init);
  if (!cardTemplate.ok) return cardTemplate;
  const database = {
    key: init.databaseKey,
    ...(init.sqliteNativeBinding === null ? {} : { nativeBinding: init.sqliteNativeBinding }),
  };
  const opened = openStores({
    ...database,
    path: join(init.dataDir, caseDatabaseName),
    mode: init.profile.mode,
    now: () => clock.now(),
  });
  if (!opened.ok) return opened;
  // A trainee's records may be of any time: they say nothing about the computer's clock.
  const newest = movable === null ? opened.value.audit.latestAt() : null;
  steady.resume(opened.value.standings.get('clock', keptTime), newest === null ? null : Date.parse(newest));
  const usable = packsInUse(opened.value, packs.value, clock.now());
  if (!usable.ok) {
    opened.value.close();
    return usable;
  }
  const stores = overrides.watchStores?.(opened.value) ?? opened.value;
  const permits = openPermits({
    database: { ...database, path: join(init.dataDir, 'permits.db') },
    // A test that answers in upstream's place is asked by this thread.
    own: overrides.upstream === undefined ? { access: init.upstream, workersDir: init.workersDir } : null,
  });
  const log = createLog({ folder: join(init.dataDir, 'logs'), process: 'core' });
  const upstream = createUpstream(init.upstream);
  const { fontsDir, resourcesDir, workersDir } = init;
  const paper = createPaper({ fontsDir, resourcesDir, workersDir, cardTemplate: cardTemplate.value });
  const exports = createExports({ fontsDir, workersDir });
  const pictures = createPictures(workersDir);
  const carryFiles = createCarryFiles(workersDir);
  return success({
    clock,
    movable,
    computer,
    steady,
    ids: overrides.ids ?? createRandomIds(),
    crypto: createCrypto({ databaseKey: init.databaseKey }),
    log: overrides.log ?? log,
    packs: packs.value,
    stores,
    disk: overrides.disk ?? disk,
    permits,
    upstream: overrides.upstream ?? upstream,
    paper: overrides.paper ?? paper,
    exports,
    pictures,
    carryFiles,
    languageFiles: readLanguageFiles([join(resourcesDir, 'languages'), join(init.dataDir, 'languages')]),
    hangUp: async () => void (await Promise.all([upstream.close(), permits.hangUp()])),
    async close() {
      await Promise.all([
        upstream.close(),
        paper.close(),
        exports.close(),
        pictures.close(),
        carryFiles.close(),
      ]);
      await permits.close();
      stores.close();
      log.close();
    },
  });
}

/** The disk of the data, with the folder made where there is none; null = it takes nothing. */
function writableDisk(folder: string): Disk | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return null;
  }
  const disk = createDataDisk(folder);
  return disk.room().writable ? disk : null;
}
