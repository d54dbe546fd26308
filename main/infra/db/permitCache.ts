import { rmSync } from 'node:fs';
import type { PermitCache, PermitPuller } from '../../app/ports/permits.ts';
import type { Upstream } from '../../app/ports/outside.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { isDamage, type DatabaseOptions } from './database.ts';
import { OtherShape, openPermitFile, type PermitFile } from './permitFile.ts';
import { readPages, rowsOf, whereRoom } from './permitPages.ts';
import { packPermits } from './permitRows.ts';

/** The cache with its writing side, in the thread that asks. */
export interface OpenPermitCache extends PermitCache {
  cursor(): string;
  /** One page of the feed in one transaction; the cursor moves with it. */
  savePage(permits: readonly PermitRecord[], cursor: string, fetchedAt: string): void;
  /** The feed was pulled to its end: every record is as upstream had it at `at`, also those that did not change since they came (G8). */
  confirmCurrent(at: string): void;
  /** Takes the names of the next records into the index, in one commit. Fewer than `limit` = all are in it. */
  indexNames(limit: number): number;
  forget(permitNumber: string): boolean;
  settle(): boolean;
  close(): void;
}

/** A page that is parsed and written by the thread of the desk is a short one. */
const pageSize = 1000;

/**
 * The permit cache in a file of its own. All of it can be pulled again, so a file that is damaged, of another shape or of another key is
 * thrown away: at the start, and also when a page turns out damaged while it is read.
 */
export function openPermitCache(options: DatabaseOptions): OpenPermitCache {
  let current = openOrRebuild(options);
  const guarded = <Value>(work: (file: PermitFile) => Value): Value => {
    try {
      return work(current);
    } catch (error) {
      if (!isDamage(error)) throw error;
      current.close();
      discard(options.path);
      current = openPermitFile(options);
      return work(current);
    }
  };
  const puller = (upstream: Upstream): PermitPuller => ({
    next: async (cursor) => readPages(upstream, { cursor, limit: pageSize, atMost: pageSize }),
    keep(page, askedAt) {
      const rows = rowsOf(page);
      const kept = (): boolean => guarded((file) => file.keep({ ...page, rows }, askedAt));
      return Promise.resolve(whereRoom(() => (kept() ? 'kept' : 'moved'), 'noRoom'));
    },
    untold: (after, limit) => Promise.resolve(guarded((file) => file.untold(after, limit))),
    drop: (numbers) => Promise.resolve(guarded((file) => file.drop(numbers))),
    confirm: (at, cursor) => Promise.resolve(guarded((file) => file.confirmCurrent(at, cursor))),
    namesAtOnce: pageSize,
    indexNames: (limit) => Promise.resolve(whereRoom(() => guarded((file) => file.indexNames(limit)), 0)),
    settle: () => Promise.resolve(void guarded((file) => file.settle())),
  });
  return {
    cursor: () => guarded((file) => file.cursor()),
    savePage: (permits, cursor, fetchedAt) =>
      guarded((file) => {
        const rows = packPermits();
        rows.add(permits);
        file.keep({ cursor, feed: file.place().feed, rows: rows.take(), gone: [] }, fetchedAt);
      }),
    confirmCurrent: (at) => guarded((file) => void file.confirmCurrent(at, null)),
    byPermitNumber: (number) => guarded((file) => file.byPermitNumber(number)),
    byPassportNumber: (number) => guarded((file) => file.byPassportNumber(number)),
    indexNames: (limit) => guarded((file) => file.indexNames(limit)),
    byName: (parts, limit) => guarded((file) => file.byName(parts, limit)),
    forget: (number) => guarded((file) => file.forget(number)),
    settle: () => guarded((file) => file.settle()),
    count: () => guarded((file) => file.count()),
    namesWaiting: () => guarded((file) => file.namesWaiting()),
    asOf: () => guarded((file) => file.asOf()),
    place: () => guarded((file) => file.place()),
    puller,
    close: () => current.close(),
  };
}

/** Opens the file; one that cannot be used is thrown away and begun anew. */
export function openOrRebuild(options: DatabaseOptions): PermitFile {
  try {
    return openPermitFile(options);
  } catch (error) {
    if (!isDamage(error) && !(error instanceof OtherShape)) throw error;
    discard(options.path);
    return openPermitFile(options);
  }
}

/** Takes the file away with its log. Nobody may have it open. */
export function discard(path: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(path + part, { force: true });
}
