// Runs programs that start the real Electron: as an ordinary user, with a display.
//
// Chromium's sandbox refuses to work for root, and the terminal refuses to work without the sandbox. So when root runs the tour or the
// end-to-end tests, the whole program (Playwright with everything it starts) runs as the user "nobody", and its results are copied back.
// That keeps files, sockets and PTYs in one owner's hands. The program needs to read the repository; where that user cannot reach it
// (a clone in a folder of mode 0700), a linked copy is laid out in /var/tmp. See docs/running-without-hardware.md.
import { createHash, randomInt } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
} from 'node:fs';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { appDir as defaultAppDir, repoDir, runtimeDir } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';
import { linkTree, makeReadable } from '../setup/cache.mjs';
import { keepForSearch } from '../test/runFolders.mjs';

const nobody = 65534;
const packageDir = join(repoDir, 'dist', 'package');
const isRoot = process.getuid?.() === 0;
const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

/** What a linked copy of the repository holds. `.git`, results and caches stay behind. */
const stagedFiles = [
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'playwright.config.ts',
  'vite.config.ts',
];
const stagedFolders = [
  'main',
  'preload',
  'renderer',
  'drivers',
  'resources',
  'test',
  'tools',
  'node_modules',
];
const staged = [...stagedFiles, ...stagedFolders];

/**
 * @typedef {object} PreparedRun
 * @property {string} repoDir where the program finds the repository: here, or the linked copy
 * @property {string} executablePath the Electron executable
 * @property {string} appDir the app folder to hand to it
 * @property {string} runDir an empty folder the program may write to; `home/` and `tmp/` are inside
 * @property {Record<string, string | undefined>} env its environment; `ZHENGKA_ELECTRON`, `ZHENGKA_APP` and `ZHENGKA_RUN_DIR` repeat the above
 * @property {(argv: string[], display?: 'virtual' | 'own') => string[]} wrapCommand the full command line for it
 * @property {(from: string, to: string) => void} collect copies a result from `runDir` to a folder of ours
 * @property {() => void} cleanUp
 */

/**
 * @param {{ runtime: import('../setup/index.mjs').Runtime, appDir?: string, name: string }} options
 * @returns {Promise<PreparedRun>}
 */
export async function prepareRun({ runtime, appDir = defaultAppDir, name }) {
  const base = isRoot ? rootBase() : mkdtempSync(join(tmpdir(), 'zhengka-'));
  const runDir = join(base, `${name}-${process.pid}`);
  if (isRoot) removeLeftovers(base);
  for (const folder of [runDir, join(runDir, 'home'), join(runDir, 'tmp'), join(runDir, 'xdg')]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    if (isRoot) chownSync(folder, nobody, nobody);
  }

  let copy = '';
  if (isRoot && !(await canRead([runtime.electron, join(appDir, 'package.json'), runtime.node]))) {
    copy = join(base, `repo-${name}-${process.pid}`);
    stage(copy, appDir, runtime);
  }
  const there = (/** @type {string} */ path) => (copy ? join(copy, inRepo(path, runtime)) : path);
  const executablePath = there(runtime.electron);
  const found = { repoDir: copy || repoDir, executablePath, appDir: there(resolve(appDir)), runDir };
  const env = environment(found, runDir, there, runtime);
  const packaged = findPackaged();
  if (packaged) env.ZHENGKA_PACKAGED = there(packaged);

  return {
    ...found,
    env,
    wrapCommand: (argv, display = 'virtual') => {
      const program = argv.map((each) => (copy && each.startsWith(`${repoDir}/`) ? there(each) : each));
      const screen = display === 'virtual' ? virtualDisplay() : [];
      // `env` and not the spawning process sets HOME: xvfb-run makes its cookie file in the user's own TMPDIR.
      return [...(isRoot ? asNobody : []), ...screen, ...program];
    },
    collect: (from, to) => {
      const source = join(runDir, from);
      if (!existsSync(source)) return;
      mkdirSync(dirname(to), { recursive: true });
      rmSync(to, { recursive: true, force: true });
      // A copy belongs to whoever makes it, so root gets ordinary files.
      cpSync(source, to, { recursive: true });
    },
    cleanUp: () => {
      const kept = keepForSearch(runDir);
      if (!kept) rmSync(runDir, { recursive: true, force: true });
      if (copy) rmSync(copy, { recursive: true, force: true });
      if (!isRoot && !kept) rmSync(base, { recursive: true, force: true });
    },
  };
}

export const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** A number of its own for each run: `-a` then only has to step aside when two still meet. */
function virtualDisplay() {
  return ['xvfb-run', '-a', '-n', String(randomInt(100, 900)), '-s', '-screen 0 1920x1200x24 -nolisten tcp'];
}

/** Root's folder for runs: reachable for the other user, writable for root alone. */
function rootBase() {
  const hash = createHash('sha256').update(repoDir).digest('hex').slice(0, 8);
  const base = join('/var/tmp', `zhengka-${hash}`);
  try {
    mkdirSync(base, { mode: 0o755 });
  } catch {
    const info = lstatSync(base);
    if (!info.isDirectory() || info.uid !== 0 || info.mode & 0o022) {
      throw new Problem({
        en: `${base} exists and does not belong to root alone.`,
        zh: `${base} 已存在且并非仅属于 root。`,
        remedyEn: `Look at what it is and remove it: rm -rf ${base}`,
        remedyZh: `请核实后删除：rm -rf ${base}`,
      });
    }
  }
  chmodSync(base, 0o755);
  return base;
}

/** Folders of commands that were killed before they could clean up carry the number of a process that is gone. */
function removeLeftovers(/** @type {string} */ base) {
  for (const name of readdirSync(base)) {
    const pid = Number(/-(\d+)$/.exec(name)?.[1]);
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(join(base, name), { recursive: true, force: true });
  }
}

/** Asks as the other user, because modes of every folder on the way count. */
async function canRead(/** @type {string[]} */ paths) {
  const files = [...paths, join(repoDir, 'package.json'), join(repoDir, 'tools', 'lib', 'paths.mjs')];
  const script = 'for f in "$@"; do test -r "$f" || exit 1; done; test -x "$1"';
  const [command = '', ...args] = [...asNobody, 'sh', '-c', script, 'sh', ...files];
  const answer = await run(command, args);
  if (answer.missing) {
    throw new Problem({
      en: 'setpriv is not installed, so Electron cannot run as an ordinary user.',
      zh: '未安装 setpriv，无法以普通用户运行 Electron。',
      remedyEn: 'apt-get install -y util-linux, or run the command as an ordinary user.',
      remedyZh: '请执行 apt-get install -y util-linux，或以普通用户运行本命令。',
    });
  }
  return answer.code === 0;
}

/** The executable of the last `npm run package`, for the tests that start it. */
function findPackaged() {
  if (!existsSync(packageDir)) return undefined;
  return readdirSync(packageDir)
    .map((name) => join(packageDir, name, 'zhengka'))
    .find((path) => existsSync(path));
}

function stage(
  /** @type {string} */ copy,
  /** @type {string} */ appDir,
  /** @type {import('../setup/index.mjs').Runtime} */ runtime,
) {
  mkdirSync(copy, { recursive: true });
  chmodSync(copy, 0o755);
  const paths = new Set(staged.map((name) => join(repoDir, name)));
  for (const path of [appDir, dirname(runtime.electron)]) paths.add(resolve(path));
  if (runtime.sqliteNativeBinding) paths.add(dirname(runtime.sqliteNativeBinding));
  const packaged = findPackaged();
  if (packaged) paths.add(dirname(packaged));
  for (const path of paths) {
    if (existsSync(path)) put(path, join(copy, inRepo(path, runtime)));
  }
  const moved = { ...runtime };
  for (const key of /** @type {const} */ (['electron', 'node', 'sqliteNativeBinding'])) {
    const path = runtime[key];
    if (path) Object.assign(moved, { [key]: join(copy, inRepo(path, runtime)) });
  }
  const file = join(copy, relative(repoDir, runtimeDir), 'runtime.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(moved, null, 2));
}

function put(/** @type {string} */ from, /** @type {string} */ to) {
  mkdirSync(dirname(to), { recursive: true });
  // A file that others may not read would be just as unreadable through a link.
  const linkable =
    statSync(repoDir).dev === statSync(dirname(to)).dev &&
    (statSync(join(repoDir, 'package.json')).mode & 0o004) > 0;
  try {
    if (linkable) return statSync(from).isDirectory() ? linkTree(from, to) : copyFileSync(from, to);
  } catch {
    rmSync(to, { recursive: true, force: true });
  }
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  makeReadable(to);
}

/** A path of the repository relative to it; the folder of an Electron from elsewhere gets a place inside. */
function inRepo(/** @type {string} */ path, /** @type {import('../setup/index.mjs').Runtime} */ runtime) {
  const inside = relative(repoDir, path);
  if (!inside.startsWith('..')) return inside;
  const fromElectron = relative(dirname(runtime.electron), path);
  if (!fromElectron.startsWith('..')) return join('.runtime', 'electron-given', fromElectron);
  throw new Problem({
    en: `${path} cannot be read by the ordinary user that Electron runs as.`,
    zh: `运行 Electron 的普通用户无法读取 ${path}。`,
    remedyEn: 'Put it into the repository folder, or make it and the folders above it readable (chmod a+rX).',
    remedyZh: '请将其放入代码目录，或开放该路径及上级目录的读取权限（chmod a+rX）。',
  });
}

/**
 * @param {{ repoDir: string, executablePath: string, appDir: string }} found
 * @param {string} runDir
 * @param {(path: string) => string} there
 * @param {import('../setup/index.mjs').Runtime} runtime
 */
function environment(found, runDir, there, runtime) {
  /** @type {Record<string, string | undefined>} */
  const env = {
    ...process.env,
    ZHENGKA_ELECTRON: found.executablePath,
    ZHENGKA_APP: found.appDir,
    ZHENGKA_RUN_DIR: runDir,
    ZHENGKA_SQLITE_BINDING: runtime.sqliteNativeBinding ? there(runtime.sqliteNativeBinding) : undefined,
    TMPDIR: join(runDir, 'tmp'),
    NODE_OPTIONS: undefined,
    ELECTRON_RUN_AS_NODE: undefined,
  };
  if (!isRoot) return env;
  const home = join(runDir, 'home');
  Object.assign(env, { HOME: home, USER: 'nobody', LOGNAME: 'nobody', XDG_RUNTIME_DIR: join(runDir, 'xdg') });
  for (const name of ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'])
    env[name] = undefined;
  giveDisplayCookie(env, home);
  return env;
}

/** Lets the other user draw on root's display, where root has one with a cookie. */
function giveDisplayCookie(
  /** @type {Record<string, string | undefined>} */ env,
  /** @type {string} */ home,
) {
  const cookie = process.env.XAUTHORITY ?? join(homedir(), '.Xauthority');
  if (!process.env.DISPLAY || !existsSync(cookie)) return;
  const own = join(home, '.Xauthority');
  writeFileSync(own, readFileSync(cookie), { mode: 0o600 });
  chownSync(own, nobody, nobody);
  env.XAUTHORITY = own;
}
