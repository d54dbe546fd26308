// How a test and the tour start the terminal in the real Electron.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from '@playwright/test';

const repoDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const holdReady = join(dirname(fileURLToPath(import.meta.url)), 'holdReady.cjs');

export interface LaunchOptions {
  /** The app's own arguments, after the app folder. */
  readonly args?: readonly string[];
  /** Where the app keeps its data (Electron's `userData`). Without it a new folder, removed by `close`. */
  readonly dataDir?: string;
  /** Added to the environment of this process; `undefined` takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Another app folder. */
  readonly appDir?: string;
  readonly timeoutMs?: number;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly dataDir: string;
  /** Everything the app's main process has printed so far. */
  log(): string;
  /** Closes the app and removes the data folder, if `launchApp` made it. */
  close(): Promise<void>;
}

/** The runtime and the app folder: from `npm run test:e2e` or the tour by environment, else those of this repository. */
export function findRuntime(): { electron: string; appDir: string; isFallback: boolean } {
  const file = join(repoDir, '.runtime', 'runtime.json');
  const runtime = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { electron: string; source: string })
    : undefined;
  const electron = process.env['ZHENGKA_ELECTRON'] ?? runtime?.electron;
  if (!electron) throw new Error('No Electron runtime yet: run "npm run setup" first.');
  return {
    electron,
    appDir: process.env['ZHENGKA_APP'] ?? join(repoDir, 'dist', 'app'),
    isFallback: runtime?.source === 'fallback',
  };
}

/** A folder for one test. Short, because a Unix socket inside it must stay under 108 characters. */
export function makeTestDir(): string {
  return mkdtempSync(join(process.env['ZHENGKA_RUN_DIR'] ?? tmpdir(), 'zk-'));
}

export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  if (process.getuid?.() === 0) {
    throw new Error(
      'Electron does not run as root: start this through "npm run test:e2e" or "npm start -- --tour".',
    );
  }
  const found = findRuntime();
  const dataDir = options.dataDir ?? makeTestDir();
  const app = await _electron.launch({
    executablePath: found.electron,
    args: [
      '-r',
      holdReady,
      options.appDir ?? found.appDir,
      // There is no graphics card under a virtual display.
      '--disable-gpu',
      `--user-data-dir=${dataDir}`,
      ...(options.args ?? []),
    ],
    env: environment(options.env ?? {}),
    // Without this Playwright adds --no-sandbox, and the app under test would not be the one that ships.
    chromiumSandbox: true,
    timeout: options.timeoutMs ?? 30_000,
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  app.process().stdout?.on('data', keep);
  app.process().stderr?.on('data', keep);
  return {
    app,
    dataDir,
    log: () => output,
    async close() {
      await app.close();
      // In a whole run everything is searched at its end, and goes with the folder of the run.
      const searched = process.env['ZHENGKA_RUN_LIST'] !== undefined;
      if (!options.dataDir && !searched) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** `/proc/<pid>/status` as fields. `Seccomp` is "2" for a sandboxed renderer. */
export function readProcessStatus(pid: number): Record<string, string> {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').trimEnd().split('\n');
  return Object.fromEntries(
    lines.map((line) => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
}

function environment(changes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const merged: Record<string, string | undefined> = {
    ...process.env,
    NODE_OPTIONS: undefined,
    ELECTRON_RUN_AS_NODE: undefined,
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
