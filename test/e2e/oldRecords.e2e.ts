import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { caseDatabaseName } from '../../main/contract/hosts.ts';
import { describeError } from '../../main/contract/errors.ts';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, makeTestDir, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, signInAs, windowsOf } from './helpers.ts';

interface Terminal {
  readonly launched: LaunchedApp;
  readonly desk: Page;
  readonly devdock: Page;
}

async function start(dataDir: string): Promise<Terminal> {
  const launched = await launchApp({ args: ['--training', '--surface=window'], dataDir });
  await windowsOf(launched.app, 2);
  const [desk, devdock] = await Promise.all([pageOf(launched.app, 'index'), pageOf(launched.app, 'devdock')]);
  await signInAs(desk, devdock, 'zhaoqiang');
  await desk.locator('.topBar').waitFor();
  return { launched, desk, devdock };
}

/** Nothing waits any more: upstream has been told everything, with the place in the chain. */
async function everythingSent(desk: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const status = await callFrom(desk, 'stationStatus', {});
        return status.ok ? status.value.queue.waiting : status.error.code;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
}

async function openCase({ desk, devdock }: Terminal, personId: string): Promise<void> {
  await callDevdock(devdock, 'scanNotice', { personId, target: 'window' });
  await desk.locator('.documentRow').first().waitFor();
}

test('I1 J1 an old copy of the records is noticed at start: cards are locked until two people accept it', async () => {
  test.setTimeout(180_000);
  const dataDir = makeTestDir();
  const data = join(dataDir, 'training');
  const shot = async (page: Page, name: string): Promise<void> => {
    await page.screenshot({
      path: test.info().outputPath(`${name}.png`),
      fullPage: true,
      animations: 'disabled',
    });
  };

  const first = await start(dataDir);
  expect((await callFrom(first.desk, 'dayOpen', {})).ok).toBe(true);
  await openCase(first, 'anna');
  await everythingSent(first.desk);
  await first.launched.close();
  const kept = join(dataDir, 'of-yesterday');
  copyFileSync(join(data, caseDatabaseName), kept);

  const second = await start(dataDir);
  await openCase(second, 'karl');
  await everythingSent(second.desk);
  await second.launched.close();

  // Somebody puts the file of yesterday back.
  copyFileSync(kept, join(data, caseDatabaseName));
  for (const part of ['-wal', '-shm'])
    if (existsSync(join(data, `${caseDatabaseName}${part}`)))
      rmSync(join(data, `${caseDatabaseName}${part}`));

  const third = await start(dataDir);
  const { desk } = third;
  const lock = desk.locator('.recordsLock');
  await desk.keyboard.press('Alt+7');
  await lock.waitFor();
  await expect(lock).toContainText(zh.morning.lock.title);
  const cases = await callFrom(desk, 'caseList', {});
  const caseId = cases.ok ? cases.value[0]?.id : undefined;
  if (caseId === undefined) throw new Error('no case of the first day');
  expect(await callFrom(desk, 'cardPlan', { caseId })).toMatchObject({ ok: true });
  await signInAs(desk, third.devdock, 'limin');
  expect(await callFrom(desk, 'cardStart', { caseId })).toMatchObject({
    ok: false,
    error: { code: 'recordsBehind' },
  });
  await signInAs(desk, third.devdock, 'zhaoqiang');
  await desk.keyboard.press('Alt+7');
  await lock.waitFor();
  await shot(desk, 'lock-zh');
  await lock.getByRole('button', { name: zh.morning.lock.ask }).click();
  await expect(lock.locator('tbody tr').first()).toBeVisible();
  await desk.locator('.languageSwitch button[lang="en"]').click();
  await expect(lock).toContainText(en.morning.lock.title);
  await shot(desk, 'lock-asked-en');
  await lock.getByRole('button', { name: en.morning.lock.accept }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('put back by mistake');
  await dialog.getByLabel(en.common.userName).fill('zhaoqiang');
  await dialog.locator('input[type="password"]').fill('zhengka-3');
  await desk.keyboard.press('Control+Enter');
  await expect(dialog).toContainText(describeError({ code: 'samePerson' }, 'en').message);
  await dialog.getByLabel(en.common.userName).fill('sunlei');
  await dialog.locator('input[type="password"]').fill('zhengka-6');
  await shot(desk, 'lock-accept-en');
  await desk.keyboard.press('Control+Enter');
  await expect(lock).toHaveCount(0);
  await third.launched.close();
  rmSync(dataDir, { recursive: true, force: true });
});
