#!/usr/bin/env node
// Playwright over the real Electron.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from './build.mjs';
import { prepareRun } from './launch/unprivileged.mjs';
import { readArgs } from './lib/cli.mjs';
import { outDir, repoDir } from './lib/paths.mjs';
import { runHere } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { setup } from './setup/index.mjs';

/** Where the results are afterwards: `e2e*.json`, one for each half, and a folder of screenshots and traces for each failed test. */
export const e2eOutDir = join(outDir, 'e2e');

/**
 * All tests in two halves side by side, each with a display and folders of its own: most of the time a test waits for a screen, and two cores
 * have room for two. A few that somebody chose run one after the other.
 * @param {import('./setup/index.mjs').Runtime} runtime
 * @param {string[]} playwrightArgs
 * @returns {Promise<number>} the exit code
 */
export async function runE2e(runtime, playwrightArgs) {
  rmSync(e2eOutDir, { recursive: true, force: true });
  if (playwrightArgs.length > 0) return runOne(runtime, playwrightArgs, '');
  const codes = await Promise.all(
    inHalves(join(repoDir, 'test', 'e2e')).map((names, half) =>
      runOne(
        runtime,
        names.map((name) => `/${name}`),
        String(half + 1),
      ),
    ),
  );
  return Math.max(...codes);
}

/** The longest file first, each to the half that has less: its bytes say well enough how long it takes. @param {string} folder */
function inHalves(folder) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.e2e.ts'))
    .map((name) => ({ name, bytes: statSync(join(folder, name)).size }))
    .toSorted((a, b) => b.bytes - a.bytes || a.name.localeCompare(b.name));
  const halves = [0, 1].map(() => ({ names: /** @type {string[]} */ ([]), bytes: 0 }));
  for (const { name, bytes } of files) {
    const [less] = halves.toSorted((a, b) => a.bytes - b.bytes);
    less?.names.push(name);
    if (less) less.bytes += bytes;
  }
  return halves.map(({ names }) => names.toSorted());
}

/** @param {import('./setup/index.mjs').Runtime} runtime @param {string[]} playwrightArgs @param {string} half */
async function runOne(runtime, playwrightArgs, half) {
  const prepared = await prepareRun({ runtime, name: `e2e${half}` });
  try {
    const cli = join(prepared.repoDir, 'node_modules', '@playwright', 'test', 'cli.js');
    const [command = '', ...args] = prepared.wrapCommand([runtime.node, cli, 'test', ...playwrightArgs]);
    return await runHere(command, args, { cwd: prepared.repoDir, env: prepared.env });
  } finally {
    prepared.collect('e2e', join(e2eOutDir, 'failures', half));
    prepared.collect('e2e.json', join(e2eOutDir, `e2e${half}.json`));
    prepared.cleanUp();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const { values, positionals } = readArgs({
      usage: 'npm run test:e2e [-- <file filter>] [--grep <title>]',
      en: 'Runs the end-to-end tests in the real Electron under a virtual display, as an ordinary user.',
      zh: '在虚拟显示器中以普通用户身份用真实 Electron 运行端到端测试。',
      options: {
        grep: { type: 'string', value: '<title>', en: 'only tests with this title', zh: '按标题筛选' },
      },
      positionals: true,
    });
    const runtime = await setup();
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    return runE2e(runtime, [...positionals, ...(values.grep ? ['--grep', values.grep] : [])]);
  });
}
