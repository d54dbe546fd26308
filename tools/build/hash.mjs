// A part of the app is made again only when what goes into it has changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repoDir } from '../lib/paths.mjs';

/** @param {string[]} paths files or folders in the repository @param {unknown} [extra] anything else that decides the result */
export function hashOf(paths, extra) {
  const hash = createHash('sha256').update(JSON.stringify(extra ?? null));
  for (const path of paths) add(path);
  return hash.digest('hex');

  function add(/** @type {string} */ path) {
    const full = join(repoDir, path);
    if (!existsSync(full)) {
      hash.update(`-${path}\0`);
    } else if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).toSorted()) add(`${path}/${name}`);
    } else if (!/\.(test|spec)\.tsx?$/.test(path)) {
      hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
    }
  }
}
