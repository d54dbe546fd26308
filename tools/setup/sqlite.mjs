// The SQLite addon inside npm is built for Node-API 10. Electron 33 has Node-API 9: there it is compiled once from the package's own
// sources, in a copy, so that node_modules stays what npm made.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModulesDir, runtimeDir } from '../lib/paths.mjs';
import { lastLines, run } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';
import { giveToCache, makeReadable, takeFromCache } from './cache.mjs';
import { nodePrefix } from './node24.mjs';

const sqliteDir = join(nodeModulesDir, 'better-sqlite3');
/** Raised when the way of compiling changes. */
const recipe = 1;

// The package's build file asks for Node-API 10. What it takes from 10 is also there as "experimental" in 9; the last switch keeps
// finalizers running as they do in a released Node-API.
const flags =
  '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';

/**
 * @param {{ node: string, electron: import('./electron.mjs').Electron, note: (text: string) => void }} options
 * @returns {Promise<string | null>} the addon to pass as `nativeBinding`, or null where the package's own prebuild loads
 */
export async function ensureSqlite({ node, electron, note }) {
  if (electron.napi >= 10) {
    note(`prebuilt, Node-API ${electron.napi} / 使用预编译版本`);
    return null;
  }
  const { name, version } = JSON.parse(readFileSync(join(sqliteDir, 'package.json'), 'utf8'));
  const folder = join(runtimeDir, `sqlite-${version}-napi9`);
  const addon = join(folder, 'better_sqlite3.node');
  const key = `sqlite-${name}-${version}-napi9-r${recipe}`;
  const stamp = join(folder, 'recipe.json');
  let compiled = 'present';
  if (!isRecipe(stamp) || !existsSync(addon)) {
    rmSync(folder, { recursive: true, force: true });
    compiled = 'from the cache of this machine';
    if (!takeFromCache(key, folder) || !isRecipe(stamp)) {
      compiled = 'compiled';
      rmSync(folder, { recursive: true, force: true });
      await compile(node, folder);
      writeFileSync(stamp, JSON.stringify({ recipe, name, version, flags }, null, 2));
      giveToCache(folder, key);
    }
    makeReadable(folder);
  }
  await verify(electron.path, addon, folder);
  note(`${name} ${version} for Node-API ${electron.napi}, ${compiled} / 已就绪`);
  return addon;
}

function isRecipe(/** @type {string} */ stamp) {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8')).recipe === recipe;
  } catch {
    return false;
  }
}

async function compile(/** @type {string} */ node, /** @type {string} */ folder) {
  const work = join(runtimeDir, `work-sqlite-${process.pid}`);
  const source = join(work, 'node_modules', 'better-sqlite3');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, 'node_modules'), { recursive: true });
  try {
    cpSync(sqliteDir, source, { recursive: true, filter: (path) => !path.includes('/prebuilds') });
    cpSync(join(nodeModulesDir, 'node-addon-api'), join(work, 'node_modules', 'node-addon-api'), {
      recursive: true,
    });
    const gyp = join(nodeModulesDir, 'node-gyp', 'bin', 'node-gyp.js');
    const args = [gyp, 'rebuild', '--release', '--force_build=1', '--jobs=2', `--nodedir=${nodePrefix}`];
    // node-gyp's build file calls `node`; it has to be the same one.
    const env = { ...process.env, CXXFLAGS: flags, PATH: `${join(node, '..')}:${process.env.PATH}` };
    const answer = await run(node, args, { cwd: source, env });
    const built = join(source, 'build', 'Release', 'better_sqlite3.node');
    if (answer.code !== 0 || !existsSync(built)) {
      throw new Problem({
        en: 'The SQLite addon could not be compiled for this Electron.',
        zh: '无法为当前 Electron 编译 SQLite 组件。',
        remedyEn:
          'Check that python3, make and g++ work (apt-get install -y python3 make g++), then repeat the command.',
        remedyZh: '请确认 python3、make、g++ 可用（apt-get install -y python3 make g++），然后重试。',
        detail: lastLines(answer.output, 40),
      });
    }
    mkdirSync(folder, { recursive: true });
    renameSync(built, join(folder, 'better_sqlite3.node'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Opens an encrypted database with it in the very runtime it is for. */
async function verify(
  /** @type {string} */ electron,
  /** @type {string} */ addon,
  /** @type {string} */ folder,
) {
  const script = `
    const Database = require(${JSON.stringify(sqliteDir)});
    const db = new Database(':memory:', { nativeBinding: ${JSON.stringify(addon)} });
    db.pragma("cipher='chacha20'");
    process.stdout.write('sqlite ' + db.prepare('select sqlite_version() v').get().v);`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: undefined };
  const answer = await run(electron, ['-e', script], { env, timeoutMs: 30_000 });
  if (answer.stdout.startsWith('sqlite ')) return;
  rmSync(folder, { recursive: true, force: true });
  throw new Problem({
    en: 'The compiled SQLite addon does not load in this Electron. It was removed.',
    zh: '编译得到的 SQLite 组件无法在当前 Electron 中加载，已删除。',
    remedyEn: 'Repeat the command once; if it fails again, delete the cache folder that --help names.',
    remedyZh: '请重试一次；若仍失败，请删除 --help 中所示的缓存目录。',
    detail: lastLines(answer.output),
  });
}
