import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { ClosedDay } from '../../../main/contract/day.ts';
import { htmlOf } from './barePdfkit.ts';

const repoDir = join(import.meta.dirname, '..', '..', '..');
const answer = z.object({
  chrome: z.string(),
  bytes: z.number(),
  loadMs: z.array(z.number()),
  printMs: z.array(z.number()),
});
export type ChromiumPrint = z.infer<typeof answer>;

interface Prepared {
  readonly repoDir: string;
  readonly executablePath: string;
  readonly appDir: string;
  readonly runDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  wrapCommand(argv: readonly string[]): string[];
  cleanUp(): void;
}
interface Tools {
  prepareRun(options: { runtime: unknown; appDir: string; name: string }): Promise<Prepared>;
  run(
    command: string,
    args: readonly string[],
    options: { env: Prepared['env']; timeoutMs: number },
  ): Promise<{ code: number; stdout: string; output: string }>;
}
const tool = async (path: string): Promise<Tools> =>
  (await import(pathToFileURL(join(repoDir, 'tools', path)).href)) as Tools;

const fontFiles: Readonly<Record<string, string>> = {
  han: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  hanBold: 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  mono: 'noto-sans-mono/400Regular/NotoSansMono_400Regular.ttf',
};

/** The day's ledger printed by the Chromium of the runtime, as an ordinary user and in its sandbox; null = there is no runtime. */
export async function chromiumPrint(day: ClosedDay, runs: number): Promise<ChromiumPrint | null> {
  const file = join(repoDir, '.runtime', 'runtime.json');
  if (!existsSync(file)) return null;
  const runtime: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { prepareRun } = await tool('launch/unprivileged.mjs');
  const { run } = await tool('lib/run.mjs');
  const prepared = await prepareRun({
    runtime,
    appDir: join(import.meta.dirname, 'print'),
    name: 'bench-report',
  });
  try {
    const page = join(prepared.runDir, 'ledger.html');
    const fonts = join(prepared.repoDir, 'node_modules', '@expo-google-fonts');
    const fontUrl = (name: string): string => pathToFileURL(join(fonts, fontFiles[name] ?? '')).href;
    writeFileSync(page, htmlOf(day, fontUrl), { mode: 0o644 });
    const dataDir = join(prepared.runDir, 'tmp', 'user-data');
    const [command = '', ...args] = prepared.wrapCommand([
      prepared.executablePath,
      prepared.appDir,
      '--disable-gpu',
      `--user-data-dir=${dataDir}`,
    ]);
    const { stdout, output, code } = await run(command, args, {
      env: {
        ...prepared.env,
        ZHENGKA_BENCH_PAGE: pathToFileURL(page).href,
        ZHENGKA_BENCH_RUNS: String(runs),
      },
      timeoutMs: 300_000,
    });
    const line = /^ZHENGKA_BENCH (.*)$/m.exec(stdout)?.[1];
    if (line === undefined)
      throw new Error(`Chromium printed nothing (exit ${code}): ${output.slice(-2000)}`);
    return answer.parse(JSON.parse(line));
  } finally {
    prepared.cleanUp();
  }
}
