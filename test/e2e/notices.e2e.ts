import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import {
  folderDocuments,
  setFolderQueue,
  type FolderQueueState,
  type QueuedDocument,
} from '../../drivers/transports/folderQueue.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, windowsOf } from './helpers.ts';

const { notice } = texts.desk;

test.describe('C2 C4 F1 a notice printed at the window', () => {
  // One paper goes through all of it.
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let desk: Page;
  let devdock: Page;

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training'] });
    await windowsOf(terminal.app, 2);
    [desk, devdock] = await Promise.all([pageOf(terminal.app, 'index'), pageOf(terminal.app, 'devdock')]);
    await expect.poll(printerStatus, { timeout: 60_000 }).toBe('online');
    await desk.getByLabel(texts.common.userName).fill('limin');
    await desk.locator('input[type="password"]').fill('zhengka-1');
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const printerStatus = async (): Promise<string | undefined> => {
    const answer = await callFrom(desk, 'stationStatus', {});
    return answer.ok
      ? answer.value.devices.find(({ kind }) => kind === 'documentPrinter')?.status
      : undefined;
  };
  const current = async (): Promise<CaseView> => {
    const { value } = must(await callFrom(desk, 'caseCurrent', {}));
    if (value.caseId === null) throw new Error('no case is open');
    return must(await callFrom(desk, 'caseGet', { caseId: value.caseId })).value;
  };
  /** The folder that stands for the printer of the training station. */
  const office = (): string => {
    const found = readdirSync(terminal.dataDir, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.endsWith(join('office-printer', 'print-queue')),
    );
    if (found === undefined) throw new Error('no office printer');
    return join(terminal.dataDir, dirname(found));
  };
  const papers = (): readonly QueuedDocument[] => folderDocuments(office());
  const set = (state: FolderQueueState): void => setFolderQueue(office(), state);
  const list = () => desk.locator('.notices');

  test('a supplement is offered for print in one step, then as copy 1 with a reason', async () => {
    expect(await callDevdock(devdock, 'scanNotice', { personId: 'karl', target: 'window' })).toMatchObject({
      ok: true,
    });
    await desk.locator('.documentRow').first().waitFor();
    await callDevdock(devdock, 'handPassport', { personId: 'karl', target: 'window' });
    await expect.poll(async () => (await current()).passport !== null).toBe(true);
    const { id: caseId, number, documents, comparison } = await current();
    for (const { field } of comparison.filter(({ machine }) => machine === 'needsEye'))
      must(await callFrom(desk, 'caseConfirmField', { caseId, field, outcome: 'same' }));
    for (const [index, { code }] of documents.filter(({ required }) => required).entries())
      must(
        await callFrom(desk, 'caseSetVerdict', {
          caseId,
          document: code,
          verdict: index < 2 ? 'missing' : 'matches',
        }),
      );
    await desk.locator('.deskFooter button[aria-keyshortcuts="F8"][aria-disabled="false"]').waitFor();
    await desk.keyboard.press('F8');
    await desk.getByRole('dialog').waitFor();
    await desk.keyboard.press('Control+Enter');
    await expect(list()).toContainText(notice.notPrinted);
    await desk.screenshot({ path: test.info().outputPath('offered.png') });

    await desk.keyboard.press('p');
    await expect(list()).toContainText('原件 已交打印机');
    expect(papers().map(({ name }) => name)).toEqual([number]);

    await desk.keyboard.press('p');
    await desk.getByLabel(notice.reprintReason).fill('窗口打翻茶水');
    await secondSigns(desk);
    await desk.screenshot({ path: test.info().outputPath('copy.png') });
    await desk.keyboard.press('Enter');
    await expect(list()).toContainText('副本 1 已交打印机');
    expect(papers()).toHaveLength(2);
  });

  test('a stopped queue is named with what to do; without paper the window says so', async () => {
    set('stopped');
    await desk.keyboard.press('p');
    await desk.getByLabel(notice.reprintReason).fill('申请人遗失');
    await secondSigns(desk);
    await desk.keyboard.press('Enter');
    await expect(list()).toContainText('打印队列已停止，未打印');
    expect(papers()).toHaveLength(2);
    set('paperOut');
    await expect(list()).toContainText(notice.paperOutRemedy);
    await desk.screenshot({ path: test.info().outputPath('stopped.png') });
    set('ready');
    await expect(list()).not.toContainText(notice.paperOutRemedy);
  });

  test('an answer that is lost is asked about; nothing is printed until somebody says', async () => {
    set('lostAnswer');
    // The reason of the copy that did not come out is still there.
    await desk.getByRole('button', { name: notice.printNow }).click();
    await expect(list()).toContainText('副本 2 是否已出纸？');
    await desk.screenshot({ path: test.info().outputPath('unknown.png') });
    await desk.keyboard.press('p');
    expect(papers()).toHaveLength(3);
    set('ready');
    await desk.getByRole('button', { name: notice.cameOut }).click();
    await expect(list()).toContainText('副本 2 已交打印机');
    await expect(list()).toContainText('副本 2 份');
    expect(papers()).toHaveLength(3);
  });
});

/** Somebody of another role beside the clerk (C4). */
async function secondSigns(desk: Page): Promise<void> {
  const second = desk.locator('.secondPerson');
  await second.getByLabel(texts.common.userName).fill('liuyang');
  await second.getByLabel(texts.common.password).fill('zhengka-5');
}

function must<Answer extends { readonly ok: boolean }>(answer: Answer): Extract<Answer, { ok: true }> {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer as Extract<Answer, { ok: true }>;
}
