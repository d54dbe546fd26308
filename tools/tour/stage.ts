import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { DevdockMethods } from '../../main/contract/devdock.ts';
import type { Methods } from '../../main/contract/methods.ts';
import type { InputOf, MethodTable, OutputOf } from '../../main/contract/method.ts';
import type { Result } from '../../main/contract/result.ts';
import { launchApp, type LaunchedApp } from '../launch/electron.ts';
import { pssOfTree } from './memory.ts';

/** One act of the tour, as printed and as kept in summary.json. */
export interface Act {
  readonly name: string;
  readonly ms: number;
  readonly ok: boolean;
  readonly fact: string;
}

/** The running terminal with its three windows, and everything a chapter needs to tell its part and to prove it. */
export interface Stage {
  readonly desk: Page;
  readonly kiosk: Page;
  readonly app: LaunchedApp;
  readonly acts: readonly Act[];
  readonly files: readonly string[];
  /** Runs one act; what throws is a failed act and ends the tour. The answer is printed as its fact. */
  act(name: string, work: () => Promise<string>): Promise<void>;
  /** A method of the clerk's window, called as its page calls it. Throws when it is refused. */
  ask<Name extends keyof Methods>(
    name: Name,
    input: InputOf<Methods[Name]>,
  ): Promise<OutputOf<Methods[Name]>>;
  /** The same, with the refusal as an answer. */
  tryAsk<Name extends keyof Methods>(
    name: Name,
    input: InputOf<Methods[Name]>,
  ): Promise<Result<OutputOf<Methods[Name]>>>;
  /** The hands of the training: a passport on the reader, a jam, a network cut. */
  dock<Name extends keyof DevdockMethods>(
    name: Name,
    input: InputOf<DevdockMethods[Name]>,
  ): Promise<OutputOf<DevdockMethods[Name]>>;
  /** The same, with the refusal as an answer. */
  tryDock<Name extends keyof DevdockMethods>(
    name: Name,
    input: InputOf<DevdockMethods[Name]>,
  ): Promise<Result<OutputOf<DevdockMethods[Name]>>>;
  /** The bytes of a document or image that a window or the DevDock gets; empty when there is none. */
  bytes(from: 'desk' | 'devdock', name: string, input: unknown): Promise<Uint8Array>;
  shot(page: Page, name: string): Promise<void>;
  /** The desk in Chinese as `<name>.png`, then in English as `<name>-en.png`. Not over a dialog, which covers the switch. */
  bothShots(name: string): Promise<void>;
  keep(name: string, bytes: Uint8Array | string): void;
  memory(): { readonly mib: number; readonly processes: number };
  close(): Promise<void>;
}

const patienceMs = 30_000;
/** The smallest screen of a counter: what fits here fits everywhere. */
const counterScreen = { width: 1366, height: 768 };

export async function openStage(
  out: string,
  dataDir: string,
): Promise<Stage & { readonly startupMs: number }> {
  mkdirSync(out, { recursive: true });
  const started = performance.now();
  const app = await launchApp({ args: ['--training', '--surface=both'], dataDir });
  const desk = await windowNamed(app, 'index');
  await app.app.evaluate(
    ({ BrowserWindow }, { width, height }) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().endsWith('/index.html'))
        ?.setContentSize(width, height),
    counterScreen,
  );
  await desk.getByRole('button').first().waitFor({ timeout: patienceMs });
  const startupMs = Math.round(performance.now() - started);
  const kiosk = await windowNamed(app, 'kiosk');
  const devdock = await windowNamed(app, 'devdock');
  const acts: Act[] = [];
  const files: string[] = [];

  const keep = (name: string, bytes: Uint8Array | string): void => {
    writeFileSync(join(out, name), bytes);
    files.push(name);
  };
  const stage: Stage & { startupMs: number } = {
    desk,
    kiosk,
    app,
    acts,
    files,
    startupMs,
    async act(name, work) {
      const from = performance.now();
      try {
        const fact = await work();
        acts.push({ name, ms: Math.round(performance.now() - from), ok: true, fact });
        print('✓', name, from, fact);
      } catch (failure) {
        const fact = failure instanceof Error ? failure.message : String(failure);
        acts.push({ name, ms: Math.round(performance.now() - from), ok: false, fact });
        print('✗', name, from, fact);
        await stage.shot(desk, 'failed-desk').catch(() => undefined);
        await stage.shot(kiosk, 'failed-kiosk').catch(() => undefined);
        throw failure;
      }
    },
    ask: async (name, input) => must(await call<Methods, typeof name>(desk, name, input), String(name)),
    tryAsk: (name, input) => call<Methods, typeof name>(desk, name, input),
    dock: async (name, input) =>
      must(await call<DevdockMethods, typeof name>(devdock, name, input), String(name)),
    tryDock: (name, input) => call<DevdockMethods, typeof name>(devdock, name, input),
    bytes: async (from, name, input) => bytesFrom(from === 'desk' ? desk : devdock, name, input),
    async shot(page, name) {
      keep(`${name}.png`, await page.screenshot({ animations: 'disabled' }));
    },
    async bothShots(name) {
      await stage.shot(desk, name);
      await inLanguage(desk, 'EN');
      await stage.shot(desk, `${name}-en`);
      await inLanguage(desk, '中');
    },
    keep,
    memory: () => pssOfTree(app.app.process().pid ?? 0),
    close: () => app.close(),
  };
  return stage;
}

/** Fails the act when something that must be true is not. */
export function mustBe(truth: boolean, what: string): void {
  if (!truth) throw new Error(`not true: ${what}`);
}

/** Asks again until the answer is not null; fails with a name. */
export async function until<Value>(what: string, ask: () => Promise<Value | null>): Promise<Value> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const value = await ask();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${patienceMs / 1000} s for ${what}`);
}

/** The language of the desk; the keys afterwards are the desk's again. */
export async function inLanguage(desk: Page, language: 'EN' | '中'): Promise<void> {
  await desk.getByRole('button', { name: language, exact: true }).click();
  await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

async function windowNamed(app: LaunchedApp, name: string): Promise<Page> {
  return until(`the window ${name}`, async () => {
    const page = app.app.windows().find((each) => each.url().endsWith(`/${name}.html`));
    if (page === undefined) return null;
    await page.waitForLoadState('load');
    return page;
  });
}

type Calls = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

async function call<Table extends MethodTable, Name extends keyof Table>(
  page: Page,
  name: Name,
  input: InputOf<Table[Name]>,
): Promise<Result<OutputOf<Table[Name]>>> {
  const answer: unknown = await page.evaluate(
    async ([method, given]) => {
      const { zhengka } = globalThis as unknown as { zhengka: { methods: Calls } };
      return zhengka.methods[method]?.(given);
    },
    [String(name), input] as const,
  );
  return answer as Result<OutputOf<Table[Name]>>;
}

/** Typed arrays do not survive Playwright's own serialization, so the page hands over base64. */
async function bytesFrom(page: Page, name: string, input: unknown): Promise<Uint8Array> {
  const text = await page.evaluate(
    async ([method, given]) => {
      const { zhengka } = globalThis as unknown as { zhengka: { methods: Calls } };
      const answer = (await zhengka.methods[method as string]?.(given)) as {
        ok: boolean;
        value?: { bytes?: Uint8Array; png?: Uint8Array | null };
      };
      const bytes = answer.value?.bytes ?? answer.value?.png ?? new Uint8Array();
      let binary = '';
      for (let at = 0; at < bytes.length; at += 8192)
        binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(binary);
    },
    [name, input] as const,
  );
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

function must<Value>(result: Result<Value>, name: string): Value {
  if (result.ok) return result.value;
  throw new Error(`${name} was refused: ${result.error.code} ${JSON.stringify(result.error.detail ?? {})}`);
}

function print(mark: string, name: string, from: number, fact: string): void {
  const seconds = ((performance.now() - from) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`  ${mark} ${seconds} s  ${name}${fact === '' ? '' : ` — ${fact}`}\n`);
}
