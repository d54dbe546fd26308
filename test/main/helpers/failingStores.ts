import Database from 'better-sqlite3';
import type { TestStores } from './stores.ts';

/** Stores whose disk is full at one commit: everything of it has been written when it fails, as when the last page finds no room. */
export interface FailingStores {
  readonly stores: TestStores;
  /** Commits that were tried, the failed one included. */
  tried(): number;
  failed(): boolean;
}

/** `at`: which commit fails, from 1; after it there is room again. Null: none. Transactions inside others are no commits. */
export function failingStores(inner: TestStores, at: number | null): FailingStores {
  let tried = 0;
  let depth = 0;
  let failed = false;
  const run: TestStores['run'] = (work) => {
    if (depth > 0) return inner.run(work);
    depth += 1;
    try {
      return inner.run(() => {
        const done = work();
        tried += 1;
        if (tried === at) {
          failed = true;
          throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
        }
        return done;
      });
    } finally {
      depth -= 1;
    }
  };
  const stores = new Proxy(inner, {
    get: (target, key, receiver) => (key === 'run' ? run : (Reflect.get(target, key, receiver) as unknown)),
  });
  return { stores, tried: () => tried, failed: () => failed };
}
