import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, pageOf, windowsOf } from './helpers.ts';

/** Window sizes in pixels and the zoom of the system: what counters have. */
const screens = [
  { width: 1440, height: 900, zoom: 1 },
  { width: 1366, height: 768, zoom: 1 },
  { width: 1366, height: 768, zoom: 1.25 },
  { width: 1366, height: 768, zoom: 1.5 },
] as const;

/** Elements that scroll inside the page, that reach beyond its right edge, or whose words are cut without a mark; as lines to read. */
async function breaks(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${String(element.getAttribute('class') ?? '').replaceAll(' ', '.')}`;
    const found: string[] = [];
    const bar = document.querySelector('.topBar');
    if (bar !== null && bar.clientHeight > 50) found.push('the bar on top takes more than one line');
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > wide) found.push('the page scrolls sideways');
    for (const element of document.querySelectorAll('body *')) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || style.visibility === 'hidden') continue;
      const tall = element.scrollHeight > element.clientHeight + 1;
      const long = element.scrollWidth > element.clientWidth + 1;
      const scrolls = (way: string): boolean => way === 'auto' || way === 'scroll';
      if ((tall && scrolls(style.overflowY)) || (long && scrolls(style.overflowX)))
        found.push(`scrolls inside: ${name(element)}`);
      if (box.right > wide + 1) found.push(`beyond the edge: ${name(element)}`);
      const clamped = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
      if (long && style.overflowX === 'hidden' && !clamped) found.push(`cut: ${name(element)}`);
    }
    return found;
  });
}

test.describe('desk on every counter screen', () => {
  let terminal: LaunchedApp;
  let desk: Page;
  let devdock: Page;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    await windowsOf(terminal.app, 2);
    desk = await pageOf(terminal.app, 'index');
    devdock = await pageOf(terminal.app, 'devdock');
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const onEveryScreen = async (name: string): Promise<void> => {
    for (const language of ['EN', '中']) {
      await desk.getByRole('button', { name: language, exact: true }).click();
      for (const screen of screens) {
        const inner = await terminal.app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
          const window = BrowserWindow.getAllWindows().find((each) =>
            each.webContents.getURL().endsWith('/index.html'),
          );
          window?.setContentSize(width, height);
          window?.webContents.setZoomFactor(zoom);
          return Math.round(width / zoom);
        }, screen);
        await expect.poll(() => desk.evaluate(() => globalThis.innerWidth)).toBeGreaterThanOrEqual(inner - 2);
        await expect.poll(() => desk.evaluate(() => globalThis.innerWidth)).toBeLessThanOrEqual(inner + 2);
        const title = `${name}-${screen.width}-${screen.zoom * 100}-${language === 'EN' ? 'en' : 'zh'}`;
        await picture(title);
        expect(await breaks(desk), title).toEqual([]);
      }
    }
  };
  // Playwright's own picture does not know the zoom and shows a corner.
  const picture = async (title: string): Promise<void> => {
    await desk.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const base64 = await terminal.app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().endsWith('/index.html'),
      );
      const image = await window?.webContents.capturePage();
      return image?.toPNG().toString('base64') ?? '';
    });
    writeFileSync(test.info().outputPath(`${title}.png`), Buffer.from(base64, 'base64'));
  };
  const signIn = async (userName: string): Promise<void> => {
    const staff = await callDevdock(devdock, 'staff', {});
    const person = staff.ok ? staff.value.find((each) => each.userName === userName) : undefined;
    await desk.getByLabel(texts.common.userName).fill(userName);
    await desk.locator('input[type="password"]').fill(person?.password ?? '');
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
  };

  test('nothing is cut and only the page itself scrolls', async () => {
    test.setTimeout(240_000);
    await signIn('zhaoqiang');
    await desk.keyboard.press('Alt+5');
    await desk.getByRole('button', { name: texts.day.none.act }).click();
    await desk.locator('.countField').first().waitFor();
    await onEveryScreen('day');
    await desk.getByRole('button', { name: texts.station.signOut }).click();
    await signIn('limin');
    await desk.locator('.emptyDesk').waitFor();
    await onEveryScreen('empty');
    await callDevdock(devdock, 'scanNotice', { personId: 'karl', target: 'window' });
    await desk.locator('.documentRow').first().waitFor();
    await callDevdock(devdock, 'handPassport', { personId: 'karl', target: 'window' });
    await desk.locator('.openField').waitFor();
    await desk.keyboard.press('1');
    await desk.keyboard.press('3');
    await onEveryScreen('desk');
    await desk.keyboard.press('g');
    await desk.locator('.passportMark.withUs').waitFor();
    await desk.keyboard.press('t');
    await desk.locator('.chooser').waitFor();
    await onEveryScreen('desk-business');
    await desk.keyboard.press('t');
    await desk.keyboard.press('h');
    await desk.locator('.why').waitFor();
    await onEveryScreen('desk-why');
    await desk.keyboard.press('h');
    for (const [key, name] of [
      ['Alt+2', 'cards'],
      ['Alt+3', 'queue'],
      ['Alt+4', 'stock'],
      ['Alt+6', 'devices'],
    ] as const) {
      await desk.keyboard.press(key);
      await desk.locator('.pageHead').waitFor();
      await onEveryScreen(name);
    }
  });
});
