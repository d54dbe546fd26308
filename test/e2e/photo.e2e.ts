import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { drawPhoto } from '../main/infra/photo/drawnPhotos.ts';
import { callDevdock, callFrom, pageOf, windowsOf } from './helpers.ts';

test.describe('A6 the photo at the desk', () => {
  let terminal: LaunchedApp;
  let desk: Page;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=both'] });
    await windowsOf(terminal.app, 3);
    const devdock = await pageOf(terminal.app, 'devdock');
    desk = await pageOf(terminal.app, 'index');
    expect(await callFrom(desk, 'signIn', { userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      ok: true,
    });
    const people = await callDevdock(devdock, 'people', {});
    const personId = people.ok ? (people.value[0]?.id ?? '') : '';
    await callDevdock(devdock, 'scanNotice', { personId, target: 'window' });
    await expect(desk.locator('.person h1')).toBeVisible();
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const faults = async (): Promise<readonly string[]> => {
    const { violations, passes } = await new AxeBuilder({ page: desk }).setLegacyMode().analyze();
    expect(passes.length).toBeGreaterThan(5);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  };
  const shot = (name: string): Promise<unknown> =>
    desk.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
  const choose = async (name: string, bytes: Uint8Array): Promise<void> => {
    const path = test.info().outputPath(name);
    writeFileSync(path, bytes);
    await desk.locator('dialog.photoPanel input[type=file]').setInputFiles(path);
  };
  const column = (name: 'permit' | 'card') => desk.locator('.photoChecks').nth(name === 'permit' ? 0 : 1);

  test('by keys alone: told at intake, set, confirmed; the picture is the one that was chosen', async () => {
    await desk.keyboard.press('i');
    const panel = desk.locator('dialog.photoPanel');
    await expect(panel.getByText('把照片文件拖到这里')).toBeVisible();
    await shot('empty');
    expect(await faults()).toEqual([]);

    // The training portrait as a permit photo: 354 wide is right for the permit and too narrow for the card.
    await choose('narrow.jpg', await drawPhoto({ width: 354, height: 472, left: -2, grain: 3 }));
    await expect(panel.locator('.atIntake')).toContainText('制卡需 358 像素');
    await expect(column('permit')).toHaveAttribute('data-result', 'needsEye');
    await expect(panel.locator('.photoStage img')).toBeVisible();
    await shot('narrow');
    expect(await faults()).toEqual([]);

    // 2 is the eye line; the arrows move it, and what the card makes of it follows at once.
    await desk.keyboard.press('2');
    const eyes = panel.locator('[data-line=eyeY]');
    await expect(eyes).toBeFocused();
    const before = Number(await eyes.getAttribute('aria-valuenow'));
    await desk.keyboard.press('Shift+ArrowUp');
    await desk.keyboard.press('ArrowUp');
    await expect(eyes).toHaveAttribute('aria-valuenow', String(before - 11));
    await desk.keyboard.press('ArrowLeft');
    await expect(eyes).toHaveAttribute('aria-valuenow', String(before - 11));
    await desk.keyboard.press('y');
    await expect(column('card').locator('[data-check=eyeLine]')).toHaveAttribute('data-result', 'ok');
    // Shenzhen asks for the age of a card photo (5.11), and nobody has said it yet.
    await expect(column('card')).toHaveAttribute('data-result', 'needsEye');
    await expect(column('permit').locator('[data-check=looks]')).toHaveAttribute('data-result', 'ok');
    await expect(panel.locator('.photoDerivatives img')).toHaveCount(3);
    const widths = await panel
      .locator('.photoDerivatives img')
      .evaluateAll((all) => all.map((each) => (each as HTMLImageElement).naturalWidth));
    expect(widths.slice(0, 2)).toEqual([354, 358]);

    await panel.getByLabel('申请人所述拍摄日期').fill(new Date().toISOString().slice(0, 10));
    await desk.keyboard.press('Enter');
    await expect(column('permit')).toHaveAttribute('data-result', 'ok');
    await expect(column('card').locator('[data-check=cardAge]')).toHaveAttribute('data-result', 'ok');
    await expect(column('card')).toHaveAttribute('data-result', 'warn');
    await shot('confirmed');
    expect(await faults()).toEqual([]);

    await choose('notes.jpg', new TextEncoder().encode('not a picture'));
    await expect(panel.locator('.failureNote')).toHaveAttribute('data-code', 'pictureNotJpeg');
    await desk.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  });

  test('another photo replaces it; a coloured wall and a frame are named, in English', async () => {
    await desk.getByRole('button', { name: 'EN', exact: true }).click();
    await desk.keyboard.press('i');
    const panel = desk.locator('dialog.photoPanel');
    await choose(
      'blue.jpg',
      await drawPhoto({
        width: 600,
        height: 800,
        scale: 1.6,
        background: '#9fc0e8',
        frame: { colour: '#333', width: 6 },
      }),
    );
    await expect(column('card').locator('[data-check=background]')).toContainText('background is not white');
    // On the lower edge the dark frame lies on a dark jacket, where there is no line to see.
    await expect(column('permit').locator('[data-check=frame]')).toContainText('top, right, left');
    await expect(column('permit')).toHaveAttribute('data-result', 'fails');
    await shot('blue-en');
    expect(await faults()).toEqual([]);
    // A line goes with the mouse, too.
    const line = panel.locator('[data-line=faceLeft]');
    const before = Number(await line.getAttribute('aria-valuenow'));
    const stage = await panel.locator('.photoStage').boundingBox();
    if (stage === null) throw new Error('no stage');
    const x = stage.x + (before / 600) * stage.width;
    await desk.mouse.move(x, stage.y + stage.height * 0.3);
    await desk.mouse.down();
    await desk.mouse.move(x - 20, stage.y + stage.height * 0.3, { steps: 4 });
    await desk.mouse.up();
    expect(Number(await line.getAttribute('aria-valuenow'))).toBeLessThan(before - 10);
    await desk.keyboard.press('Escape');
  });
});
