// What a stock Electron has as its default app, cut down to what we use: `electron [-r <module>] <app folder> [arguments]`.
'use strict';
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');

const words = process.argv.slice(1);
const isModule = (index) => words[index - 1] === '-r';
const given = words.find((word, index) => !word.startsWith('-') && !isModule(index));
if (!given) {
  process.stderr.write('usage: electron [-r <module>] <app folder> [arguments]\n');
  app.exit(2);
} else {
  const folder = resolve(given);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.productName || manifest.name) app.setName(manifest.productName || manifest.name);
  app.setAppPath(folder);
  for (const path of words.filter((_, index) => isModule(index))) require(resolve(path));
  // `isMain`, as the stock default app does it, so that `require.main` is the app's own entry.
  Module._load(join(folder, manifest.main || 'index.js'), null, true);
}
