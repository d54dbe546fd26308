#!/usr/bin/env node
// Runs a script of ours under the Node 24 that npm installed: `node tools/node24.mjs <script> [arguments]`.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repoDir } from './lib/paths.mjs';
import { runHere } from './lib/run.mjs';
import { Problem, main, say } from './lib/say.mjs';
import { ensureNode24 } from './setup/node24.mjs';

await main(async () => {
  const [script, ...args] = process.argv.slice(2);
  if (!script || script === '--help') {
    say(
      'Usage 用法: node tools/node24.mjs <script> [arguments]\nRuns a script under Node 24. / 用 Node 24 运行脚本。',
    );
    return script ? 0 : 2;
  }
  if (!existsSync(resolve(repoDir, script))) {
    throw new Problem({
      en: `There is no file ${script}.`,
      zh: `文件 ${script} 不存在。`,
      remedyEn: 'Run "npm run setup" when it belongs to a package, or restore it from git.',
      remedyZh: '若属于依赖包，请执行 “npm run setup”；否则请从 git 恢复。',
    });
  }
  const node = await ensureNode24(() => {});
  // `prettier --write` and the like without a file mean the whole repository.
  const files = args.includes('--write') && args.at(-1)?.startsWith('-') ? ['.'] : [];
  return runHere(node, [join(repoDir, script), ...args, ...files], { cwd: repoDir });
});
