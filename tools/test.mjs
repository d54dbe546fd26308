#!/usr/bin/env node
// `npm test`: everything CI runs, one lane after another, with seconds per lane.
import { readArgs } from './lib/cli.mjs';
import { Problem, main, say, seconds } from './lib/say.mjs';
import { setup, setupHelp } from './setup/index.mjs';
import { lanes } from './test/lanes.mjs';
import { beginRunFolders, removeRunFolders } from './test/runFolders.mjs';

await main(async () => {
  const names = lanes.map((lane) => lane.name).join(', ');
  const { values, positionals } = readArgs({
    usage: 'npm test [-- --only <lanes>] [-- <file filter>…]',
    en: 'Sets up what is missing and runs every check, as CI does.',
    zh: '补齐环境并运行全部检查，与 CI 相同。',
    options: {
      only: { type: 'string', value: '<a,b>', en: `only these lanes: ${names}`, zh: '仅运行所列项目' },
    },
    positionals: true,
    more: setupHelp(),
  });
  const chosen = choose(values.only, positionals);
  const start = performance.now();
  if (chosen.some(({ name }) => name === 'privacy')) beginRunFolders();
  const runtime = await setup();
  say(
    `Node ${runtime.node.includes('node_modules') ? '24 (npm)' : process.version}, Electron ${runtime.electronVersion} (${runtime.source})\n`,
  );

  /** @type {Record<string, import('./test/lanes.mjs').Result & { time: string }>} */
  const results = {};
  const run = async (/** @type {import('./test/lanes.mjs').Lane} */ lane) => {
    say(`── ${lane.title}`);
    const laneStart = performance.now();
    const result = await lane.run({ runtime, filters: positionals, results });
    results[lane.name] = { ...result, time: seconds(laneStart) };
    say(
      `── ${lane.name}: ${result.ok ? 'passed 通过' : `FAILED 失败 — ${result.reason}`} (${seconds(laneStart)})\n`,
    );
  };
  // What only reads the sources takes one core each: together they are done in half the time.
  await Promise.all(chosen.filter(({ readsOnly }) => readsOnly).map(run));
  for (const lane of chosen.filter(({ readsOnly }) => !readsOnly)) await run(lane);
  removeRunFolders();
  return summarise(chosen, results, start);
});

/** @param {string | undefined} only @param {string[]} filters */
function choose(only, filters) {
  const wanted = only?.split(',').map((name) => name.trim());
  const unknown = wanted?.find((name) => !lanes.some((lane) => lane.name === name));
  if (unknown !== undefined) {
    throw new Problem({
      en: `There is no lane "${unknown}".`,
      zh: `没有名为 “${unknown}” 的检查项。`,
      remedyEn: `Choose from: ${lanes.map((lane) => lane.name).join(', ')}`,
      remedyZh: `可选：${lanes.map((lane) => lane.name).join('、')}`,
    });
  }
  if (wanted) return lanes.filter((lane) => wanted.includes(lane.name));
  if (filters.length === 0) return lanes;
  const kind = filters.some((filter) => filter.includes('e2e')) ? 'e2e' : 'tests';
  return lanes.filter((lane) => lane.takesFilters === kind);
}

/**
 * @param {import('./test/lanes.mjs').Lane[]} chosen
 * @param {Record<string, import('./test/lanes.mjs').Result & { time: string }>} results
 * @param {number} start
 */
function summarise(chosen, results, start) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  say('Summary 汇总');
  for (const { name } of chosen) {
    const result = results[name];
    if (!result) continue;
    passed += result.passed ?? 0;
    // A lane that failed without a failed test (a lint error, a crash) still counts as one failure.
    failed += result.ok ? 0 : Math.max(result.failed ?? 0, 1);
    skipped += result.skipped ?? 0;
    const counts = result.passed === undefined ? '' : `${result.passed} passed, ${result.failed ?? 0} failed`;
    say(
      `  ${result.ok ? '✓' : '✗'} ${name.padEnd(8)} ${result.time.padStart(8)}  ${counts}${result.ok ? '' : ` ${result.reason ?? ''}`}`,
    );
    for (const failure of result.names ?? []) say(`      ✗ ${failure}`);
  }
  say(`  total 合计 ${seconds(start)}${skipped ? `, ${skipped} skipped 跳过` : ''}`);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
