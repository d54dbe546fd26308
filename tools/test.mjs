#!/usr/bin/env node
// `npm test`: everything CI runs, one lane after another, with seconds per lane.
import { readArgs } from './lib/cli.mjs';
import { Problem, main, say, seconds } from './lib/say.mjs';
import { setup, setupHelp } from './setup/index.mjs';
import { lanes } from './test/lanes.mjs';

await main(async () => {
  const names = lanes.map((lane) => lane.name).join(', ');
  const { values, positionals } = readArgs({
    usage: 'npm test [-- --only <lanes>] [-- --with package] [-- <file filter>…]',
    en: 'Sets up what is missing and runs every check, as CI does.',
    zh: '补齐环境并运行全部检查，与 CI 相同。',
    options: {
      only: { type: 'string', value: '<a,b>', en: `only these lanes: ${names}`, zh: '仅运行所列项目' },
      with: { type: 'string', value: '<lane>', en: 'this lane as well (package)', zh: '另加此项（package）' },
    },
    positionals: true,
    more: setupHelp(),
  });
  const chosen = choose(values, positionals);
  const start = performance.now();
  const runtime = await setup();
  say(
    `Node ${runtime.node.includes('node_modules') ? '24 (npm)' : process.version}, Electron ${runtime.electronVersion} (${runtime.source})\n`,
  );

  /** @type {Record<string, import('./test/lanes.mjs').Result & { time: string }>} */
  const results = {};
  for (const lane of chosen) {
    say(`── ${lane.title}`);
    const laneStart = performance.now();
    const result = await lane.run({ runtime, filters: positionals, results });
    results[lane.name] = { ...result, time: seconds(laneStart) };
    say(
      `── ${lane.name}: ${result.ok ? 'passed 通过' : `FAILED 失败 — ${result.reason}`} (${seconds(laneStart)})\n`,
    );
  }
  return summarise(chosen, results, start);
});

function choose(
  /** @type {Record<string, string | undefined>} */ { only, with: extra },
  /** @type {string[]} */ filters,
) {
  const wanted = only?.split(',').map((name) => name.trim());
  for (const name of [...(wanted ?? []), ...(extra ? [extra] : [])]) {
    if (lanes.some((lane) => lane.name === name)) continue;
    throw new Problem({
      en: `There is no lane "${name}".`,
      zh: `没有名为 “${name}” 的检查项。`,
      remedyEn: `Choose from: ${lanes.map((lane) => lane.name).join(', ')}`,
      remedyZh: `可选：${lanes.map((lane) => lane.name).join('、')}`,
    });
  }
  if (wanted) return lanes.filter((lane) => wanted.includes(lane.name));
  if (filters.length > 0) {
    const kind = filters.some((filter) => filter.includes('e2e')) ? 'e2e' : 'tests';
    return lanes.filter((lane) => lane.takesFilters === kind);
  }
  return lanes.filter((lane) => lane.byDefault || lane.name === extra);
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
  }
  say(`  total 合计 ${seconds(start)}${skipped ? `, ${skipped} skipped 跳过` : ''}`);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
