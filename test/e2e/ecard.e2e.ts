import { expect, test, type Page } from '@playwright/test';
import { describeError } from '../../main/contract/errors.ts';
import { devdockTexts } from '../../renderer/features/devdock/devdockTexts.ts';
import { texts as english } from '../../renderer/i18n/en/index.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, windowsOf } from './helpers.ts';

const { evidence } = texts;
const dock = devdockTexts.zh as { people: { ecard: string; ecardAgain: string } };

test.describe('A11 an electronic card at the window', () => {
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let desk: Page;
  let devdock: Page;

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training'] });
    await windowsOf(terminal.app, 2);
    [desk, devdock] = await Promise.all([pageOf(terminal.app, 'index'), pageOf(terminal.app, 'devdock')]);
    await expect.poll(ready, { timeout: 60_000 }).toEqual(['online', 'online']);
    await desk.getByLabel(texts.common.userName).fill('limin');
    await desk.locator('input[type="password"]').fill('zhengka-1');
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const ready = async (): Promise<readonly (string | undefined)[]> => {
    const answer = await callFrom(desk, 'stationStatus', {});
    if (!answer.ok) return [];
    const { devices, links } = answer.value;
    return [
      devices.find(({ id }) => id === 'scanner')?.status,
      links.find(({ service }) => service === 'permits')?.state,
    ];
  };
  const press = async (name: string): Promise<void> => devdock.getByRole('button', { name }).click();
  const picture = async (name: string): Promise<void> => {
    await desk.screenshot({ path: test.info().outputPath(`${name}.png`) });
  };

  test('with nobody’s case open it opens the holder’s, with the check as evidence and the life of the code', async () => {
    await expect(desk.locator('.emptyDesk')).toBeVisible();
    await press(dock.people.ecard);
    await expect(desk.locator('.evidence')).toContainText(evidence.result.valid);
    await expect(desk.locator('.evidence')).toContainText(evidence.passport.same);
    await expect(desk.locator('.evidence')).toContainText('李敏');
    const timer = desk.getByRole('timer');
    const seconds = async (): Promise<number> => Number(/(\d+)/.exec(await timer.innerText())?.[1]);
    const first = await seconds();
    expect(first).toBeLessThanOrEqual(60);
    await expect.poll(seconds).toBeLessThan(first);
    await picture('valid');
    await devdock.screenshot({ path: test.info().outputPath('devdock.png') });
    await desk.getByRole('button', { name: 'EN', exact: true }).click();
    await expect(desk.locator('.evidence')).toContainText(english.evidence.result.valid);
    await picture('valid-en');
    await desk.getByRole('button', { name: '中', exact: true }).click();
    // Nothing of the code is on the screen.
    expect(await desk.content()).not.toContain('ZKE1');
  });

  test('the same code again is one more check while it lives', async () => {
    await press(dock.people.ecardAgain);
    await expect(desk.locator('.evidence li')).toHaveCount(2);
  });

  test('13.4 G11 offline it is refused by name, and the status says which act is lost', async () => {
    await callDevdock(devdock, 'network', { on: false });
    await expect.poll(async () => (await ready())[1], { timeout: 30_000 }).toBe('offline');
    await press(dock.people.ecard);
    const { message, remedy } = describeError({ code: 'ecardOffline' }, 'zh');
    await expect(desk.getByText(message)).toBeVisible();
    await expect(desk.getByText(remedy)).toBeVisible();
    await expect(desk.locator('.statusNotes')).toContainText(texts.station.upstream.remedy.offline);
    expect(texts.station.upstream.remedy.offline).toContain('电子社保卡');
    await expect(desk.locator('.evidence li')).toHaveCount(2);
    await picture('offline');
  });
});
