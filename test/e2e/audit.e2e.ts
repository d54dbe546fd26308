import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { texts as english } from '../../renderer/i18n/en/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callFrom, pageOf, typeSignIn, windowsOf } from './helpers.ts';

const { audit, station } = texts;

test.describe('I1 I6 H4 the audit journal', () => {
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let desk: Page;

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    await windowsOf(terminal.app, 2);
    desk = await pageOf(terminal.app, 'index');
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
  const rows = () => desk.locator('.auditPage .dataTable tbody tr');

  test('a clerk has no way to it', async () => {
    await typeSignIn(desk, 'wangfang', 'zhengka-2');
    await expect(desk.getByRole('button', { name: station.nav.audit })).toHaveCount(0);
    expect(await callFrom(desk, 'auditList', { limit: 10 })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    await desk.getByRole('button', { name: station.signOut }).click();
  });

  test('a supervisor reads it, newest first, in words, and finds what he did himself', async () => {
    await typeSignIn(desk, 'zhaoqiang', 'zhengka-3');
    await desk.keyboard.press('Alt+8');
    await rows().first().waitFor();
    await desk.getByLabel(audit.filter.actor).fill('wangfang');
    await desk.keyboard.press('Enter');
    await expect(rows().first()).toContainText('wangfang');
    await expect(rows().filter({ hasText: 'zhaoqiang' })).toHaveCount(0);
    await desk.getByRole('button', { name: audit.filter.clear }).click();
    // Reading is itself an entry.
    await expect(rows().filter({ hasText: 'read.audit' }).first()).toBeVisible();
    await shot('audit-zh');
    const found = await new AxeBuilder({ page: desk }).setLegacyMode(true).analyze();
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });

  test('everything is verified, and a hash that stands on a paper proves the file', async () => {
    const list = await callFrom(desk, 'auditList', { limit: 5 });
    const entry = list.ok ? list.value.entries[3] : undefined;
    if (entry === undefined) throw new Error('no entries');
    await desk.getByLabel(audit.verify.paperNumber).fill(String(entry.sequence));
    await desk.getByLabel(audit.verify.paperHead).fill(entry.hash.slice(0, 16));
    await desk.getByRole('button', { name: audit.verify.act }).click();
    await expect(desk.locator('.auditVerify [role="status"]')).toContainText(audit.verify.goodPaper);
    await shot('audit-verified-zh');
    await desk.getByLabel(audit.verify.paperHead).fill('0'.repeat(16));
    await desk.getByRole('button', { name: audit.verify.act }).click();
    await expect(desk.locator('.auditVerify [role="alert"]')).toContainText(audit.verify.kind.rolledBack);
    await desk.locator('.languageSwitch button[lang="en"]').click();
    await expect(desk.getByRole('heading', { name: english.audit.title })).toBeVisible();
    await shot('audit-rolled-back-en');
  });

  test('the export holds no name', async () => {
    const answer = await callFrom(desk, 'auditExport', {});
    if (!answer.ok) throw new Error(answer.error.code);
    const text = new TextDecoder().decode(Uint8Array.from(Object.values(answer.value.bytes)));
    expect(text).toContain('signIn');
    for (const name of ['wangfang', 'zhaoqiang', '王芳', '赵强']) expect(text).not.toContain(name);
  });
});
