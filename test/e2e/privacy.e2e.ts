import { expect, test } from '@playwright/test';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { samplePeople } from '../../main/training/people.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { launchApp, makeTestDir, type LaunchedApp } from '../../tools/launch/electron.ts';
import { deskHands, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom, pageOf, windowsOf } from './helpers.ts';

const appName = '证卡 Zhengka';

test.describe('I6 E2 what names a person on the screen is nowhere else', () => {
  let terminal: LaunchedApp;
  let hands: DeskHands;
  const [anna] = samplePeople('2026-11-28');
  const needles =
    anna === undefined ? [] : [anna.name, anna.permitNumber, anna.permit?.holder.passportNumber ?? ''];

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    hands = await deskHands(terminal);
    await hands.signIn('limin');
    await hands.scan('anna');
    await expect(hands.desk.locator('body')).toContainText(anna?.permitNumber ?? 'nobody');
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  test('no window is named after anybody, not even by its own page', async () => {
    await hands.desk.evaluate((name) => {
      document.title = name;
    }, needles[0] ?? '');
    const titles = await terminal.app.evaluate(async ({ BrowserWindow }) => {
      await new Promise((resolve) => setImmediate(resolve));
      return BrowserWindow.getAllWindows().map((window) => window.getTitle());
    });
    expect(titles.length).toBeGreaterThan(1);
    for (const title of titles) expect(title).toBe(appName);
  });

  test('the whole screen, selected and copied, leaves the clipboard as it was', async () => {
    await terminal.app.evaluate(({ clipboard }) => clipboard.writeText('before'));
    await hands.desk.evaluate(() => document.getSelection()?.selectAllChildren(document.body));
    await hands.desk.keyboard.press('Control+c');
    await hands.desk.keyboard.press('Control+Insert');
    expect(await terminal.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('before');
    // The other way about the test would prove nothing: here copying works, where a digest is.
    await hands.desk.evaluate(() => {
      const digest = document.createElement('span');
      digest.className = 'hash';
      digest.textContent = 'abc123';
      document.body.append(digest);
      document.getSelection()?.selectAllChildren(digest);
    });
    await hands.desk.keyboard.press('Control+c');
    expect(await terminal.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('abc123');
    await hands.desk.evaluate(() => document.querySelector('body > .hash')?.remove());
  });

  test('neither a name nor a key stands in the arguments or the environment of any process', async () => {
    const pids = await terminal.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
    let read = 0;
    for (const pid of pids)
      for (const part of ['cmdline', 'environ']) {
        const path = `/proc/${pid}/${part}`;
        const text = readable(path);
        if (text === null) continue;
        read += 1;
        for (const needle of needles) expect(text, path).not.toContain(needle);
        // A key of 32 bytes as text.
        expect(text, path).not.toMatch(/(?:^|[^0-9a-f])[0-9a-f]{64}(?:[^0-9a-f]|$)/i);
      }
    expect(read).toBeGreaterThan(6);
  });

  test('a page that crashes with a person on it leaves no dump behind', async () => {
    const folder = await terminal.app.evaluate(({ app }) => app.getPath('crashDumps'));
    expect(folder.startsWith(terminal.dataDir)).toBe(true);
    const gone = hands.desk.waitForEvent('crash');
    await terminal.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().endsWith('/index.html'))
        ?.webContents.forcefullyCrashRenderer(),
    );
    await gone;
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
    expect(files.filter((name) => name.endsWith('.dmp'))).toEqual([]);
  });
});

test.describe('E2 after a visit', () => {
  test('the memory of the kiosk’s page holds nothing of the visitor', async () => {
    const terminal = await launchApp({ args: ['--training', '--surface=both'] });
    const [anna] = samplePeople('2026-11-28');
    const needles = [anna?.permit?.holder.passportNumber ?? '', anna?.name ?? ''];
    try {
      await windowsOf(terminal.app, 3);
      const kiosk = await pageOf(terminal.app, 'kiosk');
      const devdock = await pageOf(terminal.app, 'devdock');
      const pageNow = async (): Promise<string> => {
        const state = await callFrom(kiosk, 'kioskState', {});
        return state.ok ? state.value.page : state.error.code;
      };
      const found = async (name: string): Promise<readonly string[]> => {
        const file = join(makeTestDir(), `${name}.heapsnapshot`);
        await terminal.app.evaluate(
          async ({ webContents }, path) =>
            webContents
              .getAllWebContents()
              .find((each) => each.getURL().endsWith('/kiosk.html'))
              ?.takeHeapSnapshot(path),
          file,
        );
        const text = readFileSync(file, 'utf8');
        rmSync(file);
        return needles.filter((needle) => text.includes(needle));
      };
      await kiosk.locator('.kioskPrimary').first().waitFor();
      await expect
        .poll(async () => {
          await callFrom(kiosk, 'kioskBegin', { language: 'en' });
          return pageNow();
        })
        .not.toBe('attract');
      await callFrom(kiosk, 'kioskLanguage', { language: 'en' });
      await expect.poll(pageNow).toBe('notice');
      await callDevdock(devdock, 'scanNotice', { personId: 'anna', target: 'kiosk' });
      await expect.poll(pageNow).toBe('passport');
      await callDevdock(devdock, 'handPassport', { personId: 'anna', target: 'kiosk' });
      await expect.poll(pageNow).toBe('confirm');
      await expect(kiosk.locator('body')).toContainText('ANNA MARIA');
      // What is on the screen is in memory: a look that did not see it would prove nothing afterwards.
      expect((await found('during')).length).toBeGreaterThan(0);
      await callFrom(kiosk, 'kioskEnd', {});
      await expect(kiosk.locator('body')).not.toContainText('ANNA MARIA');
      await expect.poll(() => found('after'), { timeout: 20_000 }).toEqual([]);
    } finally {
      await terminal.close();
    }
  });
});

test.describe('I3 what is kept of people and until when', () => {
  test('stands on a page of its own, from the morning page, in both languages', async () => {
    const terminal = await launchApp({ args: ['--training', '--surface=window'] });
    try {
      const hands = await deskHands(terminal);
      await hands.signIn('limin');
      await hands.scan('anna');
      const { id: caseId } = await hands.current();
      const bytes = [...(samplePeople('2026-11-28')[0]?.photo() ?? [])];
      const put = await hands.desk.evaluate(
        async ([id, photo]) => {
          const { zhengka } = globalThis as unknown as {
            zhengka: { methods: Record<string, (input: unknown) => Promise<{ ok: boolean }>> };
          };
          const input = { caseId: id, bytes: new Uint8Array(photo), declaredOn: null };
          return (await zhengka.methods['casePhotoPut']?.(input))?.ok;
        },
        [caseId, bytes] as const,
      );
      expect(put).toBe(true);
      await hands.accept();
      const kept = hands.desk.locator('details.caseRetention');
      await kept.locator('summary').click();
      await expect(kept).toContainText(texts.retention.reason.dayOpen);
      // Playwright takes what lies under the footer for visible.
      await kept.evaluate((part) => part.scrollIntoView({ block: 'center' }));
      await hands.look('case-retention');
      await hands.signIn('zhaoqiang');
      await hands.desk.getByRole('button', { name: texts.station.nav.morning }).click();
      await hands.desk.locator('[data-act="retention"]').click();
      await expect(hands.desk.getByRole('heading', { level: 1 })).toHaveText(texts.retention.title);
      await expect(hands.desk.locator('.retentionPage')).toContainText(texts.retention.kind.photos);
      await hands.look('retention');
    } finally {
      await terminal.close();
    }
  });
});

/** Null: a sandboxed process lets nobody look. */
function readable(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
