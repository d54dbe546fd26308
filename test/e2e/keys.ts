import type { ElectronApplication, Page } from '@playwright/test';

export interface Typing {
  readonly text: string;
  /** The key after the text. */
  readonly end?: 'Enter' | 'Tab';
  /** Milliseconds from one key to the next. */
  readonly gapMs: number;
  /**
   * `scanner`: presses Shift for capitals and lets each key go before the next one; nothing else runs in between, so that a busy machine does
   * not slow it down. `person`: the next key goes down before the last one is up.
   */
  readonly like: 'scanner' | 'person';
}

/** How the keys really came, in milliseconds: a busy machine may have held them back. */
export interface Pace {
  readonly meanGapMs: number;
  readonly longestGapMs: number;
}

/**
 * Types into the window that shows `<name>.html`, as events of the browser process: they take the whole way of a real key, with the
 * time they were sent at. Playwright's own keyboard waits for the page after each key and cannot type faster than the page answers.
 */
export async function typeKeys(app: ElectronApplication, name: string, typing: Typing): Promise<Pace> {
  return app.evaluate(
    async ({ webContents }, [wanted, { text, end, gapMs, like }]) => {
      const page = webContents.getAllWebContents().find((each) => each.getURL().endsWith(`/${wanted}.html`));
      if (page === undefined) throw new Error(`no window shows ${wanted}.html`);
      page.focus();
      // The first event of a window takes tens of milliseconds by itself; a Shift alone is no key to anybody.
      for (const type of ['keyDown', 'keyUp'] as const) page.sendInputEvent({ type, keyCode: 'Shift' });
      await new Promise((resolve) => setTimeout(resolve, 50));
      const down = (key: string): void => {
        const shift = /^[A-Z~!@#$%^&*()_+{}|:"<>?]$/.test(key);
        const modifiers: 'shift'[] = shift ? ['shift'] : [];
        if (shift && like === 'scanner')
          page.sendInputEvent({ type: 'keyDown', keyCode: 'Shift', modifiers });
        page.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers });
        if (key.length === 1 || key === 'Enter')
          page.sendInputEvent({ type: 'char', keyCode: key === 'Enter' ? '\r' : key, modifiers });
      };
      const up = (key: string): void => {
        page.sendInputEvent({ type: 'keyUp', keyCode: key });
        if (like === 'scanner' && /^[A-Z]$/.test(key))
          page.sendInputEvent({ type: 'keyUp', keyCode: 'Shift' });
      };
      const times: number[] = [];
      let last: string | null = null;
      for (const key of [...Array.from(text), ...(end === undefined ? [] : [end])]) {
        const before = times.at(-1);
        if (before !== undefined && like === 'person')
          await new Promise((resolve) => setTimeout(resolve, gapMs));
        if (before !== undefined && like === 'scanner') while (performance.now() < before + gapMs);
        times.push(performance.now());
        down(key);
        if (last !== null) up(last);
        last = like === 'person' ? key : null;
        if (like === 'scanner') up(key);
      }
      if (last !== null) up(last);
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
      return {
        meanGapMs: gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(gaps.length, 1),
        longestGapMs: Math.max(0, ...gaps),
      };
    },
    [name, typing] as const,
  );
}

/** Notes what is typed into any field of the page from now on, also into one that is gone afterwards. */
export async function watchFields(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const kept = globalThis as unknown as { typed?: string };
    if (kept.typed === undefined)
      addEventListener(
        'input',
        (event) => {
          kept.typed += event instanceof InputEvent ? (event.data ?? `[${event.inputType}]`) : '[input]';
        },
        true,
      );
    kept.typed = '';
  });
  return async () => page.evaluate(() => (globalThis as unknown as { typed: string }).typed);
}
