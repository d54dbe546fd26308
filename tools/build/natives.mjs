// The packages that stay outside the bundles, with what they need at run time and nothing else: no sources, no other platforms.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { nodeModulesDir, repoDir } from '../lib/paths.mjs';
import { fontFiles, nativePackages, optionalNativePackages } from './entries.mjs';

/** Needed to compile, not to run. */
const notAtRunTime = new Set(['node-addon-api', 'prebuild-install', 'node-gyp']);
const otherPlatforms = /\/prebuilds\/(?!linux-x64)/;
/** Sources of what is prebuilt. Only here: elsewhere `src` is the code itself. */
const nativeSources = /(better-sqlite3|bindings-cpp|node-hid|smartcard)\/(src|deps|hidapi)$/;
const leftOut = [/\/(docs?|test|tests|\.github)$/, /\.(md|map|gyp|gypi|d\.ts|d\.mts|ts|cc?|cpp|h|hpp|png)$/i];

/** @param {string} target the app's node_modules */
export function copyNatives(target) {
  const wanted = [
    ...nativePackages,
    ...optionalNativePackages.filter((name) => existsSync(join(nodeModulesDir, name))),
  ];
  const folders = new Set();
  for (const name of wanted) collect(name, repoDir, folders);
  for (const folder of folders) {
    cpSync(folder, join(target, relative(nodeModulesDir, folder)), {
      recursive: true,
      filter: (path) => {
        const inside = path.slice(folder.length);
        // Nested packages come by themselves, when something needs them.
        if (inside.includes('/node_modules')) return false;
        if (nativeSources.test(path)) return false;
        return !otherPlatforms.test(inside) && !leftOut.some((pattern) => pattern.test(inside));
      },
    });
  }
  for (const file of fontFiles) copyFont(file, target);
  return [...folders].map((folder) => relative(nodeModulesDir, folder));
}

/** Follows `dependencies` and the optional ones that are installed, the way Node would resolve them. */
function collect(/** @type {string} */ name, /** @type {string} */ from, /** @type {Set<string>} */ folders) {
  const folder = resolvePackage(name, from);
  if (!folder || folders.has(folder)) return;
  folders.add(folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const next of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
    if (!notAtRunTime.has(next)) collect(next, folder, folders);
  }
}

function resolvePackage(/** @type {string} */ name, /** @type {string} */ from) {
  for (let folder = from; folder.length >= repoDir.length; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
  }
  return undefined;
}

function copyFont(/** @type {string} */ file, /** @type {string} */ target) {
  const source = join(nodeModulesDir, file);
  mkdirSync(dirname(join(target, file)), { recursive: true });
  copyFileSync(source, join(target, file));
  const packageDir = file.split('/').slice(0, 2).join('/');
  // The manifest lets `require.resolve` find the file; the licence has to travel with it.
  for (const name of readdirSync(join(nodeModulesDir, packageDir))) {
    if (name === 'package.json' || name.startsWith('LICENSE')) {
      copyFileSync(join(nodeModulesDir, packageDir, name), join(target, packageDir, name));
    }
  }
}
