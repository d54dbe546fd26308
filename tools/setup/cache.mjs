// The machine-wide cache. Finished folders only, put in place by a rename: a reader never sees half of one.
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir } from '../lib/paths.mjs';

/** Puts the cached folder at `target`. False when there is none. */
export function takeFromCache(/** @type {string} */ key, /** @type {string} */ target) {
  const kept = join(cacheDir(), key);
  if (!existsSync(kept)) return false;
  place(kept, target);
  return true;
}

/** Keeps a finished folder for the next clone. A cache that cannot be written is no reason to fail. */
export function giveToCache(/** @type {string} */ folder, /** @type {string} */ key) {
  try {
    const kept = join(cacheDir(), key);
    if (!existsSync(kept)) place(folder, kept);
  } catch {
    // A read-only or full home directory only costs the next clone its head start.
  }
}

function place(/** @type {string} */ from, /** @type {string} */ to) {
  mkdirSync(dirname(to), { recursive: true });
  const half = `${to}.${process.pid}.half`;
  rmSync(half, { recursive: true, force: true });
  try {
    linkTree(from, half);
  } catch {
    // Hard links need one file system and the same owner.
    rmSync(half, { recursive: true, force: true });
    cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  }
  try {
    renameSync(half, to);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

/** Files are never changed in place after this, so links are as good as copies and cost nothing. */
export function linkTree(/** @type {string} */ from, /** @type {string} */ to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) cpSync(source, target, { verbatimSymlinks: true });
    else linkSync(source, target);
  }
}

/** Lets other users read it: the tour and the end-to-end tests run as an unprivileged one. */
export function makeReadable(/** @type {string} */ path) {
  const info = statSync(path);
  if (info.isDirectory()) {
    chmodSync(path, 0o755);
    for (const name of readdirSync(path, { withFileTypes: true })) {
      if (!name.isSymbolicLink()) makeReadable(join(path, name.name));
    }
    return;
  }
  const mode = info.mode & 0o100 ? 0o755 : 0o644;
  if ((info.mode & 0o7777) !== mode) chmodSync(path, mode);
}
