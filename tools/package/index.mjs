// Runs under Node 24. Packs dist/app with the runtime of this machine. Needs no network: the runtime is handed in, and the Linux folder
// target downloads no tools.
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { parse } from 'yaml';
import { withLock } from '../lib/lock.mjs';
import { appDir, repoDir, runtimeFile } from '../lib/paths.mjs';
import { Problem, main, say, step } from '../lib/say.mjs';

await main(async () => {
  say('Package 打包');
  const runtime = JSON.parse(readFileSync(runtimeFile, 'utf8'));
  const config = parse(readFileSync(join(repoDir, 'electron-builder.yml'), 'utf8'));
  const manifest = JSON.parse(readFileSync(join(appDir, 'package.json'), 'utf8'));
  if (!existsSync(join(appDir, manifest.main))) {
    throw new Problem({
      en: 'dist/app has no main program yet, so there is nothing to pack.',
      zh: 'dist/app 中尚无主程序，无法打包。',
      remedyEn: 'Write main/shell/main.ts and build again (npm run build).',
      remedyZh: '请完成 main/shell/main.ts 后重新构建（npm run build）。',
    });
  }
  const mark = runtime.testOnly ? '-test-only' : '';
  const name = `zhengka-${manifest.version}-linux-x64${mark}`;
  const output = join(repoDir, config.directories.output);
  const packagingDir = join(repoDir, 'resources', 'packaging');
  const folder = join(output, name);
  await withLock(`${output}.lock`, () =>
    step(name, async (note) => {
      rmSync(output, { recursive: true, force: true });
      await build({
        projectDir: appDir,
        targets: Platform.LINUX.createTarget('dir'),
        config: {
          ...config,
          directories: {
            ...config.directories,
            output,
            buildResources: join(repoDir, 'resources', 'icons'),
          },
          electronDist: dirname(runtime.electron),
          electronVersion: runtime.electronVersion,
          // Removing the program asks the queue first (G7). The folder target runs neither; whoever makes packages of it gets both.
          deb: { ...config.deb, fpm: [`--before-remove=${join(packagingDir, 'linux', 'prerm')}`] },
          nsis: { ...config.nsis, include: join(packagingDir, 'windows', 'installer.nsh') },
          extraMetadata: { zhengka: { testOnly: runtime.testOnly, electron: runtime.electronVersion } },
        },
        publish: 'never',
      });
      renameSync(join(output, 'linux-unpacked'), folder);
      for (const left of ['zhengka-runtime.json', 'version', join('resources', 'default_app.asar')]) {
        rmSync(join(folder, left), { force: true });
      }
      if (runtime.testOnly) {
        const why = `Packed on Electron ${runtime.electronVersion}, which is out of support. For tests only, never for a station.\n`;
        writeFileSync(
          join(folder, 'TEST-ONLY.txt'),
          `${why}使用已停止维护的 Electron ${runtime.electronVersion} 打包，仅供测试，不得用于正式终端。\n`,
        );
      }
      note(
        `${(statSync(join(folder, 'resources', 'app.asar')).size / 1e6).toFixed(0)} MB app.asar, dist/package/${name}/zhengka`,
      );
    }),
  );
});
