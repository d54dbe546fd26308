import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryRootVariable } from '../../kit/temporaryRoot.ts';

/** A folder that is gone when the run of the tests ends. */
export function temporaryFolder(): string {
  return mkdtempSync(join(process.env[temporaryRootVariable] ?? tmpdir(), 't-'));
}
