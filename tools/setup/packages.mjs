// npm packages exactly as the lockfile names them. npm writes `node_modules/.package-lock.json` as the last thing of an install,
// so that file is the stamp: an interrupted install has none, and a changed lockfile no longer matches it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModulesDir, repoDir } from '../lib/paths.mjs';
import { lastLines, run } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';

/** @param {(text: string) => void} note */
export async function ensurePackages(note) {
  const difference = findDifference();
  if (!difference) {
    note('as in package-lock.json / 与锁定文件一致');
    return;
  }
  // Install scripts are off: every native package here ships prebuilt binaries, and what must be compiled is compiled by a step of ours.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const answer = await run('npm', args, { cwd: repoDir });
  if (answer.code !== 0) {
    const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|ENOTCACHED/.test(
      answer.output,
    );
    throw new Problem({
      en: offline ? 'npm could not reach its package registry.' : `npm ci failed with code ${answer.code}.`,
      zh: offline ? 'npm 无法连接软件包仓库。' : `npm ci 失败，退出码 ${answer.code}。`,
      remedyEn: offline
        ? 'Connect the network or a package mirror (npm config set registry <address>), then repeat the command.'
        : 'Read the details below; free disk space and a clean node_modules (rm -rf node_modules) help most often.',
      remedyZh: offline
        ? '请接通网络或配置软件包镜像（npm config set registry <地址>），然后重试。'
        : '请查看下方详情；多数情况下清理磁盘空间并删除 node_modules 后重试即可。',
      detail: lastLines(answer.output),
    });
  }
  const left = findDifference();
  if (left) {
    throw new Problem({
      en: `npm ci finished, but node_modules still differs from package-lock.json: ${left}.`,
      zh: `npm ci 已结束，但 node_modules 与 package-lock.json 仍不一致：${left}。`,
      remedyEn: 'Delete node_modules and repeat the command. Use npm 10 or newer.',
      remedyZh: '请删除 node_modules 后重试，并使用 npm 10 或更高版本。',
    });
  }
  note(`npm ci, because ${difference} / 已安装`);
}

/** Why node_modules is not what the lockfile asks for, or undefined. */
function findDifference() {
  const installed = readLock(join(nodeModulesDir, '.package-lock.json'));
  if (!installed) return 'node_modules is missing or incomplete';
  const wanted = readLock(join(repoDir, 'package-lock.json'));
  if (!wanted) {
    throw new Problem({
      en: 'package-lock.json is missing or unreadable.',
      zh: 'package-lock.json 缺失或无法读取。',
      remedyEn: 'Restore it: git checkout -- package-lock.json',
      remedyZh: '请恢复该文件：git checkout -- package-lock.json',
    });
  }
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const have = installed[path];
    // Packages for other systems are in the lockfile and never on the disk.
    if (!have && entry.optional) continue;
    if (!have) return `${path.replace('node_modules/', '')} is missing`;
    if (have.version !== entry.version || have.integrity !== entry.integrity) {
      return `${path.replace('node_modules/', '')} is ${have.version}, not ${entry.version}`;
    }
  }
  const alien = Object.keys(installed).find((path) => !(path in wanted));
  if (alien) return `${alien.replace('node_modules/', '')} is not in the lockfile`;
  return undefined;
}

/** @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined} */
function readLock(/** @type {string} */ path) {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
