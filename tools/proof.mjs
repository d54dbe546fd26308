#!/usr/bin/env node
// `npm run proof:<name>`: the long form of what `npm test` proves briefly, lane by lane, with a table at the end.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readArgs } from './lib/cli.mjs';
import { nodeModulesDir, repoDir, runtimeDir } from './lib/paths.mjs';
import { runHere } from './lib/run.mjs';
import { Problem, main, say, seconds } from './lib/say.mjs';
import { guestHindrance, runInGuest } from './proof/guest.mjs';
import { setup } from './setup/index.mjs';

/**
 * @typedef {import('./setup/index.mjs').Runtime} Runtime
 * @typedef {{ name: string, run: (runtime: Runtime) => Promise<{ ok: boolean, note?: string }> }} Proof
 */

/** Vitest with the long counts: `ZHENGKA_PROOF` is read by the tests that have a short form. */
const tests = (/** @type {string} */ name, /** @type {string[]} */ filters) => ({
  name,
  run: async (/** @type {Runtime} */ runtime) => {
    const env = {
      ...process.env,
      ZHENGKA_PROOF: '1',
      ZHENGKA_SQLITE_BINDING: runtime.sqliteNativeBinding ?? undefined,
    };
    const args = [join(nodeModulesDir, 'vitest', 'vitest.mjs'), 'run', '--testTimeout=300000', ...filters];
    return { ok: (await runHere(runtime.node, args, { cwd: repoDir, env })) === 0 };
  },
});

/** @type {Record<string, string | undefined>} */
let killOptions = {};

/**
 * A program of its own in test/proofs, with what was chosen on the command line of the options that it takes.
 * @param {string} name @param {string} file @param {string[]} takes
 * @returns {Proof}
 */
const program = (name, file, takes) => ({
  name,
  run: async (runtime) => {
    const chosen = takes.flatMap((option) => {
      const value = killOptions[option];
      return value === undefined ? [] : [`--${option}`, value];
    });
    const env = {
      ...process.env,
      // Several processes of these programs start for every run.
      NODE_COMPILE_CACHE: join(runtimeDir, 'compile-cache'),
      ZHENGKA_SQLITE_BINDING: runtime.sqliteNativeBinding ?? undefined,
    };
    const args = [join(repoDir, 'test', 'proofs', file), ...chosen];
    return { ok: (await runHere(runtime.node, args, { cwd: repoDir, env })) === 0 };
  },
});

/** 1,000 kills by default; `--seed` runs one of them again. */
const killedCards = program(
  'hosts killed at saved steps and in the middle of bytes, upstream misbehaving',
  'cards.proof.ts',
  ['runs', 'from', 'seed', 'workers'],
);
const tamperedFiles = program(
  'bytes, rows and old copies changed behind the program, all noticed and named',
  'tamper.proof.ts',
  ['runs', 'from', 'seed'],
);
/** 2,000 seeds by default; `--seed` runs one of them again, act by act. */
const seededQueue = program(
  'desk work by seeded scripts, every fault of the line, the core host killed',
  'queue.proof.ts',
  ['runs', 'from', 'seed', 'workers'],
);

/** @type {Record<string, Proof[]>} */
const proofs = {
  queue: [
    seededQueue,
    tests('the proof notices a rule that is taken out; each fault is what it says', [
      'test/lanes/queueProof',
      'test/lanes/faultProxy',
    ]),
    tests('thirty days without a network, a hundred cases a day, then the drain', ['test/lanes/thirtyDays']),
  ],
  tamper: [tamperedFiles],
  cards: [
    killedCards,
    tests('random commands against station, machine and upstream', ['test/main/app/cards/cardModel']),
    tests('a full and a read-only disk at every step', [
      'test/main/app/cards/diskRoom',
      'test/lanes/diskFull',
    ]),
  ],
  devices: [
    tests('every fault × every driver, contract, codecs', ['test/drivers']),
    tests('serial lines over PTY: unplug and replug', ['test/lanes/pty', 'test/lanes/hotplug']),
    tests('PC/SC: pcscd and vpcd, killed and restarted', ['test/lanes/pcsc']),
    tests('printers over TCP and the print queue', ['test/lanes/printers']),
    { name: 'USB in a guest: hidraw and CDC-ACM, unplugged for real', run: guestProof },
  ],
};

/** @returns {Promise<{ ok: boolean, note?: string }>} */
async function guestProof(/** @type {Runtime} */ runtime) {
  const hindrance = await guestHindrance();
  if (hindrance !== null) return { ok: false, note: `could not run: ${hindrance} / 未能运行` };
  const script = join(repoDir, 'test/lanes/guest/usbScanner.guest.ts');
  const { code, output, timedOut } = await runInGuest({ node: runtime.node, script, limitMs: 180_000 });
  say(output.slice(output.indexOf('guest-started')).trimEnd());
  return timedOut ? { ok: false, note: 'not done within 180 s' } : { ok: code === 0 };
}

await main(async () => {
  const { values, positionals } = readArgs({
    usage: `node tools/proof.mjs <${Object.keys(proofs).join('|')}>`,
    en: 'Runs the long form of a proof and prints a table.',
    zh: '运行完整验证并输出结果表。',
    options: {
      runs: {
        type: 'string',
        value: '<n>',
        en: 'cards: that many kills (1000); queue: that many seeds (2000); tamper: that many changes of each family (300)',
        zh: '制卡：中断次数（1000）；待上报：种子数（2000）；篡改：每类次数（300）',
      },
      from: {
        type: 'string',
        value: '<n>',
        en: 'cards, queue: first seed (1)',
        zh: '制卡、待上报：起始种子（1）',
      },
      seed: { type: 'string', value: '<n>', en: 'only this one, again', zh: '仅重放该次' },
      workers: {
        type: 'string',
        value: '<n>',
        en: 'cards, queue: processes (2)',
        zh: '制卡、待上报：进程数（2）',
      },
    },
    positionals: true,
  });
  killOptions = { runs: values.runs, from: values.from, seed: values.seed, workers: values.workers };
  const all = proofs[positionals[0] ?? ''];
  const chosen =
    values.seed === undefined
      ? all
      : all?.filter((proof) => [killedCards, tamperedFiles, seededQueue].includes(proof));
  if (chosen === undefined) {
    throw new Problem({
      en: `There is no proof "${positionals[0] ?? ''}".`,
      zh: `没有名为 “${positionals[0] ?? ''}” 的验证。`,
      remedyEn: `Choose from: ${Object.keys(proofs).join(', ')}`,
      remedyZh: `可选：${Object.keys(proofs).join('、')}`,
    });
  }
  if (!existsSync(nodeModulesDir)) say('Setting up first. / 先进行环境准备。');
  const runtime = await setup();
  const table = [];
  for (const { name, run } of chosen) {
    say(`── ${name}`);
    const start = performance.now();
    const result = await run(runtime);
    table.push({ name, ...result, time: seconds(start) });
  }
  say('\nProof 验证');
  for (const { name, ok, note, time } of table)
    say(`  ${ok ? '✓' : '✗'} ${time.padStart(8)}  ${name}${note === undefined ? '' : ` — ${note}`}`);
  return table.every(({ ok }) => ok) ? 0 : 1;
});
