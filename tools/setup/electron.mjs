// Finds an Electron to run, in the order of design 9: a folder given by the environment, the pinned package's own download, the
// fallback runtime that npm can deliver. Never `require('electron')`: that may download without a limit.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheDir, nodeModulesDir, runtimeDir } from '../lib/paths.mjs';
import { lastLines, run } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';
import { makeReadable, takeFromCache, giveToCache } from './cache.mjs';
import { fallback, makeFallback } from './fallback.mjs';

const downloadLimitMs = 20_000;
/** How long a failed download is remembered. Long enough for a day's work, short enough to notice a new network. */
const rememberFailureMs = 24 * 3600 * 1000;

/**
 * @typedef {{ path: string, version: string, node: string, napi: number, chromium: string,
 *   source: 'override' | 'download' | 'fallback' }} Electron
 */

/**
 * @param {{ node: string, retry: boolean, note: (text: string) => void }} options
 * @returns {Promise<Electron>}
 */
export async function ensureElectron({ node, retry, note }) {
  const found = (await fromEnvironment()) ?? (await fromDownload(node, retry)) ?? (await fromFallback(node));
  const names = {
    override: 'ELECTRON_OVERRIDE_DIST_PATH',
    download: 'electron package',
    fallback: fallback.package,
  };
  note(`${found.version}, Chromium ${found.chromium.split('.')[0]}, from ${names[found.source]}`);
  return found;
}

/** @returns {Promise<Electron | undefined>} */
async function fromEnvironment() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const path = join(resolve(folder), 'electron');
  const probed = existsSync(path) ? await probe(path) : { failure: `There is no file ${path}.` };
  if ('failure' in probed) {
    throw new Problem({
      en: 'The Electron in ELECTRON_OVERRIDE_DIST_PATH does not start.',
      zh: '环境变量 ELECTRON_OVERRIDE_DIST_PATH 指向的 Electron 无法启动。',
      remedyEn: 'Point it at the unpacked folder of an Electron 33 or newer for linux-x64, or unset it.',
      remedyZh: '请将其指向 linux-x64 版 Electron 33 或更高版本的解压目录，或取消该变量。',
      detail: probed.failure,
    });
  }
  return { ...probed, path, source: 'override' };
}

/** @returns {Promise<Electron | undefined>} */
async function fromDownload(/** @type {string} */ node, /** @type {boolean} */ retry) {
  const packageDir = join(nodeModulesDir, 'electron');
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const folder = join(runtimeDir, `electron-${version}`);
  const path = join(folder, 'electron');
  if (existsSync(path)) {
    const probed = await probe(path);
    if (!('failure' in probed)) return { ...probed, path, source: 'download' };
    rmSync(folder, { recursive: true, force: true });
  }

  const memory = join(cacheDir(), 'electron-download-failed.json');
  const attempt = {
    version,
    mirror: process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? '',
  };
  if (!retry && failedLately(memory, attempt)) return undefined;

  const answer = await run(node, ['install.js'], { cwd: packageDir, timeoutMs: downloadLimitMs });
  const unpacked = join(packageDir, 'dist');
  if (answer.code === 0 && existsSync(join(unpacked, 'electron'))) {
    // It moves out of node_modules, so that the next `npm ci` does not throw it away and tests of other users can read it.
    mkdirSync(runtimeDir, { recursive: true });
    renameSync(unpacked, folder);
    rmSync(join(packageDir, 'path.txt'), { force: true });
    makeReadable(folder);
    const probed = await probe(path);
    if (!('failure' in probed)) {
      rmSync(memory, { force: true });
      return { ...probed, path, source: 'download' };
    }
    throw doesNotStart(probed.failure);
  }
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(cacheDir(), { recursive: true });
  const reason = answer.timedOut ? `no answer in ${downloadLimitMs / 1000} s` : lastLines(answer.output, 3);
  writeFileSync(memory, JSON.stringify({ ...attempt, at: new Date().toISOString(), reason }, null, 2));
  return undefined;
}

function failedLately(
  /** @type {string} */ memory,
  /** @type {{ version: string, mirror: string }} */ attempt,
) {
  try {
    const last = JSON.parse(readFileSync(memory, 'utf8'));
    const age = Date.now() - Date.parse(last.at);
    return (
      last.version === attempt.version &&
      last.mirror === attempt.mirror &&
      age >= 0 &&
      age < rememberFailureMs
    );
  } catch {
    return false;
  }
}

/** @returns {Promise<Electron>} */
async function fromFallback(/** @type {string} */ node) {
  const name = `electron-${fallback.electron}`;
  const folder = join(runtimeDir, name);
  const path = join(folder, 'electron');
  const key = `${name}-${fallback.layout}-${fallback.integrity.slice(7, 19).replace(/[^a-zA-Z0-9]/g, '_')}`;
  if (isLayout(folder)) {
    const probed = await probe(path);
    if (!('failure' in probed)) return { ...probed, path, source: 'fallback' };
  }
  rmSync(folder, { recursive: true, force: true });
  if (!takeFromCache(key, folder) || !isLayout(folder)) {
    rmSync(folder, { recursive: true, force: true });
    await makeFallback(node, folder);
    giveToCache(folder, key);
  }
  makeReadable(folder);
  const probed = await probe(path);
  if ('failure' in probed) throw doesNotStart(probed.failure);
  return { ...probed, path, source: 'fallback' };
}

/** The stamp is the last file that `makeFallback` writes. */
function isLayout(/** @type {string} */ folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'zhengka-runtime.json'), 'utf8')).layout === fallback.layout;
  } catch {
    return false;
  }
}

function doesNotStart(/** @type {string} */ failure) {
  return new Problem({
    en: 'The Electron runtime was unpacked but does not start.',
    zh: 'Electron 运行时已解压但无法启动。',
    remedyEn:
      'Look for a missing shared library in the details and install its Debian package, then repeat the command.',
    remedyZh: '请在下方详情中查找缺失的共享库，安装对应的 Debian 软件包后重试。',
    detail: failure,
  });
}

/** Starts the runtime as plain Node and asks what it is. */
async function probe(/** @type {string} */ path) {
  const question = 'process.stdout.write(JSON.stringify(process.versions))';
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: undefined };
  const answer = await run(path, ['-e', question], { env, timeoutMs: 30_000 });
  try {
    const versions = JSON.parse(answer.stdout);
    const { electron, node, modules, chrome } = versions;
    if (!electron || !modules) throw new Error('not an Electron');
    return {
      version: String(electron),
      node: String(node),
      napi: Number(versions.napi),
      chromium: String(chrome),
    };
  } catch {
    return { failure: lastLines(answer.output) || `exit code ${answer.code} without a word` };
  }
}
