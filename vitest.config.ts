// Unit and integration tests, in plain Node: everything but the shell runs without Electron. The host suites run a second time in the
// Node that is inside Electron (tools/test/lanes.mjs starts vitest with ELECTRON_RUN_AS_NODE), because natives and crypto differ there.
import { defineConfig } from 'vitest/config';

const insideElectron = Boolean(process.versions['electron']);
const hostSuites = ['infra', 'hosts', 'rpc', 'training'].map((name) => `test/main/${name}/**/*.test.ts`);

export default defineConfig({
  cacheDir: insideElectron ? '.runtime/vitest-electron' : '.runtime/vitest',
  test: {
    include: insideElectron
      ? [...hostSuites, 'test/drivers/**/*.test.ts']
      : ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/bench/**', 'test/proofs/**'],
    globalSetup: ['test/kit/temporaryRoot.ts'],
    // Processes and not threads: native addons and PTYs belong to one process each.
    pool: 'forks',
    // Two cores is what the smallest station and CI have.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    allowOnly: !process.env['CI'],
  },
});
