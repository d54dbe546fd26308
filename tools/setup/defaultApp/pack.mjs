// Runs under Node 24: packs the default app into a runtime folder and sets its fuses back to what a stock Electron has.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

const folder = process.argv[2];
if (!folder) throw new Error('usage: pack.mjs <runtime folder>');
const here = dirname(fileURLToPath(import.meta.url));
await createPackage(join(here, 'app'), join(folder, 'resources', 'default_app.asar'));
await flipFuses(join(folder, 'electron'), {
  version: FuseVersion.V1,
  // The snapshot belongs to the app that was taken out.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Playwright talks to the main process through the inspector.
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.RunAsNode]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: false,
});
