import { createCanvas } from '@napi-rs/canvas';
import { expect, test, type Page } from '@playwright/test';
import qrcode from 'qrcode';
import { trainingPermitQr } from '../../main/domain/rules/readQr.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, windowsOf } from './helpers.ts';

/** A picture of a code, as bytes of a PNG. */
async function pictureOf(text: string | null): Promise<number[]> {
  const canvas = createCanvas(400, 400);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, 400, 400);
  context.fillStyle = 'black';
  if (text !== null) {
    const { modules } = qrcode.create(text);
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1)
        if (modules.get(row, column) !== 0) context.fillRect(60 + column * 8, 60 + row * 8, 8, 8);
  }
  return [...(await canvas.encode('png'))];
}

/** Drops or pastes a picture on the page, as the browser would. */
async function hand(page: Page, how: 'drop' | 'paste', bytes: readonly number[]): Promise<void> {
  await page.evaluate(
    ([kind, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], 'notice.png', { type: 'image/png' }));
      const options = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...options, clipboardData: transfer }),
      );
    },
    [how, bytes] as const,
  );
}

test.describe('A2 codes that reach the screen itself', () => {
  let terminal: LaunchedApp;
  let desk: Page;
  let kiosk: Page;
  let permits: readonly string[] = [];
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=both'] });
    await windowsOf(terminal.app, 3);
    const devdock = await pageOf(terminal.app, 'devdock');
    [desk, kiosk] = await Promise.all([pageOf(terminal.app, 'index'), pageOf(terminal.app, 'kiosk')]);
    const people = await callDevdock(devdock, 'people', {});
    if (!people.ok) throw new Error(people.error.code);
    permits = people.value.map((person) => person.permitNumber);
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const number = () => desk.locator('.manualEntry input');
  const openPermit = async (): Promise<string | null> => {
    const current = await callFrom(desk, 'caseCurrent', {});
    if (!current.ok || current.value.caseId === null) return null;
    const found = await callFrom(desk, 'caseGet', { caseId: current.value.caseId });
    return found.ok ? found.value.snapshot.record.permitNumber : found.error.code;
  };
  const emptyDesk = async (): Promise<void> => {
    await callFrom(desk, 'caseSelect', { caseId: null });
    // The screen asks again, as it does when somebody comes back to it.
    await desk.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await number().waitFor({ timeout: 5000 });
    await number().fill('');
  };

  test('a burst at the sign-in screen reaches no field and opens nothing', async () => {
    const field = desk.locator('input[type="password"]');
    await field.focus();
    await desk.keyboard.type(`${trainingPermitQr(permits[0] ?? '')}\n`);
    await expect(field).toHaveValue('');
    expect(await callFrom(desk, 'signIn', { userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      ok: true,
    });
    expect(await openPermit()).toBe(null);
  });

  test('a person who types fills the field, key by key, and Enter sends it', async () => {
    await emptyDesk();
    await number().focus();
    await desk.keyboard.type('TRN0', { delay: 130 });
    await expect(number()).toHaveValue('TRN0');
    // Two keys that overlap, a capital by Shift, a correction, undo.
    await desk.keyboard.type('AB');
    await desk.keyboard.press('Backspace');
    await expect(number()).toHaveValue('TRN0A');
    await desk.keyboard.press('Control+A');
    await desk.keyboard.type('NOSUCH9', { delay: 90 });
    await desk.keyboard.press('Enter');
    await expect(desk.locator('.manualEntry .failureNote')).toHaveAttribute('data-code', 'permitUnknown');
  });

  for (const end of ['Enter', 'Tab', 'silence']) {
    test(`a burst that ends with ${end} leaves the focused field empty and opens the case`, async () => {
      const permit = permits[end.length % permits.length] ?? '';
      // On a busy machine Playwright itself types as slowly as a person; a guard that leaks leaks every time.
      await expect(async () => {
        await emptyDesk();
        await number().focus();
        await desk.keyboard.type(trainingPermitQr(permit));
        if (end !== 'silence') await desk.keyboard.press(end);
        await expect.poll(openPermit, { timeout: 3000 }).toBe(permit);
        await callFrom(desk, 'caseSelect', { caseId: null });
        await desk.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
        await expect(number()).toHaveValue('', { timeout: 3000 });
      }).toPass({ timeout: 25_000 });
    });
  }

  test('a foreign burst is named and typed nowhere', async () => {
    await emptyDesk();
    await number().focus();
    await desk.keyboard.type('https://example.org/?id=1');
    await desk.keyboard.press('Enter');
    await expect(desk.locator('.problemBanner .failureNote')).toHaveAttribute('data-code', 'qrForeign');
    await expect(number()).toHaveValue('');
    expect(terminal.log()).not.toContain('example.org');
  });

  test('A1 a picture of a Notice opens its case, dropped or pasted', async () => {
    for (const how of ['drop', 'paste'] as const) {
      await emptyDesk();
      const permit = permits[how.length % permits.length] ?? '';
      await hand(desk, how, await pictureOf(trainingPermitQr(permit)));
      await expect.poll(openPermit).toBe(permit);
    }
  });

  test('A1 a picture without a code says so', async () => {
    await emptyDesk();
    await hand(desk, 'drop', await pictureOf(null));
    await expect(desk.locator('.problemBanner .failureNote')).toHaveAttribute(
      'data-code',
      'pictureWithoutCode',
    );
    expect(await openPermit()).toBe(null);
  });

  test('a burst at the kiosk goes to its visitor only', async () => {
    await emptyDesk();
    await callFrom(kiosk, 'kioskBegin', { language: 'zh' });
    await callFrom(kiosk, 'kioskLanguage', { language: 'zh' });
    await kiosk.bringToFront();
    await expect(async () => {
      await kiosk.keyboard.type(`${trainingPermitQr(permits[0] ?? '')}\n`);
      await expect
        .poll(
          async () => {
            const state = await callFrom(kiosk, 'kioskState', {});
            return state.ok ? state.value.page : state.error.code;
          },
          { timeout: 3000 },
        )
        .toBe('passport');
    }).toPass({ timeout: 25_000 });
    expect(await openPermit()).toBe(null);
    expect(await callFrom(kiosk, 'caseScanned', { source: 'image', text: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  });
});
