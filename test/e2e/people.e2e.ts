import { expect, test, type Page } from '@playwright/test';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { describeError } from '../../main/contract/errors.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, signInAs, windowsOf } from './helpers.ts';

const languages = [
  { code: 'zh', texts: zh, button: '中文' },
  { code: 'en', texts: en, button: 'English' },
] as const;
const fresh = 'a fresh pass phrase';

test.describe('I4 I5 G10 the people of a station', () => {
  let terminal: LaunchedApp;
  let desk: Page;
  let devdock: Page;

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training'] });
    await windowsOf(terminal.app, 2);
    [desk, devdock] = await Promise.all([pageOf(terminal.app, 'index'), pageOf(terminal.app, 'devdock')]);
    await desk.locator('.signInPage form').waitFor();
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const speak = async (code: 'zh' | 'en'): Promise<void> => {
    await desk
      .locator('.languageSwitch button')
      .nth(code === 'zh' ? 0 : 1)
      .click();
  };
  const shot = async (name: string): Promise<void> => {
    await desk.screenshot({ path: test.info().outputPath(`${name}.png`) });
  };
  const dialog = () => desk.locator('dialog.finalAct');
  const sign = async (
    texts: { readonly common: { readonly userName: string; readonly password: string } },
    userName: string,
    password: string,
  ): Promise<void> => {
    const second = dialog().locator('.secondPerson');
    await second.getByLabel(texts.common.userName).fill(userName);
    await second.getByLabel(texts.common.password).fill(password);
    await desk.keyboard.press('Control+Enter');
  };
  const row = (userName: string) => desk.locator('tr', { hasText: userName });
  const openPeople = async (): Promise<void> => {
    await desk.locator('.topBar .who').click();
    await desk.locator('.account').waitFor();
  };

  for (const { code, texts } of languages) {
    const { people } = texts;
    const userName = `newclerk${code}`;

    test(`${code}: a supervisor and a technician add somebody, who changes the password before anything else`, async () => {
      await speak(code);
      await signInAs(desk, devdock, 'zhaoqiang');
      await openPeople();
      await row('sunlei').waitFor();
      await shot(`${code}-list`);
      await desk.getByRole('button', { name: people.add.act }).click();
      await dialog().getByLabel(people.column.name, { exact: true }).fill('样例新人');
      await dialog().getByLabel(texts.common.userName).first().fill(userName);
      await dialog().getByLabel(people.firstPassword).fill(fresh);
      // A pair that nobody may hold is said before anybody signs.
      await dialog().getByLabel(texts.common.role.clerk).check();
      await dialog().getByLabel(texts.common.role.stockKeeper).check();
      await expect(dialog().locator('.roleChoice .bad')).toHaveCount(1);
      await shot(`${code}-add-conflict`);
      await dialog().getByLabel(texts.common.role.stockKeeper).uncheck();
      await sign(texts, 'zhaoqiang', 'zhengka-3');
      await expect(dialog()).toContainText(describeError({ code: 'samePerson' }, code).message);
      await sign(texts, 'sunlei', 'zhengka-6');
      await expect(row(userName)).toContainText(people.standing.mustChange);

      await desk.getByRole('button', { name: texts.station.signOut }).click();
      await desk.getByLabel(texts.common.userName).fill(userName);
      await desk.locator('input[type="password"]').fill(fresh);
      await desk.keyboard.press('Enter');
      await desk.locator('.mustChange').waitFor();
      expect(await callFrom(desk, 'caseList', {})).toMatchObject({ error: { code: 'passwordMustChange' } });
      await shot(`${code}-must-change`);
      await desk.getByLabel(people.password.old).fill(fresh);
      await desk.getByLabel(people.password.new, { exact: true }).fill(`${fresh} of mine`);
      await desk.getByLabel(people.password.repeat).fill(`${fresh} of mine`);
      await desk.keyboard.press('Enter');
      await desk.locator('.topBar').waitFor();
      await openPeople();
      await expect(desk.locator('table')).toHaveCount(0);
      await shot(`${code}-own-account`);
      await desk.getByRole('button', { name: texts.station.signOut }).click();
      await desk.locator('.signInPage form').waitFor();
    });

    test(`${code}: somebody deactivated upstream is signed out at the next contact, with the reason`, async () => {
      await signInAs(desk, devdock, 'wangfang');
      await desk.locator('.topBar').waitFor();
      expect(
        await callDevdock(devdock, 'staffStanding', { userName: 'wangfang', active: false }),
      ).toMatchObject({ ok: true });
      await callFrom(desk, 'queueRetry', {});
      await desk.locator('.signInPage form').waitFor();
      await expect(desk.locator('.signInPage')).toContainText(
        describeError({ code: 'accountDeactivated' }, code).message,
      );
      await shot(`${code}-ended`);
      await callDevdock(devdock, 'staffStanding', { userName: 'wangfang', active: true });
      await signInAs(desk, devdock, 'limin');
      await callFrom(desk, 'queueRetry', {});
      await expect.poll(async () => (await callFrom(desk, 'session', {})).ok).toBe(true);
      await desk.getByRole('button', { name: texts.station.signOut }).click();
    });

    test(`${code}: an auditor reads the list and changes nothing`, async () => {
      await signInAs(desk, devdock, 'zhoumin');
      await openPeople();
      await expect(desk.getByText(people.readOnly)).toBeVisible();
      await expect(desk.getByRole('button', { name: people.add.act })).toHaveCount(0);
      await shot(`${code}-auditor`);
      await desk.getByRole('button', { name: texts.station.signOut }).click();
      await desk.locator('.signInPage form').waitFor();
    });
  }

  test('zh, en: without upstream a sign-in expires, the technician’s first, in words', async () => {
    await callDevdock(devdock, 'network', { on: false });
    await signInAs(desk, devdock, 'limin');
    await callFrom(desk, 'queueRetry', {});
    await expect
      .poll(async () => {
        const status = await callFrom(desk, 'stationStatus', {});
        return status.ok ? status.value.links.map(({ state }) => state) : [];
      })
      .toContain('offline');
    await desk.getByRole('button', { name: en.station.signOut }).click();
    await desk.locator('.signInPage form').waitFor();
    for (let day = 0; day < 2; day += 1)
      expect(await callDevdock(devdock, 'moveClock', { to: 'day' })).toMatchObject({ ok: true });
    for (const { code, texts } of languages) {
      await speak(code);
      await desk.getByLabel(texts.common.userName).fill('sunlei');
      await desk.locator('input[type="password"]').fill('zhengka-6');
      await desk.keyboard.press('Enter');
      await expect(desk.locator('.signInPage')).toContainText(
        describeError({ code: 'signInExpired', detail: { since: '' } }, code).remedy,
      );
      await shot(`${code}-expired`);
    }
    // A clerk has a week.
    await signInAs(desk, devdock, 'limin');
    await callDevdock(devdock, 'network', { on: true });
  });
});
