#!/usr/bin/env node
// `npm run bench:<name>`: measures against peers and limits in the same run, and prints tables. It never fails for a figure.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readArgs } from './lib/cli.mjs';
import { repoDir } from './lib/paths.mjs';
import { run, runHere } from './lib/run.mjs';
import { Problem, main, say } from './lib/say.mjs';
import { setup } from './setup/index.mjs';

const folder = join(repoDir, 'test', 'bench');
const suffix = '.bench.ts';

/** Peers are no part of the product and have a list of their own. Without them the bench runs and says by name what is missing. */
async function installPeers() {
  if (existsSync(join(folder, 'node_modules', 'pouchdb', 'package.json'))) return;
  say('── npm ci --prefix test/bench');
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, timeoutMs: 300_000 });
  if (code !== 0)
    say('peers could not be installed; the bench goes on without them 未能安装对照程序，基准测试照常进行');
}

await main(async () => {
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(suffix))
        .map((name) => name.slice(0, -suffix.length))
        .toSorted()
    : [];
  const { values, positionals } = readArgs({
    usage: 'npm run bench [-- <name>] [--quick]',
    en: `Runs the benchmarks (${names.join(', ')}) and prints their tables.`,
    zh: `运行基准测试（${names.join('、')}）并输出结果表。`,
    options: { quick: { type: 'boolean', en: "a minute's version", zh: '约一分钟的简版' } },
    positionals: true,
  });
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Problem({
      en: `There is no benchmark "${unknown}".`,
      zh: `没有名为 “${unknown}” 的基准测试。`,
      remedyEn: `Choose from: ${names.join(', ')}`,
      remedyZh: `可选：${names.join('、')}`,
    });
  }
  const runtime = await setup();
  const chosen = positionals.length > 0 ? positionals : names;
  if (chosen.includes('queue')) await installPeers();
  let worst = 0;
  for (const name of chosen) {
    say(`── ${name}`);
    const args = [join(folder, `${name}${suffix}`), ...(values.quick ? ['--quick'] : [])];
    worst = Math.max(worst, await runHere(runtime.node, args, { cwd: repoDir }));
  }
  return worst;
});
