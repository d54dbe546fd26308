import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nativeBinding, temporaryFolder, testKey } from '../../helpers/index.ts';
import { acts } from '../../../proofs/tamper/acts.ts';
import { examine, prepareStage, proveOne } from '../../../proofs/tamper/prove.ts';

// The long form, 300 of each, is `npm run proof:tamper`.
const runs = 12;

describe('I1 I2 what was done to the files without the program is noticed and named', () => {
  it('of changed bytes, deeds with a database tool and old copies, every one', async () => {
    const folder = temporaryFolder();
    const stage = prepareStage(folder, testKey(), nativeBinding, 10);
    expect(examine(stage.now)).toMatchObject({ intact: true, problems: [] });
    // The log must still be there: it is a third of what is changed below.
    expect(statSync(`${stage.now.path}-wal`).size).toBeGreaterThan(100_000);
    const families = { byte: runs, row: 2 * Object.keys(acts).length, copy: 4 } as const;
    for (const family of ['byte', 'row', 'copy'] as const)
      for (let seed = 1; seed <= families[family]; seed += 1) {
        const outcome = await proveOne(stage, family, seed, folder);
        expect(outcome).toMatchObject({ named: true, noticed: true });
      }
  }, 120_000);
});
