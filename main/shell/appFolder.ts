import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const buildFacts = z.object({
  version: z.string(),
  sqliteNativeBinding: z.string().nullable(),
});

/** Where the parts of the app folder are (docs/running-without-hardware.md). */
export interface AppFolder {
  readonly root: string;
  readonly version: string;
  readonly preload: string;
  readonly pages: string;
  readonly resources: string;
  readonly workers: string;
  readonly fonts: string;
  readonly sqliteNativeBinding: string | null;
  host(name: 'coreHost' | 'deviceHost' | 'trainingHost'): string;
}

export function readAppFolder(root: string): AppFolder {
  const facts = buildFacts.parse(JSON.parse(readFileSync(join(root, 'build.json'), 'utf8')));
  return {
    root,
    version: facts.version,
    preload: join(root, 'preload.cjs'),
    pages: join(root, 'renderer'),
    resources: join(root, 'resources'),
    workers: join(root, 'workers'),
    fonts: join(root, 'node_modules'),
    sqliteNativeBinding:
      facts.sqliteNativeBinding === null ? null : realFile(root, facts.sqliteNativeBinding),
    host: (name) => join(root, `${name}.mjs`),
  };
}

/** The system's loader needs a real file: in a package native files lie beside the archive. */
function realFile(root: string, name: string): string {
  const unpacked = join(root.replace(/app\.asar$/, 'app.asar.unpacked'), name);
  return existsSync(unpacked) ? unpacked : join(root, name);
}
