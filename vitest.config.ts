// Unit and integration tests, in plain Node: everything but the shell runs without Electron. The host suites run a second time in the
// Node that is inside Electron (tools/test/lanes.mjs starts vitest with ELECTRON_RUN_AS_NODE), because natives and crypto differ there.
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const insideElectron = Boolean(process.versions['electron']);
/** A test that runs a whole station bears it in its name: `<what>.station.test.ts`. */
const small = '!(*.station).test.{ts,tsx}';
const every = '*.test.{ts,tsx}';
const inMain = (files: string, ...names: readonly string[]): string[] =>
  names.map((name) => `test/main/${name}/**/${files}`);

/** Suites whose modules keep nothing between two tests: their files share one loaded program, which is most of what a small file takes. */
const together = insideElectron
  ? [...inMain(small, 'infra'), `test/drivers/**/${small}`]
  : [
      ...inMain(small, 'app', 'contract', 'domain', 'infra'),
      `test/{architecture,drivers,kit,renderer,tools}/**/${small}`,
    ];
/** All others start hosts, servers and processes: each file has a process of its own, and what one leaves behind meets no other. */
const apart = insideElectron
  ? [...inMain(every, 'infra', 'hosts', 'rpc', 'training'), `test/drivers/**/${every}`]
  : [`test/**/${every}`];

export default defineConfig({
  cacheDir: insideElectron ? '.runtime/vitest-electron' : '.runtime/vitest',
  test: {
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      {
        extends: true,
        test: {
          name: 'apart',
          include: apart,
          exclude: [...together, 'test/{bench,e2e,proofs}/**', '**/node_modules/**'],
        },
      },
    ],
    globalSetup: ['test/kit/temporaryRoot.ts', 'test/kit/emptyDatabase.ts'],
    // Processes and not threads: native addons and PTYs belong to one process each.
    pool: 'forks',
    // Two cores is what the smallest station and CI have.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    allowOnly: !process.env['CI'],
    // Hosts that a test forks load the whole program each time.
    env: { NODE_COMPILE_CACHE: resolve('.runtime/compile-cache') },
  },
});
