import { expect, test } from '@playwright/test';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom, hostPid } from './helpers.ts';

test.describe('D2 D7 E8 G1 G4 the board of card jobs and the recovery page', () => {
  let terminal: LaunchedApp;
  let hands: DeskHands;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    hands = await deskHands(terminal);
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const accepted = async (personId: string): Promise<void> => {
    await hands.scan(personId);
    await hands.accept();
  };
  const jobs = async () => must(await callFrom(hands.desk, 'cardJobs', {}));
  const states = async (): Promise<string[]> => (await jobs()).map(({ state }) => state);

  test('cards are fetched ahead, one is begun without a network, its slip says what waits', async () => {
    const { desk, devdock } = hands;
    await hands.signIn('zhaoqiang');
    must(await callFrom(desk, 'dayOpen', {}));
    await hands.signIn('limin');
    for (const personId of ['anna', 'jane']) await accepted(personId);
    await hands.press('Alt+2');
    await expect(desk.locator('.aheadBar')).toContainText('0 / 20');
    await hands.look('board-empty');
    await desk.locator('.aheadBar button').first().click();
    await expect.poll(states).toEqual(['locked', 'locked']);
    await expect(desk.locator('.boardGroup.ahead button')).toHaveCount(2);
    await hands.look('board-ahead');

    must(await callDevdock(devdock, 'network', { on: false }));
    await expect
      .poll(async () => must(await callFrom(desk, 'cardAhead', {})).online, { timeout: 60_000 })
      .toBe(false);
    await hands.press('1');
    const face = desk.locator('.faceCheck .previewFace img');
    await expect.poll(() => face.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1016);
    await hands.look('board-face');
    await hands.press('1');
    // The chips of the training station are certified: no blank moves that could not be finished, and the slip says so (13.6).
    await expect(desk.locator('.boardGroup.upstream button')).toHaveCount(1);
    await hands.look('board-offline');
    const held = (await jobs()).find(({ group }) => group === 'upstream');
    if (held === undefined) throw new Error('no card waits');
    expect(held).toMatchObject({ state: 'locked', place: 'none', promise: 'whenOnline' });
    const slip = must(await callFrom(desk, 'cardSlip', { jobId: held.id }));
    expect(slip).toMatchObject({ copy: 1, promise: 'whenOnline' });
    must(await callDevdock(devdock, 'network', { on: true }));
    await expect.poll(states, { timeout: 60_000 }).toContain('printed');
    await desk.getByText(zh.cards.visual.title).waitFor();
    await hands.press('1');
    await expect.poll(states, { timeout: 60_000 }).toContain('enabled');
    await expect(desk.locator('.boardGroup.holder button')).toHaveCount(1);
    await hands.press('ArrowDown', 'ArrowUp', 'Enter');
    await expect(desk.locator('.boardJob')).toBeFocused();
    await hands.look('board-holder');
  });

  test('after the core host dies with a card inside, the recovery page opens by itself', async () => {
    const { desk, devdock } = hands;
    must(await callDevdock(devdock, 'printerFault', { fault: 'powerCutMidPrint', on: true }));
    const ahead = (await jobs()).find(({ next }) => next === 'begin');
    if (ahead === undefined) throw new Error('nothing was fetched ahead');
    must(await callFrom(desk, 'cardBegin', { jobId: ahead.id }));
    await expect.poll(async () => (await jobs()).find(({ id }) => id === ahead.id)?.next).toBe('confirmFace');
    must(await callFrom(desk, 'cardConfirmFace', { jobId: ahead.id, good: true }));
    await expect
      .poll(async () => (await jobs()).find(({ id }) => id === ahead.id)?.next, { timeout: 60_000 })
      .toBe('settle');
    await hands.look('board-unknown');
    const before = await hostPid(terminal.app, 'zhengka-core-host');
    if (before === null) throw new Error('no core host');
    process.kill(before, 'SIGKILL');
    await expect.poll(async () => hostPid(terminal.app, 'zhengka-core-host')).not.toBe(before);
    await desk.locator('main.recovery').waitFor({ timeout: 60_000 });
    await expect(desk.locator('.statusLink')).toBeVisible();
    await desk.locator('.recoveryPart').first().waitFor();
    await hands.look('recovery');
    await desk.getByRole('button', { name: zh.recovery.seen }).click();
    await desk.locator('main.recovery').waitFor({ state: 'detached' });
    await expect(desk.locator('.statusLink')).toHaveCount(0);
  });
});
