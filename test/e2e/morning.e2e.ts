import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callFrom, nextFile, pageOf, typeSignIn, windowsOf } from './helpers.ts';

const { morning } = zh;

test.describe('J1 G7 I1 the morning page', () => {
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let desk: Page;

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    await windowsOf(terminal.app, 2);
    desk = await pageOf(terminal.app, 'index');
    await typeSignIn(desk, 'zhaoqiang', 'zhengka-3');
    await desk.getByRole('button', { name: zh.station.nav.morning, exact: true }).click();
    await desk.locator('.gate').waitFor();
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const shot = async (name: string): Promise<void> => {
    await desk.screenshot({
      path: test.info().outputPath(`${name}.png`),
      fullPage: true,
      animations: 'disabled',
    });
  };
  const row = (key: string) => desk.locator(`.gate tr[data-key="${key}"]`);

  test('what stops comes first, with reason, fix and the way there', async () => {
    await expect(row('day')).toHaveAttribute('data-state', 'blocked');
    await expect(desk.locator('.gate tbody tr').first()).toHaveAttribute('data-state', 'blocked');
    await expect(row('day')).toContainText(morning.acts.cards);
    await expect(row('permits')).toHaveAttribute('data-state', 'ok', { timeout: 30_000 });
    await shot('morning-zh');
    const { violations } = await new AxeBuilder({ page: desk }).setLegacyMode().analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    await row('day').getByRole('button', { name: morning.go.day }).click();
    expect((await callFrom(desk, 'dayOpen', {})).ok).toBe(true);
    await desk.getByRole('button', { name: zh.station.nav.morning, exact: true }).click();
    await expect(row('day')).toHaveAttribute('data-state', 'ok');
  });

  test('a copy is made and proven on the page', async () => {
    await desk.getByRole('button', { name: morning.copies.now }).click();
    await expect(row('backup')).toHaveAttribute('data-state', 'ok', { timeout: 30_000 });
    await desk.getByRole('button', { name: morning.copies.drill }).click();
    await expect(desk.locator('.drill .tone.good')).toBeVisible({ timeout: 30_000 });
    await expect(row('drill')).toHaveAttribute('data-state', 'ok');
    await shot('drill-zh');
  });

  test('the page prints as one PDF', async () => {
    const saved = nextFile(terminal.app);
    await desk.getByRole('button', { name: morning.print }).click();
    const path = await saved;
    expect(path).toMatch(/morning-SZ50-\d{4}-\d{2}-\d{2}\.pdf$/);
    expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });

  test('in English, and within 1366 × 768 without a scroll bar to the side', async () => {
    await desk.locator('.languageSwitch button[lang="en"]').click();
    await expect(desk.getByRole('heading', { name: en.morning.title, exact: true })).toBeVisible();
    await shot('morning-en');
    const overflow = await desk.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
