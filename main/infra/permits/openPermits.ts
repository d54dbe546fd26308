import type { FeedAnswer, PermitCache, PermitPuller } from '../../app/ports/permits.ts';
import type { UpstreamAccess } from '../../contract/hosts.ts';
import { isDamage, type DatabaseOptions } from '../db/database.ts';
import { discard, openOrRebuild, openPermitCache } from '../db/permitCache.ts';
import { openPermitFile, type PermitFile } from '../db/permitFile.ts';
import { startThread } from '../threads/startThread.ts';
import { rowsOf } from '../db/permitPages.ts';
import type { FeedMethodName } from './feedMethods.ts';
import type { Kept, KeeperMethodName, KeeperMethods } from './keeperMethods.ts';

export interface OpenPermits extends PermitCache {
  /** Gives up what is asked upstream; nothing is asked afterwards. */
  hangUp(): Promise<void>;
  /** Resolves when what was being written is written and every connection is closed. */
  close(): Promise<void>;
}

export interface PermitsOptions {
  readonly database: DatabaseOptions;
  /** Where the threads that pull are built, and whom they ask. Null, or no folder: the thread of the desk pulls by the client it is given. */
  readonly own: { readonly access: UpstreamAccess; readonly workersDir: string | null } | null;
}

/**
 * The permit cache of a station. A pull of a million records never touches the thread of the desk: one thread asks and parses, one writes, and
 * this one only reads (WAL: a reader waits for nobody) and hears of what has to be known first.
 */
export function openPermits({ database, own }: PermitsOptions): OpenPermits {
  if (own !== null && own.workersDir !== null) return openThreaded(database, own.access, own.workersDir);
  const cache = openPermitCache(database);
  return { ...cache, hangUp: () => Promise.resolve(), close: () => Promise.resolve(cache.close()) };
}

/** A commit of the writer's thread holds up nobody but other writes, so it may be a large one. */
const namesAtOnce = 10_000;
/**
 * Little and often: what one answer leaves behind is swept before the next one comes. The older space of the asking thread holds the largest
 * answer that the adapter takes (32 MB), as text and as objects; the writer holds no objects.
 */
const feedMemory = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 256 };
const keeperMemory = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 96 };
const nowhere = { cursor: '', feed: '', anew: false };

function openThreaded(database: DatabaseOptions, access: UpstreamAccess, workersDir: string): OpenPermits {
  const feed = startThread<FeedMethodName>('permitFeed', workersDir, { access }, feedMemory);
  const keeper = startThread<KeeperMethodName>('permitKeeper', workersDir, database, keeperMemory);
  let reader: PermitFile | null = openOrRebuild(database);
  let renewing: Promise<void> = Promise.resolve();
  let hungUp = false;
  let writes = false;

  /** The file is thrown away once nobody has it open; until the new one is there nothing is found, as in an empty copy. */
  function renew(): void {
    if (reader === null) return;
    reader.close();
    reader = null;
    renewing = (async () => {
      if (writes) await keeper.run('letGo', []).catch(() => undefined);
      discard(database.path);
      reader = openPermitFile(database);
    })().catch(() => undefined);
  }
  const read = <Value>(work: (file: PermitFile) => Value, empty: Value): Value => {
    try {
      return reader === null ? empty : work(reader);
    } catch (error) {
      if (!isDamage(error)) throw error;
      renew();
      return empty;
    }
  };
  /** Null: the file turned out damaged, and a new one was begun. */
  async function write<Name extends KeeperMethodName>(
    name: Name,
    input: Parameters<KeeperMethods[Name]>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Value<Name> | null> {
    await renewing;
    writes = true;
    const kept = (await keeper.run(name, input, transfer)) as Kept<Value<Name>>;
    if (kept.kind === 'done') return kept.value;
    renew();
    await renewing;
    return null;
  }

  const puller: PermitPuller = {
    async next(cursor) {
      if (hungUp) return { kind: 'offline', detail: 'closing' };
      try {
        return (await feed.run('next', [cursor])) as FeedAnswer;
      } catch (error) {
        if (!hungUp) throw error;
        return { kind: 'offline', detail: 'closing' };
      }
    },
    keep: async (page, askedAt) => {
      const { bytes, ends } = rowsOf(page);
      const memory = [bytes.buffer as ArrayBuffer, ends.buffer as ArrayBuffer];
      return (await write('keep', [page, askedAt], memory)) ?? 'moved';
    },
    untold: async (after, limit) => (await write('untold', [after, limit])) ?? { numbers: [], last: after },
    drop: async (numbers) => void (await write('drop', [numbers])),
    confirm: async (at, cursor) => (await write('confirm', [at, cursor])) ?? false,
    namesAtOnce,
    indexNames: async (limit) => (await write('indexNames', [limit])) ?? 0,
    settle: async () => void (await write('settle', [])),
  };
  return {
    byPermitNumber: (number) => read((file) => file.byPermitNumber(number), null),
    byPassportNumber: (number) => read((file) => file.byPassportNumber(number), null),
    byName: (parts, limit) => read((file) => file.byName(parts, limit), { found: [], waiting: 0 }),
    count: () => read((file) => file.count(), 0),
    namesWaiting: () => read((file) => file.namesWaiting(), 0),
    asOf: () => read((file) => file.asOf(), null),
    place: () => read((file) => file.place(), nowhere),
    forget: async (number) => (await write('forget', [number])) ?? false,
    settle: async () => (await write('settle', [])) ?? true,
    puller: () => puller,
    async hangUp() {
      hungUp = true;
      await feed.close();
    },
    async close() {
      hungUp = true;
      await feed.close();
      await renewing;
      if (writes) {
        // Here and not when the last connection closes: that is the desk's thread, and the log may be long.
        await keeper.run('settle', []).catch(() => undefined);
        await keeper.run('letGo', []).catch(() => undefined);
      }
      await keeper.close();
      reader?.close();
      reader = null;
    },
  };
}

type Value<Name extends KeeperMethodName> =
  ReturnType<KeeperMethods[Name]> extends Kept<infer Inner> ? Inner : never;
