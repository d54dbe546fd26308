import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Language } from '../../main/contract/access.ts';
import { en } from '../../renderer/features/kiosk/texts/en.ts';
import { zh } from '../../renderer/features/kiosk/texts/zh.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, windowsOf } from './helpers.ts';

const languages: readonly Language[] = ['zh', 'en'];
const switchName = { zh: '中', en: 'EN' } as const;
const kioskTexts = { zh, en } as const;

/** What axe finds that keeps somebody from working: rule, weight and the elements, as lines to read. */
async function faults(page: Page): Promise<readonly string[]> {
  // A merged report of frames would need a page of its own, which an Electron app does not open; there are no frames.
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  // A page that axe could not look at has no faults either.
  expect(passes.length).toBeGreaterThan(5);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map((node) => `${impact ?? ''} ${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
}

async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
  expect(await faults(page), name).toEqual([]);
}

test.describe('K2 no serious fault', () => {
  let terminal: LaunchedApp;
  let desk: Page;
  let kiosk: Page;
  let devdock: Page;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=both'] });
    await windowsOf(terminal.app, 3);
    [desk, kiosk, devdock] = await Promise.all([
      pageOf(terminal.app, 'index'),
      pageOf(terminal.app, 'kiosk'),
      pageOf(terminal.app, 'devdock'),
    ]);
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const choose = async (language: Language): Promise<void> => {
    await desk.getByRole('button', { name: switchName[language], exact: true }).click();
    await expect(desk.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
  };
  const inBoth = async (name: string): Promise<void> => {
    for (const language of languages) {
      await choose(language);
      await look(desk, `${name}-${language}`);
    }
    await choose('zh');
  };
  const signIn = async (userName: string): Promise<void> => {
    const staff = await callDevdock(devdock, 'staff', {});
    const person = staff.ok ? staff.value.find((each) => each.userName === userName) : undefined;
    await desk.getByLabel(texts.common.userName).fill(userName);
    await desk.locator('input[type="password"]').fill(person?.password ?? '');
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
  };

  test('sign-in and day', async () => {
    await desk.locator('input[type="password"]').waitFor();
    await inBoth('sign-in');
    await signIn('zhaoqiang');
    await desk.keyboard.press('Alt+5');
    await desk.getByRole('button', { name: texts.day.none.act }).waitFor();
    await inBoth('day-none');
    await desk.getByRole('button', { name: texts.day.none.act }).click();
    await desk.locator('.countField').first().waitFor();
    await inBoth('day-count');
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await desk.keyboard.press('d');
    await desk.locator('.dayFinder').waitFor();
    await inBoth('days');
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await desk.keyboard.press('r');
    await desk.locator('.periodForm').waitFor();
    await inBoth('reports');
    await desk.keyboard.press('Alt+6');
    await desk.locator('.device').first().waitFor();
    await inBoth('devices');
    await desk.getByRole('button', { name: texts.station.signOut }).click();
    await desk.locator('input[type="password"]').waitFor();
  });

  test('K1 desk with a case; a switch of language keeps case, focus and what is being typed', async () => {
    await signIn('limin');
    await desk.locator('.emptyDesk').waitFor();
    await inBoth('desk-empty');
    await callDevdock(devdock, 'scanNotice', { personId: 'karl', target: 'window' });
    const rows = desk.locator('.documentRow');
    await rows.nth(3).waitFor();
    await callDevdock(devdock, 'handPassport', { personId: 'karl', target: 'window' });
    await desk.locator('.openField').waitFor();
    await inBoth('desk-case');

    // Down to the third row, a difference, half a sentence.
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('2');
    const note = desk.locator('.differenceNote input');
    await note.pressSequentially('公章与 stamp 不');
    const before = await callFrom(desk, 'caseCurrent', {});
    for (const language of ['en', 'zh'] as const) {
      await choose(language);
      await expect(note).toHaveValue('公章与 stamp 不');
      await expect(rows.nth(2)).toHaveAttribute('aria-current', 'true');
      await expect(rows.and(desk.locator('[aria-current="true"]'))).toHaveCount(1);
      expect(await callFrom(desk, 'caseCurrent', {})).toEqual(before);
    }
    await look(desk, 'desk-note');
    await note.press('Enter');
    await expect(rows.nth(2)).toContainText('公章与 stamp 不');
  });

  test('kiosk', async () => {
    const at = (name: string) => kiosk.locator(`[data-page="${name}"]`);
    for (const language of languages) {
      const words = kioskTexts[language];
      await at('attract').waitFor();
      await look(kiosk, `kiosk-attract-${language}`);
      await kiosk.locator('.kioskStart').click();
      await at('language').waitFor();
      await kiosk.getByRole('button', { name: language === 'zh' ? '中文' : 'English' }).click();
      await at('notice').waitFor();
      await expect(kiosk.getByText(words.notice.question)).toBeVisible();
      await look(kiosk, `kiosk-notice-${language}`);
      await callDevdock(devdock, 'scanNotice', { personId: 'mysal', target: 'kiosk' });
      await at('passport').waitFor();
      await look(kiosk, `kiosk-passport-${language}`);
      await callDevdock(devdock, 'handPassport', { personId: 'mysal', target: 'kiosk' });
      await at('confirm').waitFor();
      await expect(kiosk.getByText(words.confirm.question)).toBeVisible();
      await look(kiosk, `kiosk-confirm-${language}`);
      await kiosk.getByRole('button', { name: words.frame.finish, exact: true }).click();
      await kiosk.getByRole('button', { name: words.take.finish }).click();
    }
  });
});
