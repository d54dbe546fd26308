import { expect, test, type Page } from '@playwright/test';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callFrom, pageOf, signInAs, windowsOf } from './helpers.ts';

test.describe('A4 a permit is found by a name', () => {
  let terminal: LaunchedApp;
  let desk: Page;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    await windowsOf(terminal.app, 2);
    desk = await pageOf(terminal.app, 'index');
    await signInAs(desk, await pageOf(terminal.app, 'devdock'), 'limin');
    await desk.locator('.emptyDesk').waitFor();
  });
  test.afterAll(async () => {
    await terminal.close();
  });
  const shot = async (name: string): Promise<void> => {
    await desk.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
  };

  test('written without its marks, by keyboard, in both languages; it opens the case', async () => {
    // The permits of the training are pulled after the start.
    await expect
      .poll(async () => {
        const found = await callFrom(desk, 'permitSearch', { text: 'oernekoglu' });
        return found.ok ? found.value.found.length : found.error.code;
      })
      .toBe(1);
    await desk.keyboard.press('F2');
    // As a hand types: faster is a scanner, and goes to no field (A2).
    await desk.keyboard.type('oernekoglu', { delay: 90 });
    await desk.keyboard.press('Enter');
    const hits = desk.locator('.permitHits li');
    await expect(hits).toHaveCount(1);
    await expect(hits).toContainText('ÖRNEKOĞLU');
    await expect(hits).toContainText(zh.desk.search.status.valid);
    await shot('found-zh');
    await desk.locator('.languageSwitch button[lang="en"]').click();
    await expect(hits).toContainText(en.desk.search.status.valid);
    await shot('found-en');
    await hits.getByRole('button').click();
    await desk.locator('.documentRow').first().waitFor();
    const current = await callFrom(desk, 'caseCurrent', {});
    expect(current.ok ? current.value.caseId : null).not.toBeNull();
  });
});
