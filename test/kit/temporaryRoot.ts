import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where `temporaryFolder` makes its folders; processes of the tests inherit it. Short, because unix sockets lie in it (107 bytes). */
export const temporaryRootVariable = 'ZHENGKA_TEST_ROOT';
/** A list of folders that the lane "privacy" searches and then removes (tools/test/runFolders.mjs). Not set: each run cleans up by itself. */
const runListVariable = 'ZHENGKA_RUN_LIST';

/** One folder for a whole run of the tests, removed with everything in it at its end: a worker that is killed cleans nothing up. */
export default function temporaryRoot(): () => void {
  const root = mkdtempSync(join(tmpdir(), 'zkt-'));
  process.env[temporaryRootVariable] = root;
  const list = process.env[runListVariable];
  if (list === undefined) return () => rmSync(root, { recursive: true, force: true });
  appendFileSync(list, `${root}\n`);
  // What is made beside `temporaryFolder` lies there too, so that it is searched.
  process.env['TMPDIR'] = root;
  return () => undefined;
}
