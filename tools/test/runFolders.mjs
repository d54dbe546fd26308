// What a whole run wrote is kept until its last lane has searched it (tools/privacy/scan.ts), and then removed.
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const variable = 'ZHENGKA_RUN_LIST';

/** Begins a list; processes of the lanes inherit it. */
export function beginRunFolders() {
  const folder = mkdtempSync(join(tmpdir(), 'zk-run-'));
  process.env[variable] = join(folder, 'folders');
}

/**
 * Keeps a folder for the search, where there is one. False: nobody searches, the caller removes it.
 * @param {string} folder
 */
export function keepForSearch(folder) {
  const list = process.env[variable];
  if (list === undefined) return false;
  appendFileSync(list, `${folder}\n`);
  return true;
}

/** @returns {string[]} */
export function runFolders() {
  const list = process.env[variable];
  if (list === undefined || !existsSync(list)) return [];
  return readFileSync(list, 'utf8').split('\n').filter(Boolean);
}

export function removeRunFolders() {
  for (const folder of runFolders()) rmSync(folder, { recursive: true, force: true });
  const list = process.env[variable];
  if (list !== undefined) rmSync(join(list, '..'), { recursive: true, force: true });
  delete process.env[variable];
}
