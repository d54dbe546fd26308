import type { Integrity, IntegrityReport } from '../../../app/ports/integrity.ts';
import type { DatabaseOptions, Sqlite } from '../database.ts';
import { examineRecords } from './examineRecords.ts';
import { createHeadFile, createStandingReader } from './headFile.ts';
import { knowsSeals } from './sealedTables.ts';

export interface KeptIntegrity {
  readonly integrity: Integrity;
  /** After each outermost commit: the file beside the database follows. */
  committed(): void;
  close(): void;
}

/** So long one slice may hold the thread; a scan that comes waits no longer than that. */
const sliceMs = 4;

export function createIntegrity(
  database: Sqlite,
  options: DatabaseOptions,
  opening: IntegrityReport,
): KeptIntegrity {
  const file = createHeadFile(options.path, options.key);
  const sealed = knowsSeals(database);
  const standing = sealed ? createStandingReader(database, options.key) : null;
  let closed = false;
  let known = opening;
  return {
    integrity: {
      opening: () => opening,
      known: () => known,
      verify: async ({ knownHeads = [] } = {}) => {
        const walk = examineRecords({ ...options, knownHeads });
        let since = performance.now();
        for (;;) {
          const step = walk.next();
          if (step.done === true) {
            // What was found at opening is not gone because the file beside it has been written since.
            known = step.value.intact ? opening : step.value;
            return step.value;
          }
          if (performance.now() - since > sliceMs) {
            await new Promise((resolve) => setImmediate(resolve));
            since = performance.now();
          }
          if (closed) {
            walk.return(opening);
            throw new Error('the records were closed during the verification');
          }
        }
      },
    },
    committed: () => {
      if (standing !== null) file.write(standing());
    },
    close: () => {
      closed = true;
      file.close();
    },
  };
}
