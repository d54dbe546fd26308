#!/usr/bin/env node
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from './build.mjs';
import { readArgs } from './lib/cli.mjs';
import { runHere } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { setup } from './setup/index.mjs';

/** @param {import('./setup/index.mjs').Runtime} runtime @returns {Promise<number>} the exit code */
export async function runPackage(runtime) {
  const built = await buildApp(runtime);
  if (built !== 0) return built;
  return runHere(runtime.node, [join(import.meta.dirname, 'package', 'index.mjs')]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    readArgs({
      usage: 'npm run package',
      en: 'Builds the app and packs it for Linux into dist/package/. A package on the fallback runtime is marked test-only.',
      zh: '构建并打包为 Linux 目录版，输出到 dist/package/。使用备用运行时打包的版本标记为仅供测试（test-only）。',
    });
    return runPackage(await setup());
  });
}
