import { zh } from '../../renderer/features/kiosk/texts/zh.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import type { DeskActs } from './deskActs.ts';
import { faceShown, goodButton, handOver } from './cardChapter.ts';
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

  await stage.act('自助机制卡：工作人员放行 A card at the kiosk, released by an attendant', async () => {
    await toConfirm(stage, 'mysal', 'kiosk-card');
    await kiosk.getByRole('button', { name: zh.confirm.card }).click();
    await page(stage, 'waitForAttendant').waitFor();
    await stage.shot(kiosk, 'kiosk-wait');
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
    await goodButton(desk).click();
    await handOver(stage, job.id, 'TKTEST004');
    await until('the kiosk to finish', async () =>
      (await page(stage, 'takeDocuments').count()) > 0 || (await page(stage, 'attract').count()) > 0
        ? true
        : null,
    );
    await stage.shot(kiosk, 'kiosk-take');
    await end(stage);
    await mustBeClean(stage, ['MYSALBERDI']);
    return job.cardNumber ?? '';
  });
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
