import { expect, test, type Page } from '@playwright/test';
import type { CaseId } from '../../main/contract/ids.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, signInAs, windowsOf } from './helpers.ts';

test.describe('D10 the face beside the question', () => {
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
  const theCase = async (caseId: CaseId): Promise<CaseView | null> => {
    const view = await callFrom(desk, 'caseGet', { caseId });
    return view.ok ? view.value : null;
  };

  test('the face is agreed to first, then the printed card is compared with a picture that is really there', async () => {
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
    for (const row of (await theCase(caseId))?.documents.filter((each) => each.required) ?? []) {
      await callFrom(desk, 'caseSetVerdict', { caseId, document: row.code, verdict: 'matches' });
    }
    expect(await callFrom(desk, 'caseAccept', { caseId })).toMatchObject({ ok: true });
    expect(await callFrom(desk, 'cardStart', { caseId })).toMatchObject({ ok: true });
    await desk.keyboard.press('Alt+2');
    const asked = desk.locator('.faceCheck .previewFace img');
    await expect.poll(() => asked.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1016);
    expect((await asked.boundingBox())?.width).toBeGreaterThan(500);
    await expect(desk.locator('.faceName')).toContainText('ANNA');
    await expect(desk.locator('.saidToHolder')).toContainText('Please check');
    const untouched = await callDevdock(devdock, 'state', {});
    expect(untouched.ok && untouched.value.printedCards).toBe(0);
    await desk.screenshot({ path: test.info().outputPath('card-face.png'), animations: 'disabled' });
    await desk.keyboard.press('2');
    await desk.getByRole('dialog').waitFor();
    await desk.screenshot({ path: test.info().outputPath('card-face-wrong.png'), animations: 'disabled' });
    await desk.keyboard.press('Escape');
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await desk.keyboard.press('1');
    await desk.locator('.besideFace button[aria-keyshortcuts="1"]').waitFor();

    const face = desk.locator('.besideFace .previewFace img');
    await expect.poll(() => face.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1016);
    const box = await face.boundingBox();
    expect(box?.width).toBeGreaterThan(400);
    await desk.screenshot({ path: test.info().outputPath('card-visual.png'), animations: 'disabled' });
  });
});
