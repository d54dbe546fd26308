import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CardJobView } from '../../main/contract/cards.ts';
import { signPack } from '../../main/infra/crypto/packSignature.ts';
import { trainingPublisher } from '../../main/training/rulePublisher.ts';
import { trainingPublisherKey } from '../../main/training/rulePublisherKey.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, makeTestDir, type LaunchedApp } from '../../tools/launch/electron.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom } from './helpers.ts';

const { replacement, cards } = zh;

/** A pack beside the profile in which a lost card costs something: what the training region takes is not known. */
function putPricedPack(dataDir: string): void {
  const both = (words: string) => ({ zh: `${words}（测试）`, en: `${words} (test)` });
  const pack = {
    format: 2,
    extends: '440300-2026.11',
    version: '440300-2026.12',
    name: both('Test pack with fees'),
    region: '440300',
    effectiveFrom: '2026-09-01',
    cardFees: { ruleId: '9.2', tag: 'policy', clause: both('Test fee'), cents: { lost: 2000 } },
  };
  const folder = join(dataDir, 'training', 'rules');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'priced.json'), JSON.stringify(pack));
  const signatures = [{ publisher: trainingPublisher.id, signature: signPack(pack, trainingPublisherKey) }];
  writeFileSync(join(folder, 'priced.json.sig'), JSON.stringify({ signatures }));
}

test.describe('D8 D12 a lost card is replaced at the desk', () => {
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let at: DeskHands;
  test.beforeAll(async () => {
    const dataDir = makeTestDir();
    putPricedPack(dataDir);
    terminal = await launchApp({ dataDir, args: ['--training', '--surface=window'] });
    at = await deskHands(terminal);
    await at.signIn('zhaoqiang');
    must(await callFrom(at.desk, 'dayOpen', {}));
    await at.signIn('limin');
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const job = async (): Promise<CardJobView> => {
    const { cardJobId } = await at.current();
    if (cardJobId === null) throw new Error('no card job');
    return must(await callFrom(at.desk, 'cardJob', { jobId: cardJobId }));
  };
  const statusOf = async (cardNumber: string): Promise<string | undefined> =>
    must(await callDevdock(at.devdock, 'books', {})).cards.find((card) => card.cardNumber === cardNumber)
      ?.status;
  const earlier = () => at.desk.locator('.earlierCards');
  /** What this file is not about: eye, verdicts, acceptance. */
  const accept = async (): Promise<void> => {
    const { id: caseId, documents, comparison } = await at.current();
    for (const { field } of comparison.filter(({ machine }) => machine === 'needsEye'))
      must(await callFrom(at.desk, 'caseConfirmField', { caseId, field, outcome: 'same' }));
    for (const { code } of documents.filter(({ required, verdict }) => required && verdict === null))
      must(await callFrom(at.desk, 'caseSetVerdict', { caseId, document: code, verdict: 'matches' }));
    must(await callFrom(at.desk, 'caseAccept', { caseId }));
    await at.desk.locator('.deskFooter > button[aria-keyshortcuts="F10"][aria-disabled="false"]').waitFor();
  };
  /** The plan of the card: lost, with its reason, started by keys. */
  const startLost = async (): Promise<void> => {
    const lost = at.desk.getByRole('radio', { name: new RegExp(replacement.purpose.lost) });
    await at.desk.getByRole('radio', { name: new RegExp(replacement.purpose.first) }).focus();
    await at.press('ArrowDown');
    await expect(lost).toBeChecked();
    const start = at.desk.getByRole('button', { name: cards.plan.start });
    await expect(start).toBeEnabled();
    await start.focus();
    await at.press('Enter');
    await at.dialog().waitFor();
    await at.dialog().getByRole('radio', { name: replacement.reason.lost }).focus();
    await at.press(' ');
    await at.press('Control+Enter');
    await expect(at.dialog()).toHaveCount(0);
  };
  const reportLoss = async (): Promise<void> => {
    await at.press('1');
    await at.dialog().waitFor();
    await at.press('Control+Enter');
    await expect(at.dialog()).toHaveCount(0);
  };

  test('loss reported and confirmed, fee paid, new card made, the old one void upstream', async () => {
    const { cardNumber: old } = must(await callDevdock(at.devdock, 'giveEarlierCard', { personId: 'anna' }));
    await at.scan('anna');
    await accept();
    await at.press('F10');
    await expect(earlier().locator('.cardStatus')).toHaveText(replacement.status.normal);
    await expect(at.desk.getByRole('button', { name: cards.plan.start })).toBeDisabled();
    await at.look('replace-plan');
    await reportLoss();
    await expect(earlier()).toContainText(replacement.row.acked, { timeout: 15_000 });
    await expect(earlier().locator('.cardStatus')).toHaveText(replacement.status.formalLoss);
    expect(await statusOf(old)).toBe('formalLoss');

    await startLost();
    await at.desk.locator('.faceCheck').waitFor();
    await expect(at.desk.locator('.feeLine')).toContainText('20.00');
    await at.look('replace-fee-due');
    await expect(at.desk.locator('.faceCheck button[aria-keyshortcuts="1"]')).toBeDisabled();
    await at.press('1', '5');
    await at.dialog().waitFor();
    await at.dialog().getByLabel(replacement.fee.receipt).focus();
    await at.write('GD-2026-0001');
    await at.look('replace-fee');
    await at.press('Control+Enter');
    await expect(at.dialog()).toHaveCount(0);
    await expect(at.desk.locator('.feeLine')).toContainText(replacement.fee.state.paid);
    await at.look('replace-fee-paid');

    await at.press('1');
    await expect.poll(async () => (await job()).state, { timeout: 30_000 }).toBe('printed');
    await at.press('1');
    await expect.poll(async () => (await job()).state, { timeout: 30_000 }).toBe('enabled');
    expect(await statusOf(old)).toBe('cancelled');
    const { cardNumber } = await job();
    const books = must(await callDevdock(at.devdock, 'books', {}));
    expect(books.cards.find((card) => card.cardNumber === cardNumber)).toMatchObject({ state: 'enabled' });
    expect(books.rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['card.loss', 'fee.paid']));
  });

  test('without a network the loss is queued and the card waits; it goes on by itself', async () => {
    const { cardNumber: old } = must(await callDevdock(at.devdock, 'giveEarlierCard', { personId: 'karl' }));
    await at.scan('karl');
    await accept();
    must(await callDevdock(at.devdock, 'network', { on: false }));
    await at.press('F10');
    await expect(earlier()).toContainText(replacement.offline.slice(0, 12), { timeout: 20_000 });
    await reportLoss();
    await expect(earlier()).toContainText(replacement.row.waiting);
    await at.look('replace-offline');
    expect(await statusOf(old)).toBeUndefined();
    must(await callDevdock(at.devdock, 'network', { on: true }));
    await expect(earlier()).toContainText(replacement.row.acked, { timeout: 30_000 });
    await startLost();
    await at.desk.locator('.faceCheck').waitFor({ timeout: 30_000 });
    expect(await statusOf(old)).toBe('formalLoss');
  });
});
