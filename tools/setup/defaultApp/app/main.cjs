// What a stock Electron has as its default app, cut down to the one thing we use: `electron <app folder> [arguments]`.
'use strict';
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!given) {
  process.stderr.write('usage: electron <app folder> [arguments]\n');
  app.exit(2);
} else {
  const folder = resolve(given);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.productName || manifest.name) app.setName(manifest.productName || manifest.name);
  app.setAppPath(folder);
  // `isMain`, as the stock default app does it, so that `require.main` is the app's own entry.
  Module._load(join(folder, manifest.main || 'index.js'), null, true);
}
