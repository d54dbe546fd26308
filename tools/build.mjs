#!/usr/bin/env node
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArgs } from './lib/cli.mjs';
import { appDir } from './lib/paths.mjs';
import { runHere } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { setup } from './setup/index.mjs';

/** @param {import('./setup/index.mjs').Runtime} runtime @param {string} [target] @returns {Promise<number>} the exit code */
export function buildApp(runtime, target = appDir) {
  return runHere(runtime.node, [join(import.meta.dirname, 'build', 'index.mjs'), target]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const { values } = readArgs({
      usage: 'npm run build [-- --out <folder>]',
      en: 'Builds the app folder dist/app: shell, preload, hosts, pages, native packages, resources. Unchanged parts are kept.',
      zh: '构建应用目录 dist/app：主程序、预加载、各进程、界面、原生组件与资源。未改变的部分直接沿用。',
      options: { out: { type: 'string', value: '<folder>', en: 'another app folder', zh: '指定应用目录' } },
    });
    const runtime = await setup();
    return buildApp(runtime, values.out ? resolve(values.out) : appDir);
  });
}
