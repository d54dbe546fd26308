import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repoDir } from '../repoFolders.ts';

/** Load native code from their own folder, and are never called by the queue. */
const external = [
  'better-sqlite3',
  '@napi-rs/canvas',
  'sharp',
  '@serialport/bindings-cpp',
  'node-hid',
  'smartcard',
];
const banner =
  "import { createRequire as proofRequire } from 'node:module'; const require = proofRequire(import.meta.url);";

export interface LeanBundle {
  readonly path: string;
  remove(): void;
}

/**
 * The core host of the proof in one file: a start from a hundred source files costs 0.6 s, from one file and its compile cache 0.18 s, and a
 * seed has several starts. It lies inside the repository, so that the native packages are found.
 */
export async function leanBundle(): Promise<LeanBundle> {
  const path = join(repoDir, 'out', 'queueProof', `leanCore-${process.pid}.mjs`);
  await build({
    absWorkingDir: repoDir,
    entryPoints: ['test/lanes/support/queueProof/leanCore.ts'],
    outfile: path,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external,
    banner: { js: banner },
    minify: true,
    keepNames: true,
    logLevel: 'silent',
  });
  return { path, remove: () => rmSync(path, { force: true }) };
}
