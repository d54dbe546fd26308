// The PC/SC addon comes as sources only. It is compiled once per machine, in a copy, and put where the package's own loader looks
// (`smartcard/build/Release`), so that development, tests and the packaged app find it alike. Built for Node-API 8: one binary for Node
// and Electron. It is optional: a machine without the PC/SC headers or a compiler sets up all the same and has no PC/SC readers.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeModulesDir, runtimeDir } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { giveToCache, makeReadable, takeFromCache } from './cache.mjs';
import { nodePrefix } from './node24.mjs';

const packageDir = join(nodeModulesDir, 'smartcard');
const addonName = 'smartcard_napi.node';
/** Raised when the way of compiling changes. */
const recipe = 1;

/**
 * @param {{ node: string, electron: import('./electron.mjs').Electron, note: (text: string) => void }} options
 * @returns {Promise<boolean>} whether PC/SC readers can be used
 */
export async function ensureSmartcard({ node, electron, note }) {
  if (!existsSync(join(packageDir, 'package.json'))) {
    note('the package is not installed: PC/SC is not available / 未安装，读卡器 PC/SC 不可用');
    return false;
  }
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const folder = join(runtimeDir, `smartcard-${version}`);
  const key = `smartcard-${version}-linux-x64-r${recipe}`;
  let origin = 'present';
  if (!isWhole(folder)) {
    rmSync(folder, { recursive: true, force: true });
    origin = 'from the cache of this machine';
    if (!takeFromCache(key, folder) || !isWhole(folder)) {
      origin = 'compiled';
      rmSync(folder, { recursive: true, force: true });
      if (!(await compile(node, folder, version))) {
        note(
          'not compiled (needs libpcsclite-dev, python3, make, g++): PC/SC is not available / 未能编译，PC/SC 不可用',
        );
        return false;
      }
      giveToCache(folder, key);
    }
    makeReadable(folder);
  }
  const place = join(packageDir, 'build', 'Release', addonName);
  if (!existsSync(place) || !readFileSync(place).equals(readFileSync(join(folder, addonName)))) {
    mkdirSync(dirname(place), { recursive: true });
    // A new file in the place of the old one: a running process keeps the one it has loaded.
    rmSync(place, { force: true });
    copyFileSync(join(folder, addonName), place);
    makeReadable(join(packageDir, 'build'));
  }
  if (!(await loads(electron.path))) {
    rmSync(place, { force: true });
    note('does not load (libpcsclite1 missing?): PC/SC is not available / 无法加载，PC/SC 不可用');
    return false;
  }
  note(`smartcard ${version}, ${origin} / 已就绪`);
  return true;
}

function isWhole(/** @type {string} */ folder) {
  try {
    return (
      JSON.parse(readFileSync(join(folder, 'recipe.json'), 'utf8')).recipe === recipe &&
      existsSync(join(folder, addonName))
    );
  } catch {
    return false;
  }
}

async function compile(
  /** @type {string} */ node,
  /** @type {string} */ folder,
  /** @type {string} */ version,
) {
  if (!existsSync('/usr/include/PCSC/winscard.h')) return false;
  const work = join(runtimeDir, `work-smartcard-${process.pid}`);
  const source = join(work, 'smartcard');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    cpSync(packageDir, source, {
      recursive: true,
      filter: (path) => !path.startsWith(join(packageDir, 'build')),
    });
    const gyp = join(nodeModulesDir, 'node-gyp', 'bin', 'node-gyp.js');
    const args = [gyp, 'rebuild', '--release', '--jobs=2', `--nodedir=${nodePrefix}`];
    // The package's build file calls `node`; it has to be the same one.
    const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` };
    const answer = await run(node, args, { cwd: source, env });
    const built = join(source, 'build', 'Release', addonName);
    if (answer.code !== 0 || !existsSync(built)) return false;
    mkdirSync(folder, { recursive: true });
    copyFileSync(built, join(folder, addonName));
    writeFileSync(join(folder, 'recipe.json'), JSON.stringify({ recipe, version }, null, 2));
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Loads it in the very runtime it is for; no PC/SC service is needed for that. */
async function loads(/** @type {string} */ electron) {
  const script = `process.stdout.write('smartcard ' + typeof require(${JSON.stringify(packageDir)}).Context)`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: undefined };
  const answer = await run(electron, ['-e', script], { env, timeoutMs: 30_000 });
  return answer.stdout === 'smartcard function';
}
