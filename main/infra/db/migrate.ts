import { rmSync } from 'node:fs';
import { failure, success, type Result } from '../../contract/result.ts';
import type { Sqlite } from './database.ts';
import type { Migration } from './migrations/index.ts';

/** The version of the file: the number of the last migration it has seen, 0 for an empty one. */
export const versionOf = (database: Sqlite): number =>
  Number(database.pragma('user_version', { simple: true }));

/** What happens to the seals of the rows in the transaction of the steps: looked at before, made anew after. */
export interface MigratedSeals {
  before(): void;
  after(): void;
}

/**
 * Brings a file to the newest version: forward only, all steps in one transaction. A file that already holds data is copied first
 * (`<path>.before-<version>`, encrypted with the same key). Fails with `databaseNewer` when the file is ahead of the program.
 */
export function migrate(
  database: Sqlite,
  path: string,
  steps: readonly Migration[],
  seals?: MigratedSeals,
): Result<void> {
  requireGapless(steps);
  const version = versionOf(database);
  const newest = steps.length;
  if (version > newest) return failure('databaseNewer', { file: version, program: newest });
  const missing = steps.slice(version);
  if (missing.length === 0) return success();
  if (version > 0) {
    const copy = `${path}.before-${newest}`;
    // A copy left by an earlier try of the same step is of the same data.
    rmSync(copy, { force: true });
    database.prepare('VACUUM INTO ?').run(copy);
  }
  database
    .transaction(() => {
      seals?.before();
      for (const step of missing) database.exec(step.sql);
      const broken = database.pragma('foreign_key_check');
      if (Array.isArray(broken) && broken.length > 0) throw new Error('a migration left broken references');
      database.pragma(`user_version = ${newest}`);
      seals?.after();
    })
    .exclusive();
  return success();
}

function requireGapless(steps: readonly Migration[]): void {
  for (const [index, step] of steps.entries())
    if (step.number !== index + 1) throw new Error(`migration ${step.number} is not number ${index + 1}`);
}
