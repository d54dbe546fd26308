import { expect, test, type Page } from '@playwright/test';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, hostPid, pageOf, windowsOf } from './helpers.ts';

const host = 'zhengka-device-host';
/** Three missed beats and one more second (main/shell/station.ts), and the start of a new process on a slow machine. */
const backWithinMs = 20_000;

test.describe('F2 a device host that dies or hangs takes nothing else down', () => {
  let terminal: LaunchedApp;
  let desk: Page;
  let devdock: Page;
  let people: readonly string[] = [];

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training'] });
    await windowsOf(terminal.app, 2);
    [desk, devdock] = await Promise.all([pageOf(terminal.app, 'index'), pageOf(terminal.app, 'devdock')]);
    await expect.poll(statuses).toEqual(['online']);
    await desk.getByLabel(texts.common.userName).fill('limin');
    await desk.locator('input[type="password"]').fill('zhengka-1');
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
    const sample = await callDevdock(devdock, 'people', {});
    people = sample.ok ? sample.value.map((person) => person.id) : [];
    await scan(0);
    await expect.poll(async () => (await cases()).length).toBe(1);
    await desk.locator('.documentRow').first().waitFor();
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const statuses = async (): Promise<readonly string[]> => {
    const answer = await callFrom(desk, 'stationStatus', {});
    return answer.ok
      ? [...new Set(answer.value.devices.map((device) => device.status))]
      : [answer.error.code];
  };
  const cases = async () => {
    const answer = await callFrom(desk, 'caseList', {});
    return answer.ok ? answer.value : [];
  };
  const scan = async (index: number): Promise<void> => {
    const personId = people[index] ?? '';
    expect(await callDevdock(devdock, 'scanNotice', { personId, target: 'window' })).toMatchObject({
      ok: true,
    });
  };

  for (const [index, signal] of (['SIGKILL', 'SIGSTOP'] as const).entries()) {
    test(`F2 ${signal}: the window says restarting, the case is intact, the devices come back`, async () => {
      const before = await cases();
      const contents = async () =>
        Promise.all(before.map(async ({ id }) => callFrom(desk, 'caseGet', { caseId: id })));
      const contentsBefore = await contents();
      const pids = {
        devices: await hostPid(terminal.app, host),
        core: await hostPid(terminal.app, 'zhengka-core-host'),
      };
      if (pids.devices === null) throw new Error('no device host');
      const seen = watchFor(desk, texts.station.deviceStatus.starting);
      process.kill(pids.devices, signal);
      const killedAt = Date.now();
      expect(await seen).toBe(true);
      await expect.poll(statuses, { timeout: backWithinMs }).toEqual(['online']);
      test
        .info()
        .annotations.push({ type: `${signal} to online`, description: `${Date.now() - killedAt} ms` });
      expect(await hostPid(terminal.app, host)).not.toBe(pids.devices);
      expect(await hostPid(terminal.app, 'zhengka-core-host')).toBe(pids.core);

      expect(await cases()).toEqual(before);
      expect(await contents()).toEqual(contentsBefore);
      // And what the new host reads arrives.
      await scan(index + 1);
      await expect.poll(async () => (await cases()).length).toBe(before.length + 1);
    });
  }
});

/** Whether the status strip shows the text at any moment from now on: it may be there for a few frames only. */
async function watchFor(page: Page, text: string): Promise<boolean> {
  return page.evaluate(
    async ([wanted, limitMs]) =>
      new Promise<boolean>((resolve) => {
        const strip = () => document.querySelector('.statusStrip')?.textContent ?? '';
        const end = (found: boolean): void => {
          observer.disconnect();
          clearTimeout(limit);
          resolve(found);
        };
        const limit = setTimeout(() => end(false), limitMs);
        const observer = new MutationObserver(() => {
          if (strip().includes(wanted)) end(true);
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        if (strip().includes(wanted)) end(true);
      }),
    [text, 20_000] as const,
  );
}
