import type { IntegrityReport } from '../../../app/ports/integrity.ts';
import type { DatabaseOptions, Sqlite } from '../database.ts';
import type { MigratedSeals } from '../migrate.ts';
import { emptyHead } from '../stores/auditStore.ts';
import { examineRows, examineSchema, readHeads } from './examineRows.ts';
import { lookAtOpening, report } from './examineRecords.ts';
import { createFindings } from './findings.ts';
import { createHeadFile, createStandingReader, readHeadFile } from './headFile.ts';
import { keepSeals, sealAll } from './keepSeals.ts';
import { createSealRow, sealKeyOf } from './sealMath.ts';
import { knowsSeals } from './sealedTables.ts';

export interface PreparedSeals extends MigratedSeals {
  /** Looks at what was found, and from then on seals every write. */
  keep(): void;
  opening(): IntegrityReport;
}

/**
 * The seals while a file is opened. A migration changes rows, so they are sealed anew in its transaction; what did not fit before it is
 * kept for the report, because after that nothing in the file tells of it.
 */
export function prepareSeals(database: Sqlite, options: DatabaseOptions): PreparedSeals {
  const { path, key } = options;
  const findings = createFindings();
  let made = false;
  let opening = report(findings, { rows: 0, sequence: 0, head: emptyHead });
  return {
    before: () => {
      if (!knowsSeals(database)) {
        // A file from before there were seals has no file with their head beside it: what was in it has been put back to nothing.
        if (readHeadFile(path, key) !== 'missing') findings.add('rolledBack', 'file', null);
        return;
      }
      const seal = createSealRow(sealKeyOf(key));
      const heads = readHeads(database);
      examineSchema(database, seal, heads, findings);
      for (const walk = examineRows(database, seal, heads, findings); walk.next().done !== true;);
      // The file beside it is of the state before: it is asked now, because the steps count as changes.
      lookAtOpening(database, options, findings);
    },
    after: () => {
      sealAll(database, key);
      made = true;
    },
    keep: () => {
      if (!knowsSeals(database)) return;
      if (made) {
        const file = createHeadFile(path, key);
        file.write(createStandingReader(database, key)());
        file.close();
      }
      opening = lookAtOpening(database, options, findings);
      keepSeals(database, key);
    },
    opening: () => opening,
  };
}
