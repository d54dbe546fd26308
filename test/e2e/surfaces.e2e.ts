import { expect, test, type ConsoleMessage, type Page } from '@playwright/test';
import { devdockMethods } from '../../main/contract/devdock.ts';
import { methods } from '../../main/contract/methods.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callFrom, pageOf, windowsOf } from './helpers.ts';

test.describe('every surface', () => {
  let terminal: LaunchedApp;
  const complaints: string[] = [];
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=both'] });
    const listen = (page: Page): void => {
      const hear = (message: ConsoleMessage): void => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      };
      page.on('console', hear);
      page.on('pageerror', (error) => complaints.push(error.message));
    };
    terminal.app.on('window', listen);
    terminal.app.windows().forEach(listen);
    await windowsOf(terminal.app, 3);
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  test('I4 has its own methods and no others', async () => {
    for (const [name, surface, table] of [
      ['index', 'window', methods],
      ['kiosk', 'kiosk', methods],
      ['devdock', 'devdock', devdockMethods],
    ] as const) {
      const page = await pageOf(terminal.app, name);
      const seen = await page.evaluate(() => {
        const { zhengka } = globalThis as unknown as { zhengka: { surface: string; methods: object } };
        return { surface: zhengka.surface, names: Object.keys(zhengka.methods).toSorted() };
      });
      const own = Object.entries(table).filter(([, row]) =>
        (row.surfaces as readonly string[]).includes(surface),
      );
      expect(seen).toEqual({ surface, names: own.map(([each]) => each).toSorted() });
    }
  });

  test('is told to be usable when the window is, which the core host serves', async () => {
    await pageOf(terminal.app, 'devdock');
    expect(terminal.log()).toMatch(/\{"event":"ready","startupMs":\d+.*"core":\d+/);
  });

  test('shows something, and breaks no rule of its policy while it does', async () => {
    for (const name of ['index', 'kiosk', 'devdock']) {
      const page = await pageOf(terminal.app, name);
      await expect(page.locator('#root')).not.toBeEmpty();
      await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
    }
    expect(complaints).toEqual([]);
  });

  test('A1 a Notice that the DevDock lays under the scanner opens its case at the window', async () => {
    const [page, devdock] = await Promise.all([
      pageOf(terminal.app, 'index'),
      pageOf(terminal.app, 'devdock'),
    ]);
    expect(await callFrom(page, 'signIn', { userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      ok: true,
    });
    const people = await devdock.evaluate(async () => {
      const { zhengka } = globalThis as unknown as {
        zhengka: { methods: Record<string, (input: object) => Promise<{ value: { id: string }[] }>> };
      };
      const found = await zhengka.methods['people']?.({});
      await zhengka.methods['scanNotice']?.({ personId: found?.value[0]?.id, target: 'window' });
      return found?.value ?? [];
    });
    expect(people.length).toBeGreaterThan(0);
    await expect
      .poll(async () => {
        const cases = await callFrom(page, 'caseList', {});
        return cases.ok ? cases.value.length : cases.error.code;
      })
      .toBe(1);
  });
});
