import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { oneTimeCodeAt } from '../../main/infra/crypto/oneTimeCode.ts';
import { samplePeople } from '../../main/training/people.ts';
import { trainingCodeSecret, trainingStaff } from '../../main/training/station.ts';
import { en } from '../../renderer/features/kiosk/texts/en.ts';
import { maintenance } from '../../renderer/features/kiosk/texts/maintenance.ts';
import { zh } from '../../renderer/features/kiosk/texts/zh.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, signInAs, windowsOf } from './helpers.ts';

const kioskTexts = { zh, en } as const;
const technician = trainingStaff.find(({ roles }) => roles.includes('technician'));

let terminal: LaunchedApp;
let kiosk: Page;
let desk: Page;
let devdock: Page;
const shoot = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
};

/** What axe finds on the page that keeps somebody from using it (K2). */
async function faults(page: Page): Promise<readonly string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(passes.length).toBeGreaterThan(5);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Holds the station's name, as nobody does by chance. */
async function holdStationName(): Promise<void> {
  const box = await kiosk.locator('.kioskBrand').boundingBox();
  if (box === null) throw new Error('no head');
  await kiosk.mouse.move(box.x + 40, box.y + box.height / 2);
  await kiosk.mouse.down();
  await kiosk.locator('[data-overlay="service"]').waitFor();
  await kiosk.mouse.up();
}

async function visit(language: 'zh' | 'en'): Promise<void> {
  await callFrom(kiosk, 'kioskBegin', { language });
  await callFrom(kiosk, 'kioskLanguage', { language });
  await callDevdock(devdock, 'scanNotice', { personId: 'anna', target: 'kiosk' });
  await kiosk.locator('[data-page="passport"]').waitFor();
  await callDevdock(devdock, 'handPassport', { personId: 'anna', target: 'kiosk' });
  await kiosk.locator('[data-page="confirm"]').waitFor();
}

const anna = samplePeople('2026-11-25').find(({ id }) => id === 'anna');
const secrets = new RegExp([anna?.permitNumber ?? 'nobody', 'SPECIMEN', 'ANNA MARIA'].join('|'));

test.beforeAll(async () => {
  terminal = await launchApp({ args: ['--training', '--surface=both'] });
  await windowsOf(terminal.app, 3);
  [desk, kiosk, devdock] = (await Promise.all(
    ['index', 'kiosk', 'devdock'].map((name) => pageOf(terminal.app, name)),
  )) as [Page, Page, Page];
  await signInAs(desk, devdock, 'zhaoqiang');
  await kiosk.locator('[data-page="attract"]').waitFor({ timeout: 30_000 });
});
test.afterAll(async () => terminal.close());

test.describe.serial('E7 F6 the cabinet of the kiosk and its maintenance', () => {
  for (const language of ['zh', 'en'] as const)
    test(`opened in a visit: the page is clean and calm, and a supervisor settles it (${language})`, async () => {
      const text = kioskTexts[language].callStaff;
      await visit(language);
      expect(await kiosk.locator('body').innerText()).toMatch(secrets);
      await callDevdock(devdock, 'cabinet', { open: true });
      await kiosk.locator('[data-page="callStaff"]').waitFor();
      await expect(kiosk.getByRole('heading', { name: text.question })).toBeVisible();
      expect(await kiosk.content()).not.toMatch(secrets);
      await shoot(kiosk, `call-staff-${language}`);
      expect(await faults(kiosk)).toEqual([]);

      await desk.bringToFront();
      await expect(desk.locator('.statusStrip')).toContainText(/停止服务|out of service/);
      await callDevdock(devdock, 'cabinet', { open: false });
      // The contact is looked at several times a second; nobody settles an opening while the door is open.
      await expect
        .poll(async () => {
          const status = await callFrom(desk, 'stationStatus', {});
          return status.ok ? status.value.kiosk?.contact : status.error.code;
        })
        .toBe('closed');
      await desk.keyboard.press('Alt+6');
      const settle = desk.getByRole('button', { name: /核实…|Settle…/ }).first();
      await settle.scrollIntoViewIfNeeded();
      await shoot(desk, `to-settle-${language}`);
      await settle.click();
      await desk.getByRole('dialog').getByRole('textbox').fill('保洁碰到柜门 A cleaner leaned on the door');
      await shoot(desk, `settle-${language}`);
      await desk.keyboard.press('Control+Enter');
      await expect(desk.getByRole('dialog')).toHaveCount(0);
      await kiosk.locator('[data-page="attract"]').waitFor();
    });

  test('a touch on the station’s name shows nothing; held, it asks for two factors, typed on the screen', async () => {
    await kiosk.bringToFront();
    await kiosk.locator('.kioskBrand').click();
    await expect(kiosk.locator('[data-overlay="service"]')).toHaveCount(0);
    await holdStationName();
    const form = kiosk.locator('[data-overlay="service"]');
    for (const character of technician?.userName ?? '')
      await form.getByRole('button', { name: character, exact: true }).click();
    await expect(form.getByLabel(/用户名|User name/)).toHaveValue(technician?.userName ?? '');
    await form.getByLabel(/口令|Password/).fill('wrong');
    await form.getByLabel(/验证码|code/).fill('000000');
    await form.locator('button[type=submit]').click();
    await expect(form.getByRole('alert')).toBeVisible();
    await shoot(kiosk, 'entry-refused');
    expect(await faults(kiosk)).toEqual([]);
    await form.getByRole('button', { name: maintenance.zh.entry.close }).click();
    await expect(form).toHaveCount(0);
  });

  for (const language of ['zh', 'en'] as const)
    test(`maintenance hides the visit, shows machines, and is left by an act (${language})`, async () => {
      const words = maintenance[language];
      await visit(language);
      await kiosk.keyboard.press('Control+Alt+KeyM');
      const form = kiosk.locator('[data-overlay="service"]');
      await form.waitFor();
      await form.getByLabel(words.entry.userName).fill(technician?.userName ?? '');
      await form.getByLabel(words.entry.password).fill(technician?.password ?? '');
      // The step before and after the clock's are good too: the second language takes the next one.
      const at = Date.now() + (language === 'en' ? 30_000 : 0);
      await form.getByLabel(words.entry.code).fill(oneTimeCodeAt(trainingCodeSecret, at));
      await shoot(kiosk, `entry-${language}`);
      await form.locator('button[type=submit]').click();
      await kiosk.locator('[data-page="maintenance"]').waitFor();
      await expect(kiosk.getByRole('heading', { name: words.title })).toBeVisible();
      await expect(kiosk.locator('.kioskService > header').getByText(words.contact.closed)).toBeVisible();
      expect(await kiosk.content()).not.toMatch(secrets);
      await kiosk.getByRole('button', { name: `${words.test} kioskPassportReader` }).click();
      await expect(kiosk.getByText(words.testGood, { exact: true })).toBeVisible();
      await shoot(kiosk, `maintenance-${language}`);
      expect(await faults(kiosk)).toEqual([]);
      await expect(desk.locator('.statusStrip')).toContainText(technician?.displayName ?? '');

      await callDevdock(devdock, 'cabinet', { open: true });
      await expect(kiosk.locator('.kioskService > header').getByText(words.contact.open)).toBeVisible();
      await kiosk.getByRole('button', { name: words.leave }).click();
      await expect(kiosk.getByRole('alert')).toBeVisible();
      await kiosk.getByRole('alert').scrollIntoViewIfNeeded();
      await shoot(kiosk, `maintenance-open-${language}`);
      await kiosk.getByRole('button', { name: words.emptyBin }).click();
      await kiosk.locator('[data-overlay="bin"]').waitFor();
      await shoot(kiosk, `bin-${language}`);
      await kiosk.locator('[data-overlay="bin"]').getByRole('button', { name: words.entry.close }).click();

      await callDevdock(devdock, 'cabinet', { open: false });
      await expect(kiosk.locator('.kioskService > header').getByText(words.contact.closed)).toBeVisible();
      await kiosk.getByRole('button', { name: words.leave }).click();
      await kiosk.locator('[data-page="attract"]').waitFor();
    });
});
