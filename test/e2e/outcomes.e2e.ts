import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { NoticeView } from '../../main/contract/cases.ts';
import type { DocumentCode } from '../../main/contract/permit.ts';
import { idleLimitMs } from '../../renderer/features/window/idleWatch.ts';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { createZxingWasm } from '../../renderer/scan/decoders/zxingWasm.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { hasPdfText, pdfPixels, pdfTextLane } from '../main/infra/paper/helpers.ts';
import { drawPage } from '../main/infra/photo/drawnPhotos.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom } from './helpers.ts';

const wasmFile = join(import.meta.dirname, '../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');

/** The code that stands on a paper, read off a picture of its first page. */
async function codeOnPaper(pdf: Uint8Array): Promise<string> {
  const { width, height, dark } = pdfPixels(pdf, 203);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (dark(x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  const decoder = createZxingWasm(new Uint8Array(readFileSync(wasmFile)).buffer);
  const [code] = await decoder.decode({ data, width, height });
  if (!code) throw new Error('no code on the paper');
  return code.text;
}
/** So many days before today, as it is typed and as it is stored. */
function daysAgo(days: number): { readonly typed: string; readonly stored: string } {
  const stored = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  return { stored, typed: stored.replaceAll('-', '') };
}

test.describe('outcomes, papers and the lock at the desk, by keyboard', () => {
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let at: DeskHands;
  /** A paper that a correction took the place of. */
  let wrongPaper: NoticeView | undefined;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    at = await deskHands(terminal);
    await at.signIn('limin');
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  test('B4 what the record does not say is wanted before the row counts, and answered by keys', async () => {
    await at.scan('lucia');
    const asked = async (code: DocumentCode) =>
      (await at.current()).documents
        .find((each) => each.code === code)
        ?.asks.filter(({ required }) => required)
        .map(({ fact }) => fact);
    expect(await asked('DEGREE')).toEqual(['authType']);
    await at.goTo('DEGREE');
    await at.press('1');
    await expect(at.row().locator('.askMark')).toBeVisible();
    await expect(at.row().locator('.askedWords')).toBeVisible();
    await at.look('asked-choice');
    await at.press('z');
    await expect.poll(async () => asked('DEGREE')).toEqual([]);

    await at.goTo('NCR');
    await at.press('1');
    const field = at.row().locator('[data-fact="issueDate"]');
    await expect(field).toBeFocused();
    await at.look('asked-date');
    // Whatever else fits, the case cannot be accepted while it is not said.
    expect((await at.current()).accept.allowed).toBe(false);
    const { typed, stored } = daysAgo(80);
    await at.write(typed);
    await expect(at.row()).toContainText(zh.checking.factHint.textHint);
    await at.look('asked-typed');
    await at.press('Enter');
    await expect.poll(async () => asked('NCR')).toEqual([]);
    expect((await at.current()).documents.find(({ code }) => code === 'NCR')?.seen?.issueDate).toBe(stored);
    // The hand goes on to the next original.
    await expect(field).toHaveCount(0);
  });

  test('B4 the date of entry says before it is saved which days are counted from it', async () => {
    await at.desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await at.goTo('VISAPAGE');
    await at.press('f');
    await expect(at.row().locator('[data-fact="effectiveDate"]')).toBeFocused();
    await at.write(daysAgo(5).typed);
    await expect(at.row().locator('.factSays')).toContainText(daysAgo(-25).stored);
    await at.look('entry-date');
    await at.press('Enter');
    const seen = async () =>
      (await at.current()).documents.find(({ code }) => code === 'VISAPAGE')?.seen?.effectiveDate;
    await expect.poll(seen).toBe(daysAgo(5).stored);
    // The line of the field lets go only then: a verdict before that would be typed into it.
    await expect(at.row().locator('[data-fact="effectiveDate"]')).not.toBeFocused();
  });

  test('B5 the key O takes a scan through the gate: refused with every reason, then beside the record', async () => {
    await at.goTo('MEDICAL');
    const give = async (name: string, bytes: Uint8Array): Promise<void> => {
      const path = test.info().outputPath(name);
      writeFileSync(path, bytes);
      const chooser = at.desk.waitForEvent('filechooser');
      await at.press('o');
      await (await chooser).setFiles(path);
    };
    const poor = drawPage({ width: 600, height: 850, blur: 3, margin: 40 });
    // English words are longer: what was found wrong may not lie under the line of keys in either language.
    for (const [language, { checking }] of [
      ['en', en],
      ['zh', zh],
    ] as const) {
      await at.speak(language);
      await give(`poor-${language}.jpg`, poor);
      await expect(at.row()).toContainText(checking.row.scanRefused);
      const reasons = at.row().locator('.failureNote');
      await expect(reasons).not.toHaveCount(0);
      const keys = (await at.desk.locator('.deskFooter').boundingBox())?.y ?? 0;
      await expect
        .poll(async () => {
          const box = await reasons.last().boundingBox();
          return box === null ? null : box.y + box.height <= keys;
        })
        .toBe(true);
      await at.desk.screenshot({ path: test.info().outputPath(`poor-${language}.png`) });
    }
    await at.look('scan-refused');
    await give('good.jpg', drawPage());
    await expect(at.row().locator('.rowSides figure img')).toBeVisible();
    await expect(at.row()).not.toContainText(zh.checking.row.scanRefused);
    await at.look('scan-kept');
  });

  test('C1 C2 a supervisor who did not accept it refuses, and the paper is printed; who accepted it may not', async () => {
    await at.accept();
    await at.signIn('zhaoqiang');
    await at.choose(zh.outcome.name.refuse);
    await at.write('聘用单位已注销');
    await at.look('refuse');
    await at.press('Control+Enter');
    await expect.poll(async () => (await at.current()).state).toBe('refused');
    await expect(at.notices()).toContainText(zh.desk.notice.kind.refusal);
    await at.press('p');
    const paper = async () => (await at.current()).notices.find(({ kind }) => kind === 'refusal');
    await expect.poll(async () => (await paper())?.print?.outcome).toMatch(/printing|printed/);
    await at.look('refused');

    await at.scan('jane');
    await at.accept();
    await at.press('F7');
    const own = at.dialog().locator('ol button', { hasText: zh.outcome.name.refuse });
    await expect(own).toHaveAttribute('aria-disabled', 'true');
    await expect(own).toContainText('不能审批本人办理的事项');
    await at.look('refuse-own');
    const caseId = await at.openId();
    if (caseId === null) throw new Error('no case is open');
    expect(await callFrom(at.desk, 'caseRefuse', { caseId, reasons: ['材料不实'] })).toMatchObject({
      ok: false,
      error: { code: 'ownCase' },
    });
    expect((await at.current()).state).toBe('accepted');
    await at.press('Escape');
  });

  test('C7 a paper is corrected; the wrong one is on the recall list, given to somebody and closed', async () => {
    // Nobody corrects what they decided themselves (H10), and nobody fetches a paper that never left the house.
    await at.signIn('chenjing');
    await at.press('p');
    await expect.poll(async () => (await at.current()).notices[0]?.print?.outcome).toBe('printed');
    await at.choose(zh.outcome.name.correct);
    const areas = at.dialog().locator('textarea');
    await at.tabTo(areas.first());
    await at.write('用人单位名称有误');
    await at.press('Tab');
    await at.write('深圳培训示范软件有限公司');
    await at.look('correct');
    await at.press('Control+Enter');
    await expect(at.notices()).toContainText(zh.desk.notice.kind.correction);
    await expect(at.notices()).toContainText(zh.outcome.papers.withdrawn.superseded);
    await at.look('corrected');
    wrongPaper = (await at.current()).notices.find(({ withdrawn }) => withdrawn !== null);
    expect((await at.current()).state).toBe('accepted');

    must(await callFrom(at.desk, 'caseSelect', { caseId: null }));
    const recall = at.desk.locator('.recallRow');
    await expect(recall.filter({ hasText: zh.outcome.recall.cause.corrected })).toHaveCount(1);
    const line = recall.filter({ hasText: zh.outcome.recall.cause.corrected });
    await at.look('recalls');
    await at.tabTo(line.getByRole('button', { name: /改 ?派/ }));
    await at.press('Enter');
    const fields = line.locator('.recallForm input');
    await expect(fields.first()).toBeFocused();
    await at.tabTo(fields.nth(1));
    await at.press('Control+a');
    await at.write('王芳');
    await at.tabTo(fields.nth(2));
    await at.press('Control+a');
    await at.write(daysAgo(-7).typed);
    await at.look('recall-assign');
    await at.press('Enter');
    await expect(line).toContainText('王芳');
    await expect(line).toContainText(daysAgo(-7).stored);
    await at.tabTo(line.getByRole('button', { name: /了 ?结/ }));
    await at.press('Enter');
    await at.dialog().waitFor();
    await at.tabTo(at.dialog().locator('input[type="radio"]').first());
    await at.press('Space');
    await at.tabTo(at.dialog().locator('textarea'));
    await at.write('本人送回，已作废');
    await at.look('recall-close');
    await at.press('Control+Enter');
    await expect(line).toHaveCount(0);
  });

  test('C5 a paper under the scanner is valid, altered or withdrawn, and says so above the desk', async () => {
    test.skip(!hasPdfText, pdfTextLane);
    await at.scan('aygul');
    await at.accept();
    const [notice] = (await at.current()).notices;
    if (notice === undefined) throw new Error('no paper');
    const pdf = must(await callFrom(at.desk, 'noticePdf', { noticeId: notice.id }));
    const code = await codeOnPaper(pdf.bytes);
    const banner = at.desk.locator('.paperScan');
    // Whatever page is open: the paper of another visitor comes when it comes.
    await at.press('Alt+5');
    must(await callDevdock(at.devdock, 'scanText', { text: code, target: 'window' }));
    await expect(banner).toContainText(zh.checking.paperScan.valid);
    await expect(banner).toBeInViewport();
    await at.look('paper-valid');
    // The same paper, another day: what a forger would change.
    const parts = code.split(':');
    const altered = [...parts.slice(0, 3), daysAgo(200).typed, ...parts.slice(4)].join(':');
    must(await callDevdock(at.devdock, 'scanText', { text: altered, target: 'window' }));
    await expect(banner).toContainText(zh.checking.paperScan.altered);
    await expect(banner.getByRole('button', { name: zh.checking.paperScan.openCase })).toHaveCount(0);
    await expect(banner).toContainText('不要采信');
    await expect(at.desk.locator('.problemBanner')).toHaveCount(0);
    await at.look('paper-altered');
    // What the correction took the place of is known by the number of the new one.
    if (wrongPaper === undefined) throw new Error('nothing was corrected');
    const wrong = must(await callFrom(at.desk, 'noticePdf', { noticeId: wrongPaper.id }));
    const text = await codeOnPaper(wrong.bytes);
    must(await callDevdock(at.devdock, 'scanText', { text, target: 'window' }));
    await expect(banner).toContainText(zh.checking.paperScan.superseded);
    await expect(banner).toContainText(wrongPaper.withdrawn?.by ?? 'nothing');
    await expect(banner).toBeInViewport();
    await at.look('paper-superseded');
  });

  test('I5 nobody touches the window for ten minutes: it locks, and what was half typed comes back to its clerk only', async () => {
    await at.signIn('limin');
    await at.scan('karl');
    const { id: caseId } = await at.current();
    const note = at.desk.locator('.differenceNote input');
    await at.goTo('DEGREE');
    await at.press('2');
    await note.pressSequentially('学位证书编号');
    await at.desk.waitForTimeout(600);
    // The page's clock is put forward, and nothing else; the limit is the one that ships, and so is what looks every five seconds.
    const putForward = (by: number): Promise<void> =>
      at.desk.evaluate((ms) => {
        const now = performance.now.bind(performance);
        performance.now = () => now() + ms;
      }, by);
    await putForward(idleLimitMs - 60_000);
    await at.desk.waitForTimeout(6_000);
    await expect(at.desk.locator('.topBar')).toBeVisible();
    await putForward(60_000);
    await at.desk.locator('input[type="password"]').waitFor();
    await expect(at.desk.locator('.topBar')).toHaveCount(0);
    await expect(at.desk.locator('body')).not.toContainText('MUSTERMANN');
    expect(await callFrom(at.desk, 'caseGet', { caseId })).toMatchObject({ ok: false });
    await at.desk.screenshot({ path: test.info().outputPath('locked.png') });

    await at.signIn('wangfang');
    must(await callFrom(at.desk, 'caseSelect', { caseId }));
    await at.desk.locator('.documentRow').first().waitFor();
    await expect(note).toHaveCount(0);
    expect(must(await callFrom(at.desk, 'caseDraft', { caseId }))).toEqual({});
    await at.signIn('limin');
    await expect(note).toHaveValue('学位证书编号');
    await at.look('after-lock');
  });
});
