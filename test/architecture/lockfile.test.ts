// `npm ci` in a fresh clone must work with the public registry and with any mirror.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const repoDir = join(import.meta.dirname, '..', '..');
const lock = JSON.parse(readFileSync(join(repoDir, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockEntry>;
};
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');

it('names every optional package of other platforms ("npm run lockfile" adds what is missing)', () => {
  const names = new Set(
    Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)),
  );
  const missing = entries.flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `${name} of ${path}`),
  );
  expect(missing).toEqual([]);
});

it('names no registry host and no machine path', () => {
  expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
});

it('pins the content of every package that is installed here', () => {
  const loose = entries.filter(([, entry]) => !entry.integrity && !entry.optional).map(([path]) => path);
  expect(loose).toEqual([]);
});
