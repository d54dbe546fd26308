// Where things live. Everything the set-up makes is below `.runtime/`, so that `rm -rf .runtime` is a clean slate
// and `node_modules` stays exactly what `npm ci` made.
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repoDir = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const runtimeDir = join(repoDir, '.runtime');
export const runtimeFile = join(runtimeDir, 'runtime.json');
export const nodeModulesDir = join(repoDir, 'node_modules');
export const appDir = join(repoDir, 'dist', 'app');
export const outDir = join(repoDir, 'out');

/** The machine-wide cache: a second clone takes the runtime and the addon from here instead of making them again. */
export function cacheDir() {
  if (process.env.ZHENGKA_CACHE) return resolve(process.env.ZHENGKA_CACHE);
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'zhengka');
}
