import { expect, test, type Page } from '@playwright/test';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, signInAs, windowsOf } from './helpers.ts';

test.describe('D11 a card goes to its holder', () => {
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

  const signIn = async (userName: string): Promise<void> => signInAs(desk, devdock, userName);
  const shot = async (name: string): Promise<void> => {
    await desk.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
  };
  const job = async () => {
    const jobs = await callFrom(desk, 'cardJobs', {});
    return jobs.ok ? jobs.value[0] : undefined;
  };
  /** Waits until the job asks for this; what keeps it from that is in the message. */
  const asksFor = async (next: string): Promise<void> => {
    const now = async () => {
      const { next: asked, problem } = (await job()) ?? { next: null, problem: null };
      return { next: asked, problem };
    };
    await expect.poll(now, { timeout: 60_000 }).toEqual({ next, problem: null });
  };

  test('passport on the reader, signature by pen, PIN changed; until then it stays "not handed over"', async () => {
    await signIn('zhaoqiang');
    expect(await callFrom(desk, 'dayOpen', {})).toMatchObject({ ok: true });
    await callFrom(desk, 'signOut', {});
    await signIn('limin');
    await callDevdock(devdock, 'scanNotice', { personId: 'anna', target: 'window' });
    await desk.locator('.documentRow').first().waitFor();
    const current = await callFrom(desk, 'caseCurrent', {});
    const caseId = current.ok ? current.value.caseId : null;
    if (caseId === null) throw new Error('no case is open');
    await callDevdock(devdock, 'handPassport', { personId: 'anna', target: 'window' });
    await desk.locator('.openField').waitFor();
    await callFrom(desk, 'caseConfirmField', { caseId, field: 'name', outcome: 'same' });
    const view = await callFrom(desk, 'caseGet', { caseId });
    for (const row of view.ok ? view.value.documents.filter((each) => each.required) : []) {
      await callFrom(desk, 'caseSetVerdict', { caseId, document: row.code, verdict: 'matches' });
    }
    expect(await callFrom(desk, 'caseAccept', { caseId })).toMatchObject({ ok: true });
    expect(await callFrom(desk, 'cardStart', { caseId })).toMatchObject({ ok: true });
    await asksFor('confirmFace');
    const jobId = (await job())?.id;
    if (jobId === undefined) throw new Error('no job');
    await callFrom(desk, 'cardConfirmFace', { jobId, good: true });
    await asksFor('confirmVisual');
    await callFrom(desk, 'cardConfirmVisual', { jobId, good: true });
    await asksFor('handOver');
    // 9 steps 11–12: certified, and said so on the rail.
    expect((await job())?.steps.find(({ step }) => step === 'certify')).toMatchObject({ phase: 'confirmed' });

    await desk.keyboard.press('Alt+2');
    await desk.locator('.unclaimed').waitFor();
    await shot('hand-over-board');
    await desk.getByRole('button', { name: '交卡并登记' }).first().click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('读卡器读护照').check();
    await expect(dialog.getByRole('status')).toContainText('护照放到读卡器');
    await callDevdock(devdock, 'handPassport', { personId: 'anna', target: 'window' });
    await expect(dialog.getByRole('status')).toContainText('已读到持卡人护照', { timeout: 20_000 });
    await dialog.getByLabel('联系电话').fill('0755 00000000');
    const pad = await dialog.locator('.signature svg').boundingBox();
    if (pad === null) throw new Error('no signature field');
    await desk.mouse.move(pad.x + 60, pad.y + pad.height / 2);
    await desk.mouse.down();
    await desk.mouse.move(pad.x + 160, pad.y + 40, { steps: 8 });
    await desk.mouse.move(pad.x + 300, pad.y + pad.height - 30, { steps: 8 });
    await desk.mouse.up();
    await expect(dialog.locator('.signature svg')).toHaveAttribute('aria-label', '签名区，已签名');
    await shot('hand-over-zh');
    // The PIN of the delivery is still there: nothing goes.
    await desk.keyboard.press('Control+Enter');
    expect((await job())?.state).toBe('enabled');
    await dialog.getByLabel('持卡人已当面修改初始密码').check();

    // Closed in between, nothing of it is left.
    await desk.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: 'EN', exact: true }).click();
    await desk.getByRole('button', { name: 'Hand over and record' }).first().click();
    await expect(dialog.locator('.signature polyline')).toHaveCount(0);
    await expect(dialog.getByLabel('Phone')).toHaveValue('');
    await shot('hand-over-en');

    // K4: without a pen or a mouse, on paper.
    await dialog.getByLabel('Phone').fill('0755 00000000');
    await dialog.getByLabel('signature here').focus();
    await desk.keyboard.press('ArrowRight');
    await expect(dialog.getByLabel('signature on paper')).toBeChecked();
    await dialog.getByLabel('The holder changed the PIN').focus();
    await desk.keyboard.press('Space');
    await shot('hand-over-paper-en');
    await desk.keyboard.press('Control+Enter');
    await expect.poll(async () => (await job())?.state, { timeout: 20_000 }).toBe('handedOver');
    await shot('handed-over-en');
  });
});
