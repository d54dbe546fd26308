// End-to-end tests over the real Electron. Start them with `npm run test:e2e`, which finds the runtime, builds the app folder, and runs
// this as an ordinary user under a virtual display. Tests launch the app with `launchApp` of tools/launch/electron.ts.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const runDir = process.env['ZHENGKA_RUN_DIR'] ?? 'test-results';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: /\.(e2e|spec|test)\.ts$/,
  outputDir: join(runDir, 'e2e'),
  // One at a time: a test owns a display, a set of PTYs and the machine's two cores.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: join(runDir, 'e2e.json') }]],
});
