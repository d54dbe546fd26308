import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { describeError } from '../../main/contract/errors.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom, nextFile } from './helpers.ts';

/** A hand that types slower than the guard that tells a scanner from it (A2). */
const typing = { delay: 90 } as const;
/** The links are asked every few seconds; a slow machine takes its time. */
const patience = { timeout: 60_000 } as const;

test.describe.serial('G1 G6 G11 the queue in the real terminal', () => {
  let terminal: LaunchedApp;
  let hands: DeskHands;

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    hands = await deskHands(terminal);
    await hands.signIn('zhaoqiang');
    must(await callFrom(hands.desk, 'dayOpen', {}));
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const line = (service: string) => hands.desk.locator(`.serviceLine[data-service="${service}"]`);
  const waiting = async (): Promise<number> => must(await callFrom(hands.desk, 'queueOverview', {})).waiting;
  /** The page, with nothing in focus that would take a key. */
  const openQueue = async (): Promise<void> => {
    await hands.press('Alt+3');
    await line('queue').waitFor();
    await hands.desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  };
  /** Where the next file lies once it is saved; asked for before the act that saves it. */
  const saved = (): Promise<string> => {
    return nextFile(terminal.app);
  };

  test('G11 the network goes: each service says what waits since when, and that work goes on; it comes back by itself', async () => {
    test.setTimeout(180_000);
    const { desk, devdock } = hands;
    await openQueue();
    await expect(line('queue')).toHaveAttribute('data-standing', 'well', patience);
    must(await callDevdock(devdock, 'network', { on: false }));
    await hands.scan('anna');
    await openQueue();
    await expect(line('queue')).toHaveAttribute('data-standing', 'offline', patience);
    await expect(line('queue')).toContainText(zh.queue.standing.goesOn.queue);
    await expect(line('queue')).toContainText(/离线，1 个办件等待中，自 \d\d:\d\d 起/);
    await expect(line('certificates')).toHaveAttribute('data-standing', 'offlineNone', patience);
    await expect(desk.locator('.statusStrip')).toContainText(zh.station.upstream.offline);
    await hands.look('queue-offline');
    // The filter survives a switch of language.
    await hands.press('a');
    await hands.speak('en');
    await expect(desk.locator('.ant-segmented-item-selected').last()).toContainText('All');
    await hands.speak('zh');

    must(await callDevdock(devdock, 'network', { on: true }));
    await expect.poll(waiting, patience).toBe(0);
    await expect(line('queue')).toHaveAttribute('data-standing', 'well', patience);
    await expect(desk.locator('.statusStrip')).toContainText(zh.station.upstream.fine);
  });

  test('G1 the receipt of a row in full, as a PDF; what the printer cannot do is named', async () => {
    const { desk } = hands;
    await openQueue();
    await hands.press('a');
    await desk.locator('[data-act="receipt"]').first().click();
    const dialog = hands.dialog();
    const rows = must(await callFrom(desk, 'queueRows', { openOnly: false }));
    const numbers = rows.flatMap(({ receipt }) => (receipt === null ? [] : [receipt.number]));
    await expect(dialog.locator('[data-fact="number"]')).toHaveText(numbers[0] ?? 'none');
    await hands.look('queue-receipt');
    const file = saved();
    await dialog.getByRole('button', { name: zh.queue.receipt.pdf }).click();
    const path = await file;
    expect(path).toMatch(/receipt-[\w-]+\.pdf$/);
    expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    await dialog.getByRole('button', { name: zh.queue.receipt.print }).click();
    await expect(dialog).toContainText(describeError({ code: 'noReceiptPrinter' }, 'zh').message);
    await hands.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  test('G1 a case says what upstream knows of it, behind one key', async () => {
    const { desk } = hands;
    await hands.press('Alt+1');
    const upstream = desk.locator('.caseUpstream');
    await expect(upstream).toContainText('条全部已回执');
    await hands.press('u');
    await expect(upstream.locator('li[data-state="acked"]').first()).toContainText(
      zh.queue.kind['case.opened'],
    );
    await hands.look('case-upstream');
    await hands.press('u');
    await expect(upstream.locator('li')).toHaveCount(0);
  });

  test('G11 working offline by hand: who, since when and why; nothing is sent until it is ended', async () => {
    test.setTimeout(180_000);
    const { desk } = hands;
    await openQueue();
    await hands.press('w');
    await hands.dialog().waitFor();
    await hands.dialog().locator('input').focus();
    await desk.keyboard.type('maintenance of the line', typing);
    await hands.press('Control+Enter');
    const banner = desk.locator('[data-banner="byHand"]');
    await expect(banner).toContainText('maintenance of the line');
    await expect(desk.locator('.statusStrip')).toContainText(zh.station.upstream.byHand, patience);
    await hands.scan('karl');
    await openQueue();
    await expect(line('queue')).toHaveAttribute('data-standing', 'byHandWaits', patience);
    expect(await waiting()).toBeGreaterThan(0);
    await hands.look('queue-by-hand');
  });

  test('G6 carried out and in at the same station: the code once, and every case is known here', async () => {
    test.setTimeout(180_000);
    const { desk } = hands;
    await openQueue();
    const before = await waiting();
    await hands.press('m');
    await hands.look('carry');
    await desk.locator('[data-act="carryOut"]').click();
    await hands.dialog().locator('input').focus();
    await desk.keyboard.type('no line for a week', typing);
    const file = saved();
    await hands.press('Control+Enter');
    const codeShown = desk.locator('.carryCode');
    await codeShown.waitFor();
    const path = await file;
    const code = (await codeShown.locator('span').allInnerTexts()).join('-');
    // Nobody leaves before it is written down.
    await hands.press('Escape', 'Escape');
    await expect(codeShown).toBeVisible();
    await hands.look('carry-code');
    await hands.dialog().getByRole('checkbox').check();
    await hands.dialog().getByRole('button', { name: zh.carry.code.close }).click();
    await expect(codeShown).toHaveCount(0);
    expect(await waiting()).toBe(before);
    await expect(desk.locator('.carryStanding')).toContainText('已带出、未回执');

    await desk.locator('[data-act="carryIn"]').click();
    await hands.dialog().locator('input[type="file"]').setInputFiles(path);
    await hands.dialog().getByLabel(zh.carry.in.code).focus();
    await desk.keyboard.type(code, typing);
    await hands.press('Control+Enter');
    const outcome = desk.locator('[data-outcome]');
    await outcome.first().waitFor(patience);
    const outcomes = await outcome.evaluateAll((all) => all.map((each) => each.getAttribute('data-outcome')));
    expect([...new Set(outcomes)]).toEqual(['knownHere']);
    await hands.look('carry-report');
    await hands.press('Escape');
  });

  test('G11 back on the network everything goes by itself', async () => {
    test.setTimeout(180_000);
    const { desk } = hands;
    await hands.press('q');
    await desk.locator('[data-act="goOnline"]').click();
    await expect(desk.locator('[data-banner="byHand"]')).toHaveCount(0, patience);
    await expect.poll(waiting, patience).toBe(0);
    await expect(line('queue')).toHaveAttribute('data-standing', 'well', patience);
  });

  test('K1 a switch of language leaves a long page where it was', async () => {
    const { desk } = hands;
    await hands.press('Alt+6');
    await desk.locator('.device').first().waitFor();
    // Low enough that the page is longer than the window.
    await terminal.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().endsWith('/index.html'))
        ?.setContentSize(1024, 500),
    );
    await expect.poll(() => desk.evaluate(() => globalThis.innerHeight)).toBeLessThan(600);
    await desk.evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight / 3);
    });
    /** The device before the eye, and how far from the top in pixels. */
    const place = () =>
      desk.evaluate(() => {
        const all = [...document.querySelectorAll('.device')];
        const index = all.findIndex((each) => each.getBoundingClientRect().bottom > 180);
        return { index, top: all[index]?.getBoundingClientRect().top ?? 0 };
      });
    const before = await place();
    expect(await desk.evaluate(() => window.scrollY)).toBeGreaterThan(50);
    for (const language of ['en', 'zh', 'en', 'zh'] as const) {
      await hands.speak(language);
      const now = await place();
      expect(now.index).toBe(before.index);
      // The line that was read keeps its place; its card may have grown above it by a line or two.
      expect(Math.abs(now.top - before.top)).toBeLessThan(60);
    }
  });
});
