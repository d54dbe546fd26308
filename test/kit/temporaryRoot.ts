import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where `temporaryFolder` makes its folders; processes of the tests inherit it. Short, because unix sockets lie in it (107 bytes). */
export const temporaryRootVariable = 'ZHENGKA_TEST_ROOT';

/** One folder for a whole run of the tests, removed with everything in it at its end: a worker that is killed cleans nothing up. */
export default function temporaryRoot(): () => void {
  const root = mkdtempSync(join(tmpdir(), 'zkt-'));
  process.env[temporaryRootVariable] = root;
  return () => rmSync(root, { recursive: true, force: true });
}
