import type { Locator } from '@playwright/test';
import type { JobId } from '../../main/contract/ids.ts';
import { en } from '../../renderer/features/kiosk/texts/en.ts';
import { zh } from '../../renderer/features/kiosk/texts/zh.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import type { DeskActs } from './deskActs.ts';
import { faceShown, fillReceipt, goodButton, handOver } from './cardChapter.ts';
import { mustBe, until, type Stage } from './stage.ts';

const page = (stage: Stage, name: string) => stage.kiosk.locator(`[data-page="${name}"]`);

/** A visitor at the kiosk: a slip for the window, then a card that an attendant releases. */
export async function kioskChapter(stage: Stage, acts: DeskActs): Promise<void> {
  const { kiosk, desk } = stage;

  await stage.act('自助机：通知、护照、确认、办理单 Kiosk: a slip for the window', async () => {
    await toConfirm(stage, 'mysal', 'kiosk');
    await kiosk.locator('.kioskPrimary').first().click();
    await page(stage, 'slip').waitFor();
    await stage.shot(kiosk, 'kiosk-slip');
    stage.keep('kiosk-slip.pdf', await slipPdf(stage));
    const text = await page(stage, 'slip').innerText();
    const number = /SZ50-\d{8}-\d{4}/.exec(text)?.[0] ?? '';
    mustBe(number !== '', 'the slip carries the case number');
    await end(stage);
    await mustBeClean(stage, ['MYSALBERDI', number]);
    return number;
  });

  await stage.act('窗口扫办理单继续，无需重填 The window goes on where the kiosk stopped', async () => {
    const cases = await stage.ask('caseList', {});
    const fromKiosk = cases.find((each) => each.channel === 'kiosk');
    mustBe(fromKiosk !== undefined, 'the case of the kiosk is on the list');
    const view = await acts.scanNotice('mysal');
    mustBe(view.id === fromKiosk?.id, 'the same case, not a second one');
    await acts.layPassport('mysal', view.id);
    await acts.verdicts(view.id);
    await acts.decide('F9', view.id);
    return view.number;
  });

  await stage.act('屏幕交给办事人评价，窗口看不到结果 Rated by the visitor, unseen by the desk', async () => {
    await desk.locator('.ratingAsk button[aria-keyshortcuts="F5"]').waitFor();
    // While the dialog of the decision is still there, the screen below it hears nothing.
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await desk.keyboard.press('F5');
    const sheet = desk.locator('dialog.ratingSheet');
    await sheet.waitFor();
    // Where the mouse was left, an answer would look chosen.
    await desk.mouse.move(1, 1);
    await stage.shot(desk, 'rating-sheet');
    await desk.keyboard.press('1');
    await until('the rating', async () => {
      const { caseId } = await stage.ask('caseCurrent', {});
      if (caseId === null) return null;
      return (await stage.ask('ratingState', { caseId })).state === 'rated' ? true : null;
    });
    // The thanks go by themselves, while the visitor is at the kiosk.
    return 'rated';
  });

  let made: JobId | null = null;
  await stage.act('自助机制卡：工作人员放行 A card at the kiosk, released by an attendant', async () => {
    await toConfirm(stage, 'mysal', 'kiosk-card');
    await kiosk.getByRole('button', { name: zh.confirm.card }).click();
    await page(stage, 'waitForAttendant').waitFor();
    await stage.shot(kiosk, 'kiosk-wait');
    await desk.locator('dialog.ratingSheet').waitFor({ state: 'detached' });
    await desk.keyboard.press('Alt+2');
    await desk.getByRole('button', { name: texts.cards.release.act }).first().waitFor();
    await faceShown(desk);
    await stage.shot(desk, 'board-release');
    await desk.getByRole('button', { name: texts.cards.release.act }).first().click();
    await page(stage, 'making').waitFor();
    await stage.shot(kiosk, 'kiosk-making');
    const job = await until('the printed card', async () => {
      const [first] = await stage.ask('cardJobs', {});
      return first?.next === 'confirmVisual' ? first : null;
    });
    const { kioskPrinter, printedCards } = await stage.dock('state', {});
    mustBe(kioskPrinter.printedCards === 1, "the kiosk's own printer made the card");
    await goodButton(desk).click();
    await until('the enabled card', async () => {
      const now = await stage.ask('cardJob', { jobId: job.id });
      return now.next === 'handOver' ? now : null;
    });
    made = job.id;
    return `${job.cardNumber ?? ''}, printed at the kiosk, ${printedCards} at the window`;
  });

  await stage.act('无人取卡：收回、吞卡、凭单到窗口领取 Nobody takes the card: pulled back', async () => {
    const jobId = must(made);
    await stage.dock('printerFault', { fault: 'cardNotTaken', on: true });
    const fields = await handOverForm(stage);
    await stage.shot(desk, 'bezel-offer');
    await desk.keyboard.press('Control+Enter');
    await page(stage, 'making').getByText(zh.wait.take).waitFor();
    await stage.shot(kiosk, 'kiosk-take-card');
    await inEnglish(stage, 'kiosk-take-card-en');
    await page(stage, 'slip').getByText(zh.slip.retained).waitFor();
    await fields.waitFor({ state: 'hidden' });
    await until('the slip on paper', async () =>
      (await page(stage, 'slip').getByText(zh.slip.paper).count()) > 0 ? true : null,
    );
    await stage.shot(kiosk, 'kiosk-retained');
    await inEnglish(stage, 'kiosk-retained-en');
    stage.keep('kiosk-retained.pdf', await slipPdf(stage));
    await stage.shot(desk, 'board-retained');
    await desk.getByRole('button', { name: 'EN', exact: true }).click();
    await stage.shot(desk, 'board-retained-en');
    await desk.getByRole('button', { name: '中', exact: true }).click();
    const job = await stage.ask('cardJob', { jobId });
    mustBe(job.state === 'retained' && job.place === 'rejectBox', 'the card is retained in the reject box');
    const { kioskPrinter } = await stage.dock('state', {});
    mustBe(kioskPrinter.rejectBin === 1 && kioskPrinter.output === 0, 'the printer has it in its box');
    await end(stage);
    await mustBeClean(stage, ['MYSALBERDI', job.caseNumber]);
    await stage.dock('printerFault', { fault: 'cardNotTaken', on: false });
    return `*${job.blankTail ?? ''} in the reject box of the kiosk`;
  });

  await stage.act('窗口从废卡盒取出，核对本人后交卡 Handed over at the window', async () => {
    const jobId = must(made);
    await handOver(stage, jobId);
    const job = await stage.ask('cardJob', { jobId });
    mustBe(job.state === 'handedOver' && job.problem === null, 'the card went to its holder');
    return job.caseNumber;
  });

  await stage.act('证件遗留在读取器：声光提示，取走后才结束 A document left on the reader', async () => {
    await toPage(stage, 'en', 'passport', 'mysal');
    await stage.dock('idCard', { card: 'foreigner2023' });
    await stage.dock('handPassport', { personId: 'mysal', target: 'kiosk' });
    await page(stage, 'confirm').waitFor();
    await kiosk.getByRole('button', { name: en.frame.finish, exact: true }).click();
    await page(stage, 'takeDocuments').getByText(en.take.left.idCard).waitFor();
    mustBe(
      (await page(stage, 'takeDocuments').locator('button.kioskPrimary').count()) === 0,
      'nothing to press',
    );
    await stage.shot(kiosk, 'kiosk-left-en');
    await speak(stage, '中文');
    await page(stage, 'takeDocuments').getByText(zh.take.left.idCard).waitFor();
    await stage.shot(kiosk, 'kiosk-left');
    await stage.dock('idCard', { card: null });
    await page(stage, 'takeDocuments').getByText(zh.take.question).waitFor();
    await stage.shot(kiosk, 'kiosk-take');
    await end(stage);
    await mustBeClean(stage, ['MYSALBERDI', 'ERIKSSON']);
    return 'the page stayed until the card was taken';
  });
}

/** The hand-over of the chosen card, filled in; answers its dialog. */
async function handOverForm({ desk }: Stage): Promise<Locator> {
  await desk.getByRole('button', { name: texts.cards.handOver.act }).first().click();
  await fillReceipt(desk);
  return desk.getByRole('dialog');
}

/** The same page in English, then back. */
async function inEnglish(stage: Stage, name: string): Promise<void> {
  const { kiosk } = stage;
  await speak(stage, 'English');
  await kiosk.getByRole('button', { name: en.frame.largeText }).waitFor();
  await stage.shot(kiosk, name);
  await speak(stage, '中文');
  await kiosk.getByRole('button', { name: zh.frame.largeText }).waitFor();
}

/** The kiosk's switch, and a language by its own name (K1). */
async function speak({ kiosk }: Stage, language: string): Promise<void> {
  await kiosk.locator('.kioskLanguage').click();
  await kiosk.locator('[data-overlay="language"]').getByRole('button', { name: language }).click();
}

function must<Value>(value: Value | null): Value {
  if (value === null) throw new Error('an earlier act failed');
  return value;
}

/** From the first touch to a page that asks for something, without pictures. */
async function toPage(
  stage: Stage,
  language: 'zh' | 'en',
  wanted: 'passport',
  personId: string,
): Promise<void> {
  const { kiosk } = stage;
  await kiosk.getByRole('button', { name: zh.attract.start }).click();
  await page(stage, 'language').waitFor();
  await kiosk
    .getByRole('button', { name: language === 'zh' ? '中文' : 'English' })
    .first()
    .click();
  await page(stage, 'notice').waitFor();
  await stage.dock('scanNotice', { personId, target: 'kiosk' });
  await page(stage, wanted).waitFor();
}

async function toConfirm(stage: Stage, personId: string, prefix: string): Promise<void> {
  const { kiosk } = stage;
  await page(stage, 'attract').waitFor();
  await stage.shot(kiosk, `${prefix}-start`);
  await kiosk.getByRole('button', { name: zh.attract.start }).click();
  await page(stage, 'language').waitFor();
  await kiosk.getByRole('button', { name: '中文' }).click();
  await page(stage, 'notice').waitFor();
  await stage.shot(kiosk, `${prefix}-notice`);
  await stage.dock('scanNotice', { personId, target: 'kiosk' });
  await page(stage, 'passport').waitFor();
  await stage.shot(kiosk, `${prefix}-passport`);
  await stage.dock('handPassport', { personId, target: 'kiosk' });
  await page(stage, 'confirm').waitFor();
  await stage.shot(kiosk, `${prefix}-confirm`);
}

/** Ends the visit and answers "take your documents", until the clean first page shows. */
async function end(stage: Stage): Promise<void> {
  await until('the clean first page', async () => {
    if ((await page(stage, 'attract').count()) > 0) return true;
    await stage.kiosk
      .locator('.kioskPrimary, .kioskSecond')
      .last()
      .click({ timeout: 2000 })
      .catch(() => undefined);
    return null;
  });
}

/** Nothing of the visitor is left in the page (E2). */
async function mustBeClean(stage: Stage, words: readonly string[]): Promise<void> {
  const html = await stage.kiosk.content();
  for (const word of words)
    mustBe(!html.includes(word), `${word.slice(0, 3)}… is gone from the kiosk's page`);
}

async function slipPdf(stage: Stage): Promise<Uint8Array> {
  const text = await stage.kiosk.evaluate(async () => {
    const { zhengka } = globalThis as unknown as {
      zhengka: { methods: { kioskSlipPdf(input: object): Promise<{ value?: { bytes: Uint8Array } }> } };
    };
    const bytes = (await zhengka.methods.kioskSlipPdf({})).value?.bytes ?? new Uint8Array();
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
