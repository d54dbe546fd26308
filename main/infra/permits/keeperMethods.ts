import type { FeedPage } from '../../app/ports/permits.ts';
import { isDamage, type DatabaseOptions } from '../db/database.ts';
import { OtherShape, openPermitFile, type PermitFile } from '../db/permitFile.ts';
import { rowsOf, whereRoom } from '../db/permitPages.ts';

/** `damaged`: the file is not what was written; the connection is closed, and nothing is touched until the file was begun anew. */
export type Kept<Value> = { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'damaged' };

/** All that writes the file of the permits, one call after the other, in a thread of its own. */
export interface KeeperMethods {
  keep(page: FeedPage, askedAt: string): Kept<'kept' | 'moved' | 'noRoom'>;
  untold(after: number, limit: number): Kept<{ readonly numbers: readonly string[]; readonly last: number }>;
  drop(numbers: readonly string[]): Kept<void>;
  confirm(at: string, cursor: string): Kept<boolean>;
  indexNames(limit: number): Kept<number>;
  forget(permitNumber: string): Kept<boolean>;
  settle(): Kept<boolean>;
  /** Closes the connection; the next call opens it again. */
  letGo(): Kept<void>;
}
export type KeeperMethodName = keyof KeeperMethods;

export function keeperMethods(options: DatabaseOptions): KeeperMethods {
  // What came by structured clone is a plain array of bytes, as the database wants it.
  const database = { ...options, key: new Uint8Array(options.key) };
  let open: PermitFile | null = null;
  const letGo = (): void => {
    open?.close();
    open = null;
  };
  const done = <Value>(work: (file: PermitFile) => Value): Kept<Value> => {
    try {
      open ??= openPermitFile(database);
      return { kind: 'done', value: work(open) };
    } catch (error) {
      if (!isDamage(error) && !(error instanceof OtherShape)) throw error;
      letGo();
      return { kind: 'damaged' };
    }
  };
  return {
    keep: (page, askedAt) =>
      done((file) =>
        whereRoom(() => (file.keep({ ...page, rows: rowsOf(page) }, askedAt) ? 'kept' : 'moved'), 'noRoom'),
      ),
    untold: (after, limit) => done((file) => file.untold(after, limit)),
    drop: (numbers) => done((file) => file.drop(numbers)),
    confirm: (at, cursor) => done((file) => file.confirmCurrent(at, cursor)),
    indexNames: (limit) => done((file) => whereRoom(() => file.indexNames(limit), 0)),
    forget: (number) => done((file) => file.forget(number)),
    settle: () => done((file) => file.settle()),
    letGo: () => {
      letGo();
      return { kind: 'done', value: undefined };
    },
  };
}
