#!/usr/bin/env node
// `npm run bench:<name>`: measures against peers and limits in the same run, and prints tables. It never fails for a figure.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readArgs } from './lib/cli.mjs';
import { repoDir } from './lib/paths.mjs';
import { runHere } from './lib/run.mjs';
import { Problem, main, say } from './lib/say.mjs';
import { setup } from './setup/index.mjs';

const folder = join(repoDir, 'test', 'bench');
const suffix = '.bench.ts';

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
  let worst = 0;
  for (const name of positionals.length > 0 ? positionals : names) {
    say(`── ${name}`);
    const args = [join(folder, `${name}${suffix}`), ...(values.quick ? ['--quick'] : [])];
    worst = Math.max(worst, await runHere(runtime.node, args, { cwd: repoDir }));
  }
  return worst;
});
