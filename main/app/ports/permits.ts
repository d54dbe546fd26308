import type { PermitRecord } from '../../contract/permit.ts';
import type { Upstream } from './outside.ts';

/** A permit as this station has it. `fetchedAt`: when upstream last vouched for it (G8). */
export interface KeptPermit {
  readonly record: PermitRecord;
  readonly fetchedAt: string;
}

/** The rebuildable permit cache: a file of its own. What is read here never waits for what is written (design 2). */
export interface PermitCache {
  byPermitNumber(permitNumber: string): KeptPermit | null;
  /** Of several permits of one passport the valid one, then the newest. */
  byPassportNumber(passportNumber: string): KeptPermit | null;
  /** Records whose name holds every part (`nameSearchParts`), at most `limit`; `waiting`: records whose names are not in the index yet. */
  byName(
    parts: readonly string[],
    limit: number,
  ): { readonly found: readonly KeptPermit[]; readonly waiting: number };
  /** Lets one go at its end (I3); the feed brings it again when it changes. False = it was not there. */
  forget(permitNumber: string): boolean | Promise<boolean>;
  /** Empties its write-ahead log, as `RetentionStore.settle` does with that of the precious file. */
  settle(): boolean | Promise<boolean>;
  count(): number;
  /** Records whose names cannot be found yet. */
  namesWaiting(): number;
  /** When the feed was last read to its end; null = never. */
  asOf(): string | null;
  /** Where the feed is read on. */
  place(): FeedPlace;
  /** How pages come into the file. `upstream` is asked by this thread; a cache with a thread of its own has a client of its own. */
  puller(upstream: Upstream): PermitPuller;
}

export interface FeedPlace {
  readonly cursor: string;
  /** Which line of the feed the cursor counts in; empty = none was told yet. */
  readonly feed: string;
  /** The feed began anew: at its end, what was not told again is to go. */
  readonly anew: boolean;
}

/** A page of the feed that fits the contract, before anything of it is kept. */
export interface FeedPage {
  /** The cursor that it was asked with; it can be kept only while the file still stands there. */
  readonly from: string;
  readonly cursor: string;
  readonly feed: string;
  readonly more: boolean;
  /** How many records the whole feed has; null = not counted. */
  readonly total: number | null;
  readonly permits: number;
  /** Numbers of this page that are no longer valid, and those that upstream has no more: whoever acts on such a permit must hear of it first (G9). */
  readonly ended: readonly string[];
  readonly gone: readonly string[];
  /** The records as the writer of the file takes them; nobody else looks into it. */
  readonly rows: unknown;
}

export type FeedAnswer =
  | { readonly kind: 'page'; readonly page: FeedPage }
  /** As in `UpstreamOutcome`. The feed knows no refusal: one is an answer that is not ours. */
  | { readonly kind: 'offline' | 'linkFault'; readonly detail: string };

/** Brings the feed into the file, one call at a time except `next`, which may run beside a `keep`. */
export interface PermitPuller {
  /** Asks for the page behind `cursor`. Keeps nothing. */
  next(cursor: string): Promise<FeedAnswer>;
  /**
   * The page and its cursor in one commit. `moved`: the file does not stand where the page was asked for (it was damaged and begun anew, or
   * somebody else pulled): nothing was kept. `noRoom`: the disk is full; nothing was kept.
   */
  keep(page: FeedPage, askedAt: string): Promise<'kept' | 'moved' | 'noRoom'>;
  /** The next records that the feed did not tell again since it began anew, at most `limit`; `last` is asked with next, 0 at first. */
  untold(
    after: number,
    limit: number,
  ): Promise<{ readonly numbers: readonly string[]; readonly last: number }>;
  /** They leave the copy. */
  drop(numbers: readonly string[]): Promise<void>;
  /**
   * The feed was read to its end at `cursor` and nothing is left to go: every record is as upstream had it at `at` (G8). False: the file stands
   * elsewhere, because it was begun anew meanwhile.
   */
  confirm(at: string, cursor: string): Promise<boolean>;
  /** How many names one commit may take in, without anybody waiting for it who should not. */
  readonly namesAtOnce: number;
  /** Takes the names of the next records into the index, in one commit. Fewer than `limit` = all are in it, or the disk is full. */
  indexNames(limit: number): Promise<number>;
  /** A long pull has come to its end: the write-ahead log is emptied. */
  settle(): Promise<void>;
}
