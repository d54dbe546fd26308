import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { folderDocuments } from '../../drivers/transports/folderQueue.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import { devdockTexts } from '../../renderer/features/devdock/devdockTexts.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { formatDate } from '../../renderer/ui/format.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { hasPdfText, joined, pdfText, pdfTextLane } from '../main/infra/paper/helpers.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom } from './helpers.ts';

/** The working days the law gives (domain-rules 6.2): one more, and it has accepted. */
const legalDays = 5;
const dock = devdockTexts.zh as { readonly clock: { readonly to: Readonly<Record<string, string>> } };

test.describe('C3 five working days pass and the law accepts, with the clock of the training station', () => {
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let at: DeskHands;
  let received: CaseView;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    at = await deskHands(terminal);
    await at.signIn('limin');
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  /** The date of the clock in the top bar. */
  const shownDate = async (): Promise<string> =>
    formatDate((await at.desk.locator('.topBar time.clock').getAttribute('datetime')) ?? '');
  const stationDate = async (): Promise<string> =>
    formatDate(must(await callFrom(at.desk, 'stationStatus', {})).now);
  const nextWorkingDay = async (): Promise<void> => {
    const before = await stationDate();
    await at.devdock.getByRole('button', { name: dock.clock.to['workingDay'] ?? '' }).click();
    await expect.poll(stationDate).not.toBe(before);
    // The strip of the window follows by itself, with nobody touching it.
    await expect.poll(async () => shownDate()).toBe(await stationDate());
  };
  /** No case on the desk: the page asks again when it is come back to. */
  const putAside = async (): Promise<void> => {
    must(await callFrom(at.desk, 'caseSelect', { caseId: null }));
    await at.press('Alt+2', 'Alt+1');
  };
  const lines = () => at.desk.locator('.watchList').filter({ hasText: zh.outcome.clock.title }).locator('li');

  test('the case stands in the list of those about to breach before its last day ends, and says so itself', async () => {
    await at.scan('anna');
    received = await at.current();
    expect(received.clock.breached).toBe(false);
    expect(received.countAsAccepted).toMatchObject({
      allowed: false,
      reasons: [{ code: 'clockNotBreached' }],
    });
    for (let day = 1; day < legalDays; day += 1) await nextWorkingDay();
    await expect(at.desk.locator('.watchStrip')).toContainText(received.number);
    await nextWorkingDay();
    // The last day itself is still the window's.
    expect(await stationDate()).toBe(received.clock.deadline);
    expect((await at.current()).clock).toMatchObject({ breached: false, workingDaysLeft: 0 });
    await putAside();
    await expect(lines()).toContainText(received.number);
    await expect(lines()).toContainText(zh.outcome.clock.left.replace('{{count}}', '0'));
    await at.look('law-about-to');
  });

  test('the day after, it counts as accepted: first in the list, and on the desk in words', async () => {
    await nextWorkingDay();
    await expect(lines()).toContainText(zh.outcome.clock.breached);
    await at.look('law-breached-list');
    await at.tabTo(lines().getByRole('button'));
    await at.press('Enter');
    await expect.poll(async () => at.openId()).toBe(received.id);
    await at.desk.locator('.documentRow').first().waitFor();
    await expect(at.desk.getByText(`已超期（${received.clock.deadline}）`).first()).toBeVisible();
    await at.look('law-breached-case');
    // A clerk may not record it.
    const refused = await callFrom(at.desk, 'caseCountsAsAccepted', { caseId: received.id });
    expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  test('a supervisor records it by keyboard and the paper comes out of the printer with the day of receipt', async () => {
    test.skip(!hasPdfText, pdfTextLane);
    await at.signIn('zhaoqiang');
    must(await callFrom(at.desk, 'caseSelect', { caseId: received.id }));
    await at.desk.locator('.documentRow').first().waitFor();
    await at.choose(zh.outcome.name.countAsAccepted);
    await at.look('law-panel');
    await at.press('Control+Enter');
    await expect(at.notices()).toContainText(zh.desk.notice.kind.acceptanceByLaw);
    const dayOfReceipt = formatDate(received.openedAt);
    expect(await at.current()).toMatchObject({ state: 'open', countsAsAcceptedOn: dayOfReceipt });
    await at.press('p');
    const paper = async () => (await at.current()).notices.find(({ kind }) => kind === 'acceptanceByLaw');
    await expect.poll(async () => (await paper())?.print?.outcome).toMatch(/printing|printed/);
    await at.look('law-recorded');

    const queue = readdirSync(terminal.dataDir, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.endsWith(join('office-printer', 'print-queue')),
    );
    const tray = join(terminal.dataDir, dirname(queue ?? ''));
    const [printed, ...more] = folderDocuments(tray);
    if (printed === undefined) throw new Error('nothing in the tray');
    expect(more).toEqual([]);
    const text = joined(pdfText(readFileSync(join(tray, printed.file))));
    const { number, issuedAt } = (await paper()) ?? { number: '', issuedAt: '' };
    const issuedOn = formatDate(issuedAt);
    expect(issuedOn).toBe(await stationDate());
    // The seal bears its date in the Chinese form.
    const [year, month, day] = issuedOn.split('-').map(Number);
    for (const words of [number, dayOfReceipt, `${year}年${month}月${day}日`, '视为受理'])
      expect(text).toContain(words);

    // From now on the law does not wait for it.
    await putAside();
    await expect(at.desk.locator('.watchList').first()).toBeVisible();
    await expect(lines()).toHaveCount(0);
  });

  test('J6 there is no way back behind what was recorded; the DevDock says why in both languages', async () => {
    const before = await stationDate();
    await at.devdock.getByRole('button', { name: dock.clock.to['real'] ?? '' }).click();
    await expect(at.devdock.getByText('时钟不能拨回')).toBeVisible();
    expect(await stationDate()).toBe(before);
    await at.devdock.locator('#dockClock').scrollIntoViewIfNeeded();
    await at.devdock.screenshot({ path: test.info().outputPath('devdock-clock.png') });
    await at.devdock.locator('button', { hasText: /^EN$/ }).click();
    await expect(at.devdock.getByText('The clock does not go back')).toBeVisible();
    await at.devdock.locator('#dockClock').scrollIntoViewIfNeeded();
    await at.devdock.screenshot({ path: test.info().outputPath('devdock-clock-en.png') });
    expect(must(await callDevdock(at.devdock, 'state', {})).clock.aheadMs).toBeGreaterThan(
      legalDays * 86_400_000,
    );
  });
});
