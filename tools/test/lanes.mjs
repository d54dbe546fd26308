// The lanes of `npm test`: what each runs, and how its tests are counted. Every lane answers for itself; none hides another's failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from '../build.mjs';
import { e2eOutDir, runE2e } from '../e2e.mjs';
import { nodeModulesDir, outDir, repoDir, runtimeDir } from '../lib/paths.mjs';
import { runHere } from '../lib/run.mjs';
import { runPackage } from '../package.mjs';
import { runTour } from '../tour/run.mjs';
import { failedOfPlaywright, failedOfVitest } from './failures.mjs';
import { runFolders } from './runFolders.mjs';

/**
 * @typedef {{ runtime: import('../setup/index.mjs').Runtime, filters: string[], results: Record<string, Result> }} Context
 * @typedef {{ ok: boolean, passed?: number, failed?: number, skipped?: number, reason?: string,
 *   names?: string[] }} Result
 * @typedef {{ name: string, title: string, takesFilters?: 'tests' | 'e2e', readsOnly?: boolean,
 *   run: (context: Context) => Promise<Result> }} Lane
 */

const bin = (/** @type {string[]} */ ...path) => join(nodeModulesDir, ...path);

/** @type {Lane[]} */
export const lanes = [
  {
    name: 'format',
    readsOnly: true,
    title: 'Format 代码格式 (prettier)',
    run: ({ runtime }) => {
      const cache = ['--cache', '--cache-location', join(runtimeDir, 'prettier-cache')];
      return tool(runtime.node, bin('prettier', 'bin', 'prettier.cjs'), [
        '--check',
        '--log-level=warn',
        ...cache,
        '.',
      ]);
    },
  },
  {
    name: 'lint',
    readsOnly: true,
    title: 'Lint 静态检查 (oxlint, type-aware)',
    run: ({ runtime }) =>
      tool(runtime.node, bin('oxlint', 'bin', 'oxlint'), ['--type-aware', '--deny-warnings']),
  },
  {
    name: 'types',
    readsOnly: true,
    title: 'Types 类型检查 (tsc -b)',
    run: ({ runtime }) =>
      tool(runtime.node, bin('typescript', 'bin', 'tsc'), ['-b', '.', 'tools', '--pretty', 'false']),
  },
  {
    name: 'unit',
    title: 'Unit and integration 单元与集成测试 (vitest, Node 24)',
    takesFilters: 'tests',
    run: (context) => vitest(context, 'unit', context.runtime.node, {}),
  },
  {
    name: 'hosts',
    title: "Host suites in Electron's own Node 主机进程测试 (ELECTRON_RUN_AS_NODE)",
    run: (context) =>
      vitest({ ...context, filters: [] }, 'hosts', context.runtime.electron, { ELECTRON_RUN_AS_NODE: '1' }),
  },
  {
    name: 'build',
    title: 'Build 构建 (dist/app)',
    run: async ({ runtime }) => ended(await buildApp(runtime)),
  },
  {
    name: 'package',
    title: 'Package 打包 (electron-builder, --linux dir)',
    run: async ({ runtime, results }) => {
      if (results.build && !results.build.ok) return unbuilt;
      return ended(await runPackage(runtime));
    },
  },
  {
    name: 'e2e',
    title: 'End to end 端到端测试 (Playwright, real Electron)',
    takesFilters: 'e2e',
    run: endToEnd,
  },
  {
    name: 'tour',
    title: 'Tour 导览 (the whole job in real Electron)',
    run: async ({ runtime, results }) => {
      if (results.build && !results.build.ok) return unbuilt;
      if (!results.build && (await buildApp(runtime)) !== 0) return unbuilt;
      return ended(await runTour(runtime));
    },
  },
  {
    // The last one: it searches what all others wrote.
    name: 'privacy',
    title: 'Privacy 隐私扫描 (everything this run wrote)',
    run: ({ runtime }) =>
      tool(runtime.node, join(repoDir, 'tools', 'privacy', 'scan.ts'), [outDir, ...runFolders()]),
  },
];

/** @type {Result} */
const unbuilt = { ok: false, reason: 'could not run: the build failed / 构建失败，无法运行' };

async function endToEnd(/** @type {Context} */ { runtime, filters, results }) {
  if (results.build && !results.build.ok) return unbuilt;
  if (!results.build) {
    const built = await buildApp(runtime);
    if (built !== 0) return unbuilt;
  }
  const code = await runE2e(runtime, filters);
  const halves = filters.length > 0 ? [''] : ['1', '2'];
  const counted = halves.map((half) => readJson(join(e2eOutDir, `e2e${half}.json`)));
  if (counted.includes(undefined))
    return {
      ok: false,
      reason: `could not run: Playwright ended with code ${code} and no report / 未能运行`,
    };
  const sum = (/** @type {string} */ name) => counted.reduce((total, { stats }) => total + stats[name], 0);
  return {
    ...ended(code),
    passed: sum('expected') + sum('flaky'),
    failed: sum('unexpected'),
    skipped: sum('skipped'),
    names: counted.flatMap(failedOfPlaywright),
  };
}

/** @param {Context} context @param {string} name @param {string} node @param {Record<string, string>} env */
async function vitest({ runtime, filters }, name, node, env) {
  const report = join(outDir, 'test', `${name}.json`);
  mkdirSync(join(outDir, 'test'), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [bin('vitest', 'vitest.mjs'), 'run', ...reporters, ...filters];
  const binding = { ZHENGKA_SQLITE_BINDING: runtime.sqliteNativeBinding ?? undefined };
  const code = await runHere(node, args, { cwd: repoDir, env: { ...process.env, ...binding, ...env } });
  const counted = readJson(report);
  if (!counted)
    return { ok: false, reason: `could not run: vitest ended with code ${code} and no report / 未能运行` };
  const failedFiles = counted.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    ...ended(code),
    passed: counted.numPassedTests,
    // A file that does not even load has no tests to count; it is one failure all the same.
    failed: counted.numFailedTests + failedFiles,
    skipped: counted.numPendingTests + counted.numTodoTests,
    names: failedOfVitest(counted, repoDir),
  };
}

async function tool(/** @type {string} */ node, /** @type {string} */ program, /** @type {string[]} */ args) {
  if (!existsSync(program))
    return { ok: false, reason: `could not run: ${program} is not installed / 未安装` };
  return ended(await runHere(node, [program, ...args], { cwd: repoDir }));
}

/** @returns {Result} */
const ended = (/** @type {number} */ code) =>
  code === 0 ? { ok: true } : { ok: false, reason: `exit code ${code} / 退出码 ${code}` };

function readJson(/** @type {string} */ path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
