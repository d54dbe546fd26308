import { createCanvas } from '@napi-rs/canvas';
import { expect, test, type Page } from '@playwright/test';
import qrcode from 'qrcode';
import { trainingPermitQr } from '../../main/domain/rules/readQr.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { wedgeLimits } from '../../renderer/scan/wedgeGuard.ts';
import { callDevdock, callFrom, pageOf, windowsOf } from './helpers.ts';
import { typeKeys, watchFields } from './keys.ts';

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
  let signedIn = false;
  /** Once for each start of the terminal: a failed test starts another one. */
  const signIn = async (): Promise<void> => {
    if (signedIn) return;
    expect(await callFrom(desk, 'signIn', { userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      ok: true,
    });
    signedIn = true;
  };
  const emptyDesk = async (): Promise<void> => {
    await signIn();
    await callFrom(desk, 'caseSelect', { caseId: null });
    // The screen asks again, as it does when somebody comes back to it.
    await desk.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await number().waitFor({ timeout: 5000 });
    await number().fill('');
  };

  /**
   * A scanner that types, at 2 ms a key: a report down and a report up at the poll interval of full-speed USB. `prepare` makes the page ready and
   * watches it. Only a burst that the machine itself held back, by the times of its keys, is typed again: one that came as quick as a scanner's
   * is judged, whatever came of it.
   */
  const scan = async <Seen>(
    window: string,
    text: string,
    end: 'Enter' | 'Tab' | 'silence',
    prepare: () => Promise<Seen>,
  ): Promise<Seen> => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const seen = await prepare();
      const ended = end === 'silence' ? {} : { end };
      const pace = await typeKeys(terminal.app, window, { text, ...ended, gapMs: 2, like: 'scanner' });
      if (pace.meanGapMs < wedgeLimits.meanGapMs && pace.longestGapMs < wedgeLimits.earlyGapMs) return seen;
      await settle(desk);
    }
    throw new Error('The machine is too busy to type as quick as a scanner.');
  };
  /** What the session was told since: every scan of the window ends in one of the two. */
  const hear = async (page: Page): Promise<() => Promise<readonly string[]>> => {
    await page.evaluate(() => {
      const world = globalThis as unknown as {
        heard?: string[];
        zhengka: { on(name: string, listener: (data: { failure?: { code: string } }) => void): void };
      };
      if (world.heard === undefined)
        for (const name of ['caseOpened', 'readProblem'])
          world.zhengka.on(name, ({ failure }) => void world.heard?.push(failure?.code ?? name));
      world.heard = [];
    });
    return async () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  };
  /** The empty desk with the cursor in its field. */
  const watchedField = async () => {
    await emptyDesk();
    await number().focus();
    return { typed: await watchFields(desk), heard: await hear(desk) };
  };
  /** Long enough for every silence of the guard, and for a second scan to be heard. */
  const settle = async (page: Page): Promise<void> => page.waitForTimeout(wedgeLimits.silenceMs * 5);

  test('a burst at the sign-in screen reaches no field and opens nothing', async () => {
    const field = desk.locator('input[type="password"]');
    const typed = await scan('index', trainingPermitQr(permits[0] ?? ''), 'Enter', async () => {
      await field.fill('');
      await field.focus();
      return watchFields(desk);
    });
    await settle(desk);
    expect(await typed()).toBe('');
    await expect(field).toHaveValue('');
    await signIn();
    expect(await openPermit()).toBe(null);
  });

  test('a person who types fills the field, key by key, and Enter sends it', async () => {
    await emptyDesk();
    await number().focus();
    const heard = await hear(desk);
    await typeKeys(terminal.app, 'index', { text: 'TRN0', gapMs: 130, like: 'person' });
    await expect(number()).toHaveValue('TRN0');
    // Two keys that overlap, a correction, undo.
    await desk.keyboard.type('AB');
    await desk.keyboard.press('Backspace');
    await expect(number()).toHaveValue('TRN0A');
    await desk.keyboard.press('Control+A');
    await typeKeys(terminal.app, 'index', { text: 'NOSUCH9', end: 'Enter', gapMs: 90, like: 'person' });
    await expect(desk.locator('.manualEntry .failureNote')).toHaveAttribute('data-code', 'permitUnknown');
    expect(await heard()).toEqual([]);
  });

  test('a typist as fast as any, with overlapping keys, is no scanner', async () => {
    await emptyDesk();
    await number().focus();
    const heard = await hear(desk);
    const words = 'the quick brown fox, 32 chars ok';
    // 45 ms a key are 22 keys a second, 266 words a minute.
    await typeKeys(terminal.app, 'index', { text: words, gapMs: 45, like: 'person' });
    await settle(desk);
    await expect(number()).toHaveValue(words);
    expect(await heard()).toEqual([]);
  });

  test('an IME composes at any speed, and the burst guard leaves it alone', async () => {
    await emptyDesk();
    await number().focus();
    const heard = await hear(desk);
    const cdp = await desk.context().newCDPSession(desk);
    const compose = async (text: string): Promise<void> => {
      // What the page sees of a key that an IME takes: 229, "Process", and the composition.
      const key = { key: 'Process', code: 'KeyA', windowsVirtualKeyCode: 229 };
      await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
      await cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    };
    for (let length = 1; length <= 'zhengkazhengka'.length; length += 1)
      await compose('zhengkazhengka'.slice(0, length));
    await expect(number()).toHaveValue('zhengkazhengka');
    await cdp.send('Input.insertText', { text: '证卡' });
    await settle(desk);
    await expect(number()).toHaveValue('证卡');
    expect(await heard()).toEqual([]);
    await cdp.detach();
  });

  for (const end of ['Enter', 'Tab', 'silence'] as const) {
    test(`a burst that ends with ${end} types nothing and opens its case once`, async () => {
      const permit = permits[end.length % permits.length] ?? '';
      const { typed, heard } = await scan('index', trainingPermitQr(permit), end, watchedField);
      await expect.poll(openPermit).toBe(permit);
      await settle(desk);
      expect(await typed()).toBe('');
      expect(await heard()).toEqual(['caseOpened']);
    });
  }

  test('a burst into a page that hangs after its first key types nothing and opens its case once', async () => {
    const permit = permits[1] ?? '';
    const { typed, heard } = await scan('index', trainingPermitQr(permit), 'Enter', async () => {
      const seen = await watchedField();
      await desk.evaluate(() => {
        const hang = ({ key }: KeyboardEvent): void => {
          // The sender warms up with a Shift alone.
          if (key === 'Shift') return;
          removeEventListener('keyup', hang, true);
          const until = performance.now() + 300;
          while (performance.now() < until);
        };
        addEventListener('keyup', hang, true);
      });
      return seen;
    });
    await expect.poll(openPermit).toBe(permit);
    await settle(desk);
    expect(await typed()).toBe('');
    expect(await heard()).toEqual(['caseOpened']);
  });

  test('a foreign burst is named once and typed nowhere', async () => {
    const { typed, heard } = await scan('index', 'https://example.org/?id=1', 'Enter', watchedField);
    await expect(desk.locator('.problemBanner .failureNote')).toHaveAttribute('data-code', 'qrForeign');
    await settle(desk);
    expect(await typed()).toBe('');
    await expect(number()).toHaveValue('');
    expect(await heard()).toEqual(['qrForeign']);
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
    await kiosk.bringToFront();
    await scan('kiosk', trainingPermitQr(permits[0] ?? ''), 'Enter', async () => {
      await callFrom(kiosk, 'kioskEnd', {});
      await callFrom(kiosk, 'kioskEnd', {});
      await callFrom(kiosk, 'kioskBegin', { language: 'zh' });
      await callFrom(kiosk, 'kioskLanguage', { language: 'zh' });
    });
    await expect
      .poll(async () => {
        const state = await callFrom(kiosk, 'kioskState', {});
        return state.ok ? state.value.page : state.error.code;
      })
      .toBe('passport');
    expect(await openPermit()).toBe(null);
    expect(await callFrom(kiosk, 'caseScanned', { source: 'image', text: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  });
});
