import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { describeError, type ErrorCode } from '../../main/contract/errors.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom } from './helpers.ts';

/** A hand that types slower than the guard that tells a scanner from it (A2). */
const typing = { delay: 90 } as const;
/** The links are asked every few seconds; a slow machine takes its time. */
const patience = { timeout: 60_000 } as const;
const outbox = '/v1/outbox';
const hourMs = 3_600_000;

/** The fixed words of an error: what stands before its first fact. */
const wordsOf = (code: ErrorCode) => {
  const { message, remedy } = describeError({ code }, 'zh');
  return { message: message.split(/[{（]/)[0] ?? message, remedy };
};

test.describe.serial('G1 G4 G6 I7 the rarer ways of the queue in the real terminal', () => {
  test.setTimeout(120_000);
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

  const network = async (on: boolean): Promise<void> => {
    must(await callDevdock(hands.devdock, 'network', { on }));
  };
  const rows = async () => must(await callFrom(hands.desk, 'queueRows', { openOnly: false }));
  const overview = async () => must(await callFrom(hands.desk, 'queueOverview', {}));
  const waiting = async (): Promise<number> => (await overview()).waiting;
  const clock = async () => must(await callFrom(hands.desk, 'offlineStanding', {})).clock;
  const book = async () => must(await callDevdock(hands.devdock, 'books', {}));
  const banner = (name: string) => hands.desk.locator(`[data-banner="${name}"]`);
  const line = () => hands.desk.locator('.serviceLine[data-service="queue"]');
  /** The page, with nothing in focus that would take a key. */
  const openQueue = async (): Promise<void> => {
    await hands.press('Alt+3', 'q');
    await line().waitFor();
    await hands.desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  };
  /** By Tab to the act of the row, and Enter. */
  const actOn = async (caseNumber: string, act: string): Promise<void> => {
    const row = hands.desk.locator('tr', { hasText: caseNumber });
    await hands.tabTo(row.locator(`[data-act="${act}"]`).first());
    await hands.press('Enter');
    await hands.dialog().waitFor();
  };

  test('G1 rows that upstream refused: one corrected by a new record, one given up; both old ones stay, both new ones have their receipt', async () => {
    const { desk, devdock } = hands;
    await network(false);
    await hands.scan('anna');
    const anna = (await hands.current()).number;
    await hands.scan('karl');
    const karl = (await hands.current()).number;
    must(await callDevdock(devdock, 'upstreamFault', { fault: 'refuse', calls: 9, path: outbox }));
    await network(true);
    await expect.poll(async () => (await overview()).problems, patience).toBe(2);
    must(await callDevdock(devdock, 'upstreamFault', { fault: 'refuse', calls: 0, path: outbox }));
    const refused = await rows();
    const of = (caseNumber: string) => refused.find((row) => row.caseNumber === caseNumber);
    expect([of(anna)?.state, of(karl)?.state]).toEqual(['refused', 'refused']);

    await openQueue();
    await hands.press('p');
    await expect(desk.locator('tr', { hasText: anna })).toContainText(zh.queue.next.correct);
    await hands.look('queue-refused');
    await actOn(anna, 'correct');
    await expect(hands.dialog()).toContainText('经办人退回');
    await desk.keyboard.type('checked', typing);
    await hands.look('queue-correct');
    await hands.press('Control+Enter');
    await expect(hands.dialog()).toHaveCount(0);
    await actOn(karl, 'withdraw');
    await desk.keyboard.type('twice', typing);
    await hands.look('queue-withdraw');
    await hands.press('Control+Enter');
    await expect(hands.dialog()).toHaveCount(0);

    await expect.poll(waiting, patience).toBe(0);
    const after = await rows();
    for (const [caseNumber, kind] of [
      [anna, 'case.opened'],
      [karl, 'row.withdrawn'],
    ] as const) {
      const old = after.find(({ id }) => id === of(caseNumber)?.id);
      const anew = after.find(({ id }) => id === old?.supersededBy);
      expect(old).toMatchObject({ state: 'superseded', refusal: of(caseNumber)?.refusal, receipt: null });
      expect(anew).toMatchObject({ kind, state: 'acked' });
      expect(anew?.receipt?.number).toBeTruthy();
    }
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await hands.press('a');
    for (const caseNumber of [anna, karl]) {
      const both = desk.locator('tr', { hasText: caseNumber });
      await expect(both.filter({ hasText: zh.queue.state.superseded })).toHaveCount(1);
      await expect(both.filter({ hasText: zh.queue.state.acked })).toHaveCount(1);
    }
    await expect(line()).toHaveAttribute('data-standing', 'well', patience);
    await hands.look('queue-superseded');
  });

  test('I7 a station that upstream admits no more: said at the next contact, nothing is sent, begun or issued; admitted again, everything goes', async () => {
    const { desk, devdock } = hands;
    await network(false);
    await hands.scan('jane');
    const caseId = await hands.openId();
    const { documents, comparison } = await hands.current();
    const before = (await book()).rows;
    const waits = await waiting();
    expect(waits).toBeGreaterThan(0);
    must(await callDevdock(devdock, 'stationAdmitted', { admitted: false }));
    await network(true);
    await openQueue();
    await expect(banner('revoked')).toContainText(zh.queue.revoked.way, patience);
    await expect(line()).toHaveAttribute('data-standing', 'revokedWaits', patience);
    await expect(desk.locator('.statusStrip')).toContainText(zh.station.upstream.revoked, patience);
    await expect(desk.locator('tbody')).toContainText(zh.queue.next.stationRevoked);
    await hands.look('queue-revoked');

    // Nothing new begins, and the screen says why and what to do.
    const { message, remedy } = wordsOf('stationRevoked');
    await hands.press('Alt+1');
    must(await callDevdock(devdock, 'scanNotice', { personId: 'esperanza', target: 'window' }));
    const said = desk.getByRole('alert').filter({ hasText: message });
    await expect(said).toContainText(remedy);
    expect(await hands.openId()).toBe(caseId);
    // Nor is a case that was begun brought to its end.
    if (caseId === null) throw new Error('no case is open');
    for (const { field } of comparison.filter(({ machine }) => machine === 'needsEye'))
      must(await callFrom(desk, 'caseConfirmField', { caseId, field, outcome: 'same' }));
    for (const { code } of documents.filter(({ required, verdict }) => required && verdict === null))
      must(await callFrom(desk, 'caseSetVerdict', { caseId, document: code, verdict: 'matches' }));
    const f9 = desk.locator('.deskFooter > button[aria-keyshortcuts="F9"]');
    await expect(f9).toContainText(message);
    await expect(f9).toHaveAttribute('aria-disabled', 'true');
    await hands.press('F9');
    await expect(hands.dialog()).toHaveCount(0);
    // Nor by a hand that is quicker than the screen.
    expect(await callFrom(desk, 'caseAccept', { caseId })).toMatchObject({
      error: { code: 'stationRevoked' },
    });
    await hands.look('desk-revoked');
    expect(await waiting()).toBeGreaterThanOrEqual(waits);
    expect((await book()).rows).toEqual(before);

    // A clerk is told at the sign-in; a supervisor, who carries the queue out, is let in.
    await callFrom(desk, 'signOut', {});
    const password = desk.locator('input[type="password"]');
    await password.waitFor();
    await desk.getByLabel(zh.common.userName).fill('limin');
    await password.fill('zhengka-1');
    await desk.keyboard.press('Enter');
    await expect(desk.locator('body')).toContainText(remedy);
    await hands.look('sign-in-revoked');
    await hands.signIn('zhaoqiang');

    must(await callDevdock(devdock, 'stationAdmitted', { admitted: true }));
    await openQueue();
    await expect(banner('revoked')).toHaveCount(0, patience);
    await expect.poll(waiting, patience).toBe(0);
    expect((await book()).rows.length).toBeGreaterThan(before.length);
    await hands.press('Alt+1');
    await expect(f9).toHaveAttribute('aria-disabled', 'false', patience);
    await hands.scan('esperanza');
  });

  test('G4 the computer’s clock jumps: held and said so; two people confirm it, later upstream does; the day goes on', async () => {
    const { desk, devdock } = hands;
    await openQueue();
    await expect.poll(waiting, patience).toBe(0);
    await network(false);
    // From here on nobody upstream can be asked.
    await expect(line()).toHaveAttribute('data-standing', 'offlineNone', patience);
    const jump = async (): Promise<void> => {
      must(await callDevdock(devdock, 'moveClock', { to: 'computerHour' }));
      await expect.poll(async () => (await clock()).state, patience).toBe('held');
    };
    const start = Date.parse((await clock()).now);
    await jump();
    await expect(banner('clock')).toContainText(zh.queue.clock.way, patience);
    const held = await clock();
    expect(Date.parse(held.computer) - Date.parse(held.now)).toBeGreaterThan(hourMs - 5_000);
    expect(Date.parse(held.now) - start).toBeLessThan(hourMs / 2);
    await hands.look('clock-held');
    await hands.tabTo(banner('clock').getByRole('button'));
    await hands.press('Enter');
    await hands.dialog().waitFor();
    await desk.keyboard.type('new battery', typing);
    // Nobody signs for himself.
    await hands.press('Tab');
    await desk.keyboard.type('zhaoqiang', typing);
    await hands.press('Tab');
    await desk.keyboard.type('zhengka-3', typing);
    await hands.press('Control+Enter');
    await expect(hands.dialog()).toContainText(wordsOf('samePerson').message);
    expect((await clock()).state).toBe('held');
    await hands.press('Shift+Tab', 'Control+a');
    await desk.keyboard.type('sunlei', typing);
    await hands.press('Tab', 'Control+a');
    await desk.keyboard.type('zhengka-6', typing);
    await hands.look('clock-accept');
    await hands.press('Control+Enter');
    await expect(hands.dialog()).toHaveCount(0);
    await expect(banner('clock')).toHaveCount(0);
    const accepted = await clock();
    expect(accepted.state).toBe('steady');
    expect(Date.parse(accepted.now) - start).toBeGreaterThan(hourMs - 5_000);

    await jump();
    await expect(banner('clock')).toBeVisible(patience);
    // Meanwhile work goes on, by the time that has passed.
    await hands.press('Alt+1');
    await hands.scan('ada');
    expect((await clock()).state).toBe('held');
    const inSight = desk.locator('[data-status="clock"]');
    await expect(inSight).toHaveText(zh.station.clockHeld);
    await hands.look('clock-held-at-the-desk');
    await network(true);
    await expect.poll(async () => (await clock()).state, patience).toBe('steady');
    await expect(inSight).toHaveCount(0);
    expect(Date.parse((await clock()).now) - start).toBeGreaterThan(2 * hourMs - 5_000);
    await expect.poll(waiting, patience).toBe(0);
    await openQueue();
    await expect(banner('clock')).toHaveCount(0);
  });

  test('G6 receipts by hand at one station: none to carry out, and a file that is not for it is refused by name', async () => {
    const { desk } = hands;
    await openQueue();
    await hands.press('m');
    const step = (title: string) => desk.locator('.carryStep', { hasText: title });
    await expect(step(zh.carry.receiptsOut.title)).toContainText(zh.carry.receiptsOut.none);
    const bring = step(zh.carry.receiptsIn.title);
    const folder = test.info().outputPath('files');
    mkdirSync(folder, { recursive: true });
    const file = (name: string, content: string): string => {
      writeFileSync(`${folder}/${name}`, content);
      return `${folder}/${name}`;
    };
    await bring.locator('input[type="file"]').setInputFiles(file('holiday.json', '{"days":5}'));
    await expect(bring).toContainText(wordsOf('receiptsForeign').message);
    const [row] = await rows();
    const receipts = {
      format: 'zhengka-receipts',
      version: 1,
      from: 'SZ51',
      to: 'SZ52',
      at: '2026-11-28T01:00:00.000Z',
      receipts: [
        {
          row: row?.id,
          receipt: { number: 'R-1', at: '2026-11-28T01:00:00.000Z' },
          upstreamCaseNumber: null,
        },
      ],
      signature: 'a'.repeat(128),
    };
    await bring.locator('input[type="file"]').setInputFiles(file('other.json', JSON.stringify(receipts)));
    await expect(bring).toContainText('SZ52');
    const ours = { ...receipts, to: 'SZ50' };
    await bring.locator('input[type="file"]').setInputFiles(file('unknown.json', JSON.stringify(ours)));
    await expect(bring).toContainText('SZ51');
    await hands.look('receipts-refused');
    const own = { ...receipts, from: 'SZ50', to: 'SZ50' };
    await bring.locator('input[type="file"]').setInputFiles(file('forged.json', JSON.stringify(own)));
    await expect(bring).toContainText(wordsOf('carrySignature').message);
  });
});
