import { cpSync, lstatSync, rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { describeError } from '../../main/contract/errors.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, makeTestDir, type LaunchedApp } from '../../tools/launch/electron.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom, nextFile } from './helpers.ts';

/** A hand that types slower than the guard that tells a scanner from it (A2). */
const typing = { delay: 90 } as const;
/** The links are asked every few seconds; a slow machine takes its time. */
const patience = { timeout: 60_000 } as const;

interface Station {
  readonly terminal: LaunchedApp;
  readonly hands: DeskHands;
}

async function start(dataDir: string): Promise<Station> {
  const terminal = await launchApp({ args: ['--training', '--surface=window'], dataDir });
  const hands = await deskHands(terminal);
  await hands.signIn('zhaoqiang');
  return { terminal, hands };
}

const waiting = async ({ hands }: Station): Promise<number> =>
  must(await callFrom(hands.desk, 'queueOverview', {})).waiting;

/** The page on its part for the way by hand, with nothing in focus that would take a key. */
async function openCarry({ hands }: Station): Promise<void> {
  await hands.press('Alt+3');
  await hands.desk.locator('.serviceLine').or(hands.desk.locator('.carryStep')).first().waitFor();
  await hands.desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await hands.press('m');
  await hands.desk.locator('.carryStep').first().waitFor();
}

/** Where the next file of a station lies once it is saved; asked for before the act that saves it. */
function saved({ terminal }: Station): Promise<string> {
  return nextFile(terminal.app);
}

/**
 * Each training terminal has an upstream and a station key of its own, and no training station knows another's key. The one that can do the
 * other's work is the same station on a second computer, restored from a copy of the day's beginning.
 */
test.describe
  .serial('I7 G6 a revoked station: its cases reach upstream by hand, and the receipts come home', () => {
  test.setTimeout(180_000);
  const [firstDir, secondDir] = [makeTestDir(), makeTestDir()];
  let first: Station;
  let second: Station | null = null;
  let queueFile = '';
  let code = '';
  let receipts = '';

  test.beforeAll(async () => {
    const morning = await start(firstDir);
    must(await callFrom(morning.hands.desk, 'dayOpen', {}));
    await expect.poll(() => waiting(morning), patience).toBe(0);
    await morning.terminal.close();
    cpSync(firstDir, secondDir, {
      recursive: true,
      // Sockets and the lines of the simulated devices are made anew at each start.
      filter: (path) => lstatSync(path).isDirectory() || lstatSync(path).isFile(),
    });
    first = await start(firstDir);
  });
  test.afterAll(async () => {
    await Promise.all([first.terminal.close(), second?.terminal.close()]);
    // In a whole run everything is searched at its end, and goes with the folder of the run.
    if (process.env['ZHENGKA_RUN_LIST'] === undefined)
      for (const folder of [firstDir, secondDir]) rmSync(folder, { recursive: true, force: true });
  });

  test('I7 an accepted case gets no card; the plan names its remedy, and nothing is sent', async () => {
    const { desk, devdock, ...hands } = first.hands;
    must(await callDevdock(devdock, 'network', { on: false }));
    await hands.scan('anna');
    await hands.accept();
    const { id: caseId } = await hands.current();
    must(await callDevdock(devdock, 'stationAdmitted', { admitted: false }));
    const before = must(await callDevdock(devdock, 'books', {})).rows;
    const waits = await waiting(first);
    must(await callDevdock(devdock, 'network', { on: true }));
    await expect(desk.locator('.statusStrip')).toContainText(zh.station.upstream.revoked, patience);
    await hands.press('F10');
    const plan = desk.locator('.cardPlan');
    await expect(plan).toContainText(describeError({ code: 'stationRevoked' }, 'zh').remedy, patience);
    await expect(plan.getByRole('button', { name: zh.cards.plan.start })).toBeDisabled();
    // In sight without scrolling, and no promise of what the network will not bring.
    await expect(plan.locator('[data-code="stationRevoked"]')).toBeInViewport({ ratio: 1 });
    await expect(plan.locator('.promise')).toHaveCount(0);
    await expect(desk.locator('.cardPlan > .failureNote')).toHaveCount(1);
    await hands.look('revoked-card');
    expect(await callFrom(desk, 'cardStart', { caseId })).toMatchObject({
      ok: false,
      error: { code: 'stationRevoked' },
    });
    expect(await waiting(first)).toBe(waits);
    expect(must(await callDevdock(devdock, 'books', {})).rows).toEqual(before);
  });

  test('G6 the way that the banner names: a supervisor of the revoked station carries its queue out', async () => {
    const { desk, ...hands } = first.hands;
    await openCarry(first);
    await hands.tabTo(desk.locator('[data-act="carryOut"]'));
    await hands.press('Enter');
    await hands.dialog().waitFor();
    await desk.keyboard.type('revoked by upstream', typing);
    const file = saved(first);
    await hands.press('Control+Enter');
    const shown = desk.locator('.carryCode');
    await shown.waitFor(patience);
    queueFile = await file;
    code = (await shown.locator('span').allInnerTexts()).join('-');
    await hands.tabTo(hands.dialog().getByRole('checkbox'));
    await hands.press('Space', 'Escape');
    await expect(shown).toHaveCount(0);
  });

  test('G6 at the second computer: taken in, sent with the receipts of upstream, and these as a file', async () => {
    second = await start(secondDir);
    const { desk, devdock, ...hands } = second.hands;
    await openCarry(second);
    await hands.tabTo(desk.locator('[data-act="carryIn"]'));
    await hands.press('Enter');
    await hands.dialog().locator('input[type="file"]').setInputFiles(queueFile);
    await hands.tabTo(hands.dialog().getByLabel(zh.carry.in.code));
    await desk.keyboard.type(code, typing);
    await hands.press('Control+Enter');
    const outcome = desk.locator('[data-outcome]');
    await outcome.first().waitFor(patience);
    const outcomes = await outcome.evaluateAll((all) => all.map((each) => each.getAttribute('data-outcome')));
    expect([...new Set(outcomes)]).toEqual(['taken']);
    await hands.press('Escape');
    const carried = async () => must(await callFrom(desk, 'carriedRows', {}));
    await expect
      .poll(async () => new Set((await carried()).map(({ state }) => state)), patience)
      .toEqual(new Set(['acked']));
    const sent = must(await callDevdock(devdock, 'books', {})).rows;
    for (const { id } of await carried()) expect(sent.find((row) => row.id === id)?.times).toBe(1);
    const out = desk.locator('[data-act="receiptsOut"]');
    await expect(out).toBeEnabled(patience);
    await hands.look('carried-acked');
    await hands.tabTo(out);
    const file = saved(second);
    await hands.press('Enter');
    receipts = await file;
    expect(receipts).toMatch(/receipts-SZ50-from-SZ50-[\dT]+\.json$/);
  });

  test('G6 back at the first: every row leaves the queue with its receipt while the station is still revoked; once more changes nothing', async () => {
    const { desk, devdock, ...hands } = first.hands;
    const waits = await waiting(first);
    expect(waits).toBeGreaterThan(0);
    await openCarry(first);
    const step = desk.locator('.carryStep', { hasText: zh.carry.receiptsIn.title });
    const done = (rows: number, known: number): string =>
      zh.carry.receiptsIn.done.replace('{{rows}}', String(rows)).replace('{{known}}', String(known));
    await step.locator('input[type="file"]').setInputFiles(receipts);
    await expect(step).toContainText(done(waits, 0));
    expect(await waiting(first)).toBe(0);
    await expect(desk.locator('.carryStanding')).toContainText(zh.carry.standing.none);
    await hands.look('receipts-home');
    const there = must(await callFrom(second?.hands.desk ?? desk, 'carriedRows', {}));
    const here = must(await callFrom(desk, 'queueRows', { openOnly: false }));
    for (const { id, receipt } of there)
      expect(here.find((row) => row.id === id)).toMatchObject({ state: 'acked', receipt });
    await step.locator('input[type="file"]').setInputFiles(receipts);
    await expect(step).toContainText(done(0, waits));
    // Admitted again, it sends none of them a second time.
    const before = must(await callDevdock(devdock, 'books', {})).rows;
    must(await callDevdock(devdock, 'stationAdmitted', { admitted: true }));
    await expect(desk.locator('.statusStrip')).toContainText(zh.station.upstream.fine, patience);
    const sent = must(await callDevdock(devdock, 'books', {})).rows;
    expect(sent.filter(({ id }) => !before.some((row) => row.id === id))).toEqual([]);
  });
});
