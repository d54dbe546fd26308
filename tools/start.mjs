#!/usr/bin/env node
// `npm start`: the terminal in training mode, or the guided tour where there is no display.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildApp } from './build.mjs';
import { hasDisplay, prepareRun } from './launch/unprivileged.mjs';
import { readArgs } from './lib/cli.mjs';
import { outDir } from './lib/paths.mjs';
import { run, runHere } from './lib/run.mjs';
import { Problem, main, say } from './lib/say.mjs';
import { setup, setupHelp } from './setup/index.mjs';
import { runTour } from './tour/run.mjs';

const isRoot = process.getuid?.() === 0;

await main(async () => {
  const { values } = readArgs({
    usage: 'npm start [-- --tour | --kiosk] [-- --data-dir <folder>]',
    en: 'Sets up what is missing and opens the terminal in training mode; without a display it runs the guided tour.',
    zh: '补齐环境后以培训模式打开终端；没有显示器时运行导览演示。',
    options: {
      tour: {
        type: 'boolean',
        en: 'run the guided tour under a virtual display',
        zh: '在虚拟显示器中运行导览演示',
      },
      kiosk: { type: 'boolean', en: 'open the self-service surface', zh: '打开自助机界面' },
      'data-dir': {
        type: 'string',
        value: '<folder>',
        en: 'where the training data is kept',
        zh: '培训数据目录',
      },
    },
    more: `The tour leaves its results in out/tour/. / 导览结果在 out/tour/。\n${setupHelp()}`,
  });
  const runtime = await setup();
  const built = await buildApp(runtime);
  if (built !== 0) return built;
  if (values.tour || !hasDisplay()) {
    if (!values.tour)
      say('No display here (DISPLAY is not set): running the guided tour. / 没有显示器，运行导览演示。\n');
    return runTour(runtime);
  }
  return openTerminal(runtime, values);
});

/** @param {import('./setup/index.mjs').Runtime} runtime @param {Record<string, any>} values */
async function openTerminal(runtime, values) {
  const prepared = await prepareRun({ runtime, name: 'window' });
  try {
    const dataDir = await trainingData(values['data-dir'], prepared.runDir);
    const options = [
      '--training',
      `--user-data-dir=${dataDir}`,
      ...(values.kiosk ? ['--surface=kiosk'] : []),
    ];
    const argv = prepared.wrapCommand([prepared.executablePath, prepared.appDir, ...options], 'own');
    say(`Opening the terminal in training mode 以培训模式打开终端 (${dataDir})`);
    const [command = '', ...args] = argv;
    const code = await runHere(command, args, { env: prepared.env });
    if (code === 0 || code === 130) return 0;
    throw new Problem({
      en: `The terminal ended with code ${code}.`,
      zh: `终端异常退出，退出码 ${code}。`,
      remedyEn: isRoot
        ? 'It runs as the user "nobody", because the sandbox does not work for root. Let that user use the display (xhost +si:localuser:nobody), or start it as an ordinary user, or use: npm start -- --tour'
        : 'Read the lines above. Without a working display use: npm start -- --tour',
      remedyZh: isRoot
        ? '沙箱不支持 root，终端以 nobody 用户运行。请允许该用户使用显示器（xhost +si:localuser:nobody），或改用普通用户启动，或执行：npm start -- --tour'
        : '请查看上方输出。若显示器不可用，请执行：npm start -- --tour',
    });
  } finally {
    prepared.cleanUp();
  }
}

/** Training data is kept from one start to the next; for root it must belong to the user that the terminal runs as. */
async function trainingData(/** @type {string | undefined} */ given, /** @type {string} */ runDir) {
  const folder = resolve(given ?? join(isRoot ? dirname(runDir) : outDir, 'training'));
  if (existsSync(folder)) return folder;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isRoot) await run('chown', ['65534:65534', folder]);
  return folder;
}
