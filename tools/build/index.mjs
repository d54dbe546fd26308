// Runs under Node 24. Builds the app folder: everything the app needs, so that the folder can be copied elsewhere and run.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { nodeModulesDir, repoDir, runtimeFile } from '../lib/paths.mjs';
import { Problem, main, say, seconds, step } from '../lib/say.mjs';
import { buildCode, findCodeEntries } from './code.mjs';
import { hashOf } from './hash.mjs';
import { copyNatives } from './natives.mjs';
import { buildPages, findPages } from './pages.mjs';

const target = process.argv[2];
if (!target) throw new Error('usage: node24 tools/build/index.mjs <app folder>');
/** Where each part keeps its hash; outside the parts, so that a half-made part has none. */
const stampDir = join(target, '.parts');
const makers = 'tools/build';

await main(async () => {
  const start = performance.now();
  say('Build 构建');
  chmodSync(mkdir(dirname(target)), 0o755);
  await withLock(`${target}.lock`, build);
  say(`  Build done 构建完成 (${seconds(start)})\n`);
});

async function build() {
  chmodSync(mkdir(stampDir), 0o755);
  const runtime = JSON.parse(readFileSync(runtimeFile, 'utf8'));
  const code = findCodeEntries();
  const pages = findPages();
  refuseMissing([...code, ...pages].filter((entry) => !entry.exists).map((entry) => entry.source));

  const lock = 'package-lock.json';
  const codeOutputs = code.map((entry) => entry.output);
  await part(
    'code',
    'Shell, preload, hosts 主程序',
    hashOf(['main', 'preload', 'drivers', 'resources', makers, lock]),
    {
      names: [
        ...new Set(
          codeOutputs.flatMap((name) =>
            name.includes('/') ? [name.split('/')[0] ?? name] : [name, `${name}.map`],
          ),
        ),
      ],
      make: (folder) => buildCode(code, folder),
    },
  );
  const pageInputs = [
    'renderer',
    'main/contract',
    'main/domain',
    'main/rpc',
    'resources',
    'vite.config.ts',
    makers,
    lock,
  ];
  await part('pages', 'Pages 界面', hashOf(pageInputs), {
    names: ['renderer'],
    make: (folder) => buildPages(pages, join(folder, 'renderer')),
  });
  await part('natives', 'Native packages and fonts 原生组件与字体', hashOf([makers, lock], runtime), {
    names: ['node_modules', 'native', 'data'],
    make: (folder) => {
      copyNatives(join(folder, 'node_modules'));
      mkdir(join(folder, 'native'));
      if (runtime.sqliteNativeBinding) {
        copyFileSync(runtime.sqliteNativeBinding, join(folder, 'native', 'better_sqlite3-napi9.node'));
      }
      // pdfkit reads its colour profile from beside the bundle when it writes PDF/A.
      mkdir(join(folder, 'data'));
      const profile = join(nodeModulesDir, 'pdfkit', 'js', 'data', 'sRGB_IEC61966_2_1.icc');
      if (existsSync(profile)) copyFileSync(profile, join(folder, 'data', 'sRGB_IEC61966_2_1.icc'));
    },
  });
  await part('resources', 'Resources 资源', hashOf(['resources', 'package.json', makers], runtime), {
    names: ['resources', 'package.json', 'build.json'],
    make: (folder) => {
      mkdir(join(folder, 'resources'));
      if (existsSync(join(repoDir, 'resources'))) {
        cpSync(join(repoDir, 'resources'), join(folder, 'resources'), { recursive: true });
      }
      writeManifest(folder, runtime);
    },
  });
}

/**
 * Makes one part beside the app folder and then puts it in place, so that a failed build leaves the last good one.
 * @param {string} name
 * @param {string} title
 * @param {string} hash
 * @param {{ names: string[], make: (folder: string) => Promise<void> | void }} work
 */
async function part(name, title, hash, { names, make }) {
  const stamp = join(stampDir, name);
  await step(title, async (note) => {
    const fresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
    if (fresh && names.every((each) => existsSync(join(target, each)))) return note('unchanged / 未改变');
    const half = `${target}.half-${name}`;
    rmSync(half, { recursive: true, force: true });
    mkdir(half);
    try {
      await make(half);
      rmSync(stamp, { force: true });
      for (const each of names) {
        if (!existsSync(join(half, each))) continue;
        rmSync(join(target, each), { recursive: true, force: true });
        renameSync(join(half, each), join(target, each));
      }
      writeFileSync(stamp, hash);
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
  });
}

function writeManifest(
  /** @type {string} */ folder,
  /** @type {import('../setup/index.mjs').Runtime} */ runtime,
) {
  const { name, productName, version, description, license } = JSON.parse(
    readFileSync(join(repoDir, 'package.json'), 'utf8'),
  );
  const about = { name, productName, version, description, author: 'Zhengka', license, private: true };
  const manifest = { ...about, main: 'main.cjs' };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const facts = {
    version,
    electron: runtime.electronVersion,
    testOnly: runtime.testOnly,
    sqliteNativeBinding: runtime.sqliteNativeBinding ? 'native/better_sqlite3-napi9.node' : null,
  };
  writeFileSync(join(folder, 'build.json'), `${JSON.stringify(facts, null, 2)}\n`);
}

function refuseMissing(/** @type {string[]} */ missing) {
  if (missing.length === 0) return;
  throw new Problem({
    en: `These entry files are missing: ${missing.join(', ')}.`,
    zh: `缺少入口文件：${missing.join('、')}。`,
    remedyEn:
      'Restore them (git status shows what was deleted), or take them out of tools/build/entries.mjs.',
    remedyZh: '请恢复这些文件（git status 可查看），或从 tools/build/entries.mjs 中移除。',
  });
}

function mkdir(/** @type {string} */ path) {
  mkdirSync(path, { recursive: true });
  return path;
}
