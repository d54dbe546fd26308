import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { folderDocuments } from '../../drivers/transports/folderQueue.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import type { DeskActs } from './deskActs.ts';
import { mustBe, until, type Stage } from './stage.ts';

/** Papers that leave the window: what goes back, what is missing, what came out of the printer and what its code is worth. */
export async function papersChapter(stage: Stage, acts: DeskActs): Promise<void> {
  const { desk } = stage;
  const { id: caseId } = await acts.scanNotice('karl');
  await acts.layPassport('karl', caseId);

  await stage.act('收下护照，凭清单退还 The passport here, and back on a list', async () => {
    await desk.keyboard.press('g');
    await desk.locator('.passportMark.withUs').waitFor();
    mustBe((await acts.now(caseId)).withUs.includes('PASSPORT'), 'the passport lies here');
    await stage.bothShots('papers-with-us');
    await desk.keyboard.press('g');
    const dialog = desk.getByRole('dialog');
    await dialog.waitFor();
    await stage.shot(desk, 'papers-hand-back');
    await desk.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await desk.locator('.passportMark.handedBack').waitFor();
    const view = await acts.now(caseId);
    mustBe(view.withUs.length === 0 && view.notices.at(-1)?.kind === 'handBack', 'a list says so');
    return keepNotice(stage, view, 'notice-hand-back');
  });

  await stage.act('一次性补正告知 Everything missing, told once', async () => {
    const checked = await acts.verdicts(caseId, ['NCR', 'MEDICAL', 'CONTRACT']);
    mustBe(!checked.accept.allowed, 'a case with gaps cannot be accepted');
    // The head of the case and its rows, as they stand before the row in hand draws the page down.
    await desk.evaluate(() => scrollTo(0, 0));
    await stage.bothShots('desk-gaps');
    const view = await acts.decide('F8', caseId);
    mustBe(view.state === 'supplement', 'the case waits for the supplement');
    return keepNotice(stage, view, 'notice-supplement');
  });

  await stage.act('文书打印机打印补正告知 Printed on the document printer', async () => {
    await desk.keyboard.press('p');
    const view = await until('the print', async () => {
      const found = await acts.now(caseId);
      return found.notices.at(-1)?.print?.outcome === 'printed' ? found : null;
    });
    await desk.locator('.notices [role="status"]').first().waitFor();
    await stage.bothShots('papers-printed');
    const [printed] = printedPapers(stage.app.dataDir);
    mustBe(printed?.name === view.number, 'the printer has the paper under the number of its case');
    return printed?.name ?? '';
  });

  await stage.act('纸上的签名二维码离线验证 The code on the printed paper, verified offline', async () => {
    const [printed] = printedPapers(stage.app.dataDir);
    await dropPicture(desk, firstPage(printed?.pdf ?? new Uint8Array()));
    await desk.locator('.paperScan.good').waitFor();
    const { check } = await stage.ask('noticeLastScan', {});
    const told = (await acts.now(caseId)).notices.at(-1)?.number;
    mustBe(check?.verdict === 'valid' && check.paper.number === told, 'the paper is ours and stands');
    await stage.bothShots('papers-verified');
    return check?.paper.code ?? '';
  });
}

export async function keepNotice(stage: Stage, view: CaseView, name: string): Promise<string> {
  const notice = view.notices.at(-1);
  mustBe(notice !== undefined, 'the decision has a paper');
  if (notice === undefined) return '';
  stage.keep(`${name}.pdf`, await stage.bytes('desk', 'noticePdf', { noticeId: notice.id }));
  return notice.number;
}

/** What lies in the tray of the simulated office printer. */
function printedPapers(dataDir: string): readonly { readonly name: string; readonly pdf: Uint8Array }[] {
  const queue = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith(join('office-printer', 'print-queue')),
  );
  mustBe(queue !== undefined, 'there is an office printer');
  const tray = join(dataDir, dirname(queue ?? ''));
  return folderDocuments(tray).map(({ name, file }) => ({ name, pdf: readFileSync(join(tray, file)) }));
}

/** The paper as a camera sees it, as PNG. */
const firstPage = (pdf: Uint8Array): Uint8Array =>
  execFileSync('pdftoppm', ['-r', '150', '-f', '1', '-l', '1', '-png', '-'], {
    input: pdf,
    maxBuffer: 64 << 20,
  });

/** A picture dropped on the desk: its own decoder reads it, as it does a photograph that somebody sent. */
async function dropPicture(desk: Page, png: Uint8Array): Promise<void> {
  await desk.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'paper.png', { type: 'image/png' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, Buffer.from(png).toString('base64'));
}
