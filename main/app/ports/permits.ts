import type { PermitRecord } from '../../contract/permit.ts';

/** The rebuildable permit cache: a file of its own. */
export interface PermitCache {
  cursor(): string;
  /** One page of the feed in one transaction; the cursor moves with it. */
  savePage(permits: readonly PermitRecord[], cursor: string, fetchedAt: string): void;
  /** The feed was pulled to its end: every record is as upstream had it at `at`, also those that did not change since they came (G8). */
  confirmCurrent(at: string): void;
  /** `fetchedAt`: when upstream last vouched for the record. */
  byPermitNumber(permitNumber: string): { readonly record: PermitRecord; readonly fetchedAt: string } | null;
  byPassportNumber(
    passportNumber: string,
  ): { readonly record: PermitRecord; readonly fetchedAt: string } | null;
  /** Takes the names of the next records into the index, in one commit. Fewer than `limit` = all are in it. */
  indexNames(limit: number): number;
  /** Records whose name holds every part (`nameSearchParts`), at most `limit`; `waiting`: records whose names are not in the index yet. */
  byName(
    parts: readonly string[],
    limit: number,
  ): {
    readonly found: readonly { readonly record: PermitRecord; readonly fetchedAt: string }[];
    readonly waiting: number;
  };
  /** Lets one go at its end (I3); the feed brings it again when it changes. False = it was not there. */
  forget(permitNumber: string): boolean;
  /** Empties its write-ahead log, as `RetentionStore.settle` does with that of the precious file. */
  settle(): boolean;
  count(): number;
  /** When the feed was last read to its end; null = never. */
  asOf(): string | null;
}
