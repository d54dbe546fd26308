#!/usr/bin/env node
// Completes package-lock.json: npm leaves out the optional packages of other platforms when its mirror does not have them, and then
// refuses its own lockfile in `npm ci`. What is missing is added with the version its parent asks for, which npm then skips by platform.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArgs } from './lib/cli.mjs';
import { repoDir } from './lib/paths.mjs';
import { main, say } from './lib/say.mjs';

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
];
const processors = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'ppc64le',
  'riscv64',
  's390x',
];
const file = join(repoDir, 'package-lock.json');

await main(() => {
  readArgs({
    usage: 'npm run lockfile',
    en: 'Completes package-lock.json after "npm install", so that "npm ci" accepts it with every package mirror.',
    zh: '在 “npm install” 之后补全 package-lock.json，使 “npm ci” 在任何镜像下都能接受。',
  });
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isThere(lock.packages, name, path)) continue;
      if (!/^\d+\.\d+\.\d+/.test(version))
        throw new Error(`${path} asks for ${name}@${version}, which is not one version`);
      lock.packages[`node_modules/${name}`] = describe(name, version, entry.dev === true);
      added.push(`${name}@${version}`);
    }
  }
  if (added.length === 0) {
    say('package-lock.json is complete / 锁定文件已完整');
    return Promise.resolve();
  }
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
  );
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  say(`Added 已补充: ${added.join(', ')}`);
  return Promise.resolve();
});

/** Looks where Node would look: beside the parent, then upwards. */
function isThere(
  /** @type {Record<string, unknown>} */ packages,
  /** @type {string} */ name,
  /** @type {string} */ from,
) {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

function describe(/** @type {string} */ name, /** @type {string} */ version, /** @type {boolean} */ dev) {
  const words = (name.split('/').pop() ?? '').split('-');
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  const libc = words.find((word) => word.startsWith('musl'))
    ? 'musl'
    : os === 'linux' && words.includes('gnu')
      ? 'glibc'
      : undefined;
  return {
    version,
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(dev ? { dev: true } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}
