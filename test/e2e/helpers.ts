import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import type { DevdockMethods } from '../../main/contract/devdock.ts';
import type { Methods } from '../../main/contract/methods.ts';
import type { InputOf, OutputOf } from '../../main/contract/method.ts';
import type { Result } from '../../main/contract/result.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { findRuntime } from '../../tools/launch/electron.ts';

type Calls = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** Calls a method from inside the page, over the preload, as the page's own code does. */
export async function callFrom<Name extends keyof Methods>(
  page: Page,
  name: Name,
  input: InputOf<Methods[Name]>,
): Promise<Result<OutputOf<Methods[Name]>>> {
  return (await callBridge(page, name, input)) as Result<OutputOf<Methods[Name]>>;
}

/** The same from inside the DevDock's page. */
export async function callDevdock<Name extends keyof DevdockMethods>(
  page: Page,
  name: Name,
  input: InputOf<DevdockMethods[Name]>,
): Promise<Result<OutputOf<DevdockMethods[Name]>>> {
  return (await callBridge(page, name, input)) as Result<OutputOf<DevdockMethods[Name]>>;
}

async function callBridge(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    async ([method, given]) => {
      const { zhengka } = globalThis as unknown as { zhengka: { methods: Calls } };
      return zhengka.methods[method]?.(given);
    },
    [name, input] as const,
  );
}

/** The process of a host, by the name the shell gave it; null while there is none. */
export async function hostPid(app: ElectronApplication, name: string): Promise<number | null> {
  return app.evaluate(
    ({ app: electron }, wanted) =>
      electron.getAppMetrics().find((metric) => metric.name === wanted || metric.serviceName === wanted)
        ?.pid ?? null,
    name,
  );
}

/** Starts the terminal without Playwright, which needs switches that a production station refuses, and waits for its end or a line. */
export async function runTerminal(
  args: readonly string[],
  until: RegExp | null = null,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { electron, appDir } = findRuntime();
  const child = spawn(electron, [appDir, '--disable-gpu', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (until?.test(output)) child.kill('SIGTERM');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Waits until that many windows are open and each is at its page. */
export async function windowsOf(app: ElectronApplication, count: number): Promise<readonly Page[]> {
  while (app.windows().length < count) await app.waitForEvent('window');
  await Promise.all(app.windows().map((page) => page.waitForURL('app://**', { waitUntil: 'commit' })));
  return app.windows();
}

/** The window that shows `<name>.html`. */
export async function pageOf(app: ElectronApplication, name: string): Promise<Page> {
  const found = app.windows().find((page) => page.url().endsWith(`/${name}.html`));
  if (found === undefined) throw new Error(`no window shows ${name}.html`);
  await found.waitForLoadState('load');
  return found;
}

/** A touch on the kiosk's language switch, and on a language by its own name; the page stays. */
export async function speakAtKiosk(kiosk: Page, name: string): Promise<void> {
  await kiosk.locator('.kioskLanguage').click();
  await kiosk.locator('[data-overlay="language"]').getByRole('button', { name, exact: true }).click();
  await kiosk.locator('[data-overlay="language"]').waitFor({ state: 'detached' });
}

/** Signs a training person in at the window, by the method of its screen; the DevDock knows the password. */
export async function signInAs(desk: Page, devdock: Page, userName: string): Promise<void> {
  const staff = await callDevdock(devdock, 'staff', {});
  const password = staff.ok ? staff.value.find((each) => each.userName === userName)?.password : undefined;
  expect(await callFrom(desk, 'signIn', { userName, password: password ?? '' })).toMatchObject({ ok: true });
}

/** Signs in as a hand does, on the page of the sign-in; the words there are Chinese until somebody switches. */
export async function typeSignIn(desk: Page, userName: string, password: string): Promise<void> {
  await desk.getByLabel(zh.common.userName).fill(userName);
  await desk.locator('input[type="password"]').fill(password);
  await desk.keyboard.press('Enter');
  await desk.locator('.topBar').waitFor();
}

/** Where the next file lies once the terminal has saved it; asked for before the act that saves it. */
export async function nextFile(app: ElectronApplication): Promise<string> {
  const folder = test.info().outputPath('files');
  mkdirSync(folder, { recursive: true });
  return app.evaluate(
    async ({ session }, to) =>
      new Promise<string>((resolve) => {
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(`${to}/${item.getFilename()}`);
          item.once('done', () => resolve(item.getSavePath()));
        });
      }),
    folder,
  );
}
