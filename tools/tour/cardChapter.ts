import type { Locator, Page } from '@playwright/test';
import type { CardJobView } from '../../main/contract/cards.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import type { JobId } from '../../main/contract/ids.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import type { DeskActs } from './deskActs.ts';
import { mustBe, until, type Stage } from './stage.ts';

/** One card from the lock to the hand-over, then one with a network cut and one with a jam. */
export async function cardChapter(stage: Stage, acts: DeskActs, accepted: CaseView): Promise<void> {
  const { desk } = stage;
  let jobId: JobId | null = null;

  await stage.act('制卡计划：每一步现在能否完成 The plan before anybody waits', async () => {
    await acts.scanNotice('anna');
    await acts.press('F10');
    const plan = await stage.ask('cardPlan', { caseId: accepted.id });
    mustBe(plan.blockers.length === 0, 'nothing stands against the card');
    mustBe(
      plan.steps.some((step) => step.step === 'readBack' && step.now === 'ready'),
      'the chip is written and read back before the print',
    );
    await stage.shot(desk, 'card-plan');
    return `${plan.promise}, enough for ${plan.enoughFor ?? '?'}`;
  });

  await stage.act(
    '请持卡人核对卡面，之后才取卡 The holder checks the face before a blank moves',
    async () => {
      const before = await stage.dock('state', {});
      await startFromPlan(stage);
      await faceAsked(stage);
      const { printedCards, feeder } = await stage.dock('state', {});
      mustBe(printedCards === 0 && feeder === before.feeder, 'no blank was touched');
      await stage.shot(desk, 'card-face');
      await desk.getByRole('button', { name: 'EN', exact: true }).click();
      await stage.shot(desk, 'card-face-en');
      await desk.getByRole('button', { name: '中', exact: true }).click();
      return 'name, number and photo are on the screen, in both languages';
    },
  );

  await stage.act('取卡、读卡、打印 Feed, read, print', async () => {
    await desk.keyboard.press('1');
    const job = await until('the printed card', async () => {
      const [first] = await stage.ask('cardJobs', {});
      return first?.next === 'confirmVisual' ? first : null;
    });
    jobId = job.id;
    await goodButton(desk).waitFor();
    await faceShown(desk);
    await stage.shot(desk, 'card-visual');
    stage.keep('card-front.png', await stage.bytes('devdock', 'lastFace', {}));
    const { jobBytes } = await stage.dock('lastFace', {});
    const { printedCards, jobs } = await stage.dock('state', {});
    mustBe(jobBytes > 80_000 && printedCards === 1 && jobs === 1, 'the printer received one whole job');
    return `${jobBytes} bytes to the printer, blank *${job.blankTail ?? ''}`;
  });

  await stage.act('目视、回盘、启用、领取 Look, report, enable, hand over', async () => {
    await desk.keyboard.press('1');
    await handOver(stage, must(jobId));
    await stage.shot(desk, 'card-handed-over');
    const { cards } = await stage.dock('books', {});
    const [card] = cards;
    mustBe(
      card?.reports === 1 && card.enables === 1,
      "upstream's own books have one report and one enabling",
    );
    return `${card?.cardNumber ?? ''} ${card?.state ?? ''}`;
  });

  await stage.act('回读不一致：废卡盒，不打印，换新卡 Read back wrong: reject box, new blank', async () => {
    const opened = await acts.scanNotice('jane');
    await acts.layPassport('jane', opened.id);
    await acts.verdicts(opened.id);
    await acts.decide('F9', opened.id);
    await acts.press('F10');
    const before = await stage.dock('state', {});
    await stage.dock('printerFault', { fault: 'wrongReadBack', on: true });
    await startFromPlan(stage);
    await agreeToFace(stage);
    const wasted = await until('the card in the reject box', async () => {
      const job = await newestJob(stage);
      return job?.place === 'rejectBox' ? job : null;
    });
    await desk.getByText(texts.cards.step.reject).first().waitFor();
    await stage.shot(desk, 'card-read-back');
    await desk.getByRole('button', { name: 'EN', exact: true }).click();
    await stage.shot(desk, 'card-read-back-en');
    await desk.getByRole('button', { name: '中', exact: true }).click();
    const after = await stage.dock('state', {});
    mustBe(after.printedCards === before.printedCards && after.jobs === before.jobs, 'nothing was printed');
    mustBe(after.rejectBin === before.rejectBin + 1, 'the card lies in the reject box');
    const units = await stage.ask('stockList', {});
    mustBe(
      units.some((unit) => unit.tail === wasted.blankTail && unit.reason === 'readBackDiffers'),
      'the blank is waste for this reason',
    );
    await stage.dock('printerFault', { fault: 'wrongReadBack', on: false });
    const made = await madeAgain(stage);
    await handOver(stage, made.id);
    return `*${wasted.blankTail ?? ''} wasted, *${made.blankTail ?? ''} handed over`;
  });

  await stage.act('断网：受理照常，制卡等待 Network cut: intake goes on', async () => {
    const before = await stage.ask('queueRows', { openOnly: true });
    const opened = await acts.scanNotice('sean');
    await acts.layPassport('sean', opened.id);
    await acts.verdicts(opened.id);
    await stage.dock('network', { on: false });
    await until('the status bar to say offline', async () => {
      const { links } = await stage.ask('stationStatus', {});
      return links.some((link) => link.state === 'offline') ? links : null;
    });
    const view = await acts.decide('F9', opened.id);
    mustBe(
      view.notices.every((notice) => !notice.confirmed),
      'the paper says that it is not confirmed',
    );
    await acts.press('F10');
    await desk.getByText(texts.cards.plan.blocked).first().waitFor();
    await stage.shot(desk, 'card-offline');
    await desk.keyboard.press('Alt+3');
    await desk.getByText(view.number).first().waitFor();
    await stage.shot(desk, 'queue-offline');
    const waiting = await stage.ask('queueRows', { openOnly: true });
    mustBe(waiting.length > before.length, 'what happened waits in the queue');
    return `${waiting.length} rows wait`;
  });

  await stage.act('恢复网络，丢一个应答：逐笔一次 Network back, one answer lost', async () => {
    await stage.dock('upstreamFault', { fault: 'dropAnswer', calls: 1, path: '/v1/outbox' });
    await stage.dock('network', { on: true });
    await stage.tryAsk('queueRetry', {});
    await until('the empty queue', async () => {
      const open = await stage.ask('queueRows', { openOnly: true });
      return open.length === 0 ? open : null;
    });
    await stage.shot(desk, 'queue-sent');
    const { effects, rows } = await stage.dock('books', {});
    mustBe(
      effects.every((each) => each.times === 1),
      'every effect happened once',
    );
    mustBe(
      rows.some((each) => each.times > 1),
      'a row really was sent twice',
    );
    return `${rows.length} rows, ${effects.length} effects, each once`;
  });

  await stage.act('卡住：结果未知，看实物回答 A jam: unknown, settled by looking', async () => {
    await acts.scanNotice('sean');
    await acts.press('F10');
    await stage.dock('printerFault', { fault: 'powerCutMidPrint', on: true });
    await startFromPlan(stage);
    await agreeToFace(stage);
    const job = await until('the unknown step', async () => {
      const found = await openJob(stage);
      return found?.next === 'settle' ? found : null;
    });
    await desk.getByText(texts.cards.settle.cardIs).waitFor();
    await stage.shot(desk, 'card-unknown');
    await stage.dock('printerFault', { fault: 'powerCutMidPrint', on: false });
    await stage.dock('retrieveJam', {});
    await choose(desk, texts.cards.settle.place.printer);
    await choose(desk, texts.cards.settle.faces.incomplete);
    await desk.getByRole('button', { name: texts.cards.settle.act }).click();
    const wasted = await until('the wasted card', async () => {
      const view = await stage.ask('cardJob', { jobId: job.id });
      return view.state === 'wasted' ? view : null;
    });
    await stage.shot(desk, 'card-wasted');
    const units = await stage.ask('stockList', {});
    mustBe(
      units.some((unit) => unit.state === 'wasted' && unit.tail === wasted.blankTail),
      'the blank is booked as waste',
    );
    return `*${wasted.blankTail ?? ''} wasted`;
  });

  await stage.act('重新制卡，同一批次与卡号 Made again under the same numbers', async () => {
    const job = await madeAgain(stage);
    await handOver(stage, job.id);
    const { cards } = await stage.dock('books', {});
    mustBe(cards.length === 3 && cards.every((card) => card.reports === 1), 'three people, three cards');
    return `attempt ${job.attempt}, ${job.cardNumber ?? ''}`;
  });
}

/** "Good" of the visual check; "not good" has the other key. */
export const goodButton = (desk: Page): Locator => desk.locator('button[aria-keyshortcuts="1"]');

/** Waits until the face of the job on the screen asks clerk and holder to look at it. */
async function faceAsked(stage: Stage): Promise<void> {
  await stage.desk.locator('.faceCheck button[aria-keyshortcuts="1"]:enabled').waitFor();
  await faceShown(stage.desk);
}

/** Clerk and holder agree to the face that is shown (D10); the blank is fed after it. */
export async function agreeToFace(stage: Stage): Promise<void> {
  await faceAsked(stage);
  await stage.desk.keyboard.press('1');
  await stage.desk.locator('.faceCheck').waitFor({ state: 'detached' });
}

/** The face beside the question is a picture that comes a moment later. */
export async function faceShown(desk: Page): Promise<void> {
  await until('the face beside the question', async () =>
    desk
      .locator('.previewFace img')
      .first()
      .evaluate((image) => ((image as HTMLImageElement).naturalWidth > 0 ? true : null)),
  );
}

/** Presses a choice until it is the chosen one: the page may still be moving while the status bar changes. */
async function choose(desk: Page, name: string): Promise<void> {
  const choice = desk.getByRole('radio', { name, exact: true });
  await until(`the choice ${name}`, async () => {
    if (await choice.isChecked()) return true;
    await desk.locator('label').filter({ has: choice }).click();
    return null;
  });
}

export async function startFromPlan(stage: Stage): Promise<void> {
  const start = stage.desk.getByRole('button', { name: texts.cards.plan.start });
  await start.click();
  const dialog = stage.desk.getByRole('dialog');
  await dialog.waitFor();
  // A card that is made again takes somebody of another role (C4).
  const second = dialog.locator('.secondPerson');
  if ((await second.count()) > 0) {
    await second.getByLabel(texts.common.userName).fill('liuyang');
    await second.getByLabel(texts.common.password).fill('zhengka-5');
  }
  await stage.desk.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
}

/** Takes the card from the machine and hands it over, once upstream has enabled it. */
export async function handOver(stage: Stage, jobId: JobId): Promise<void> {
  const { desk } = stage;
  await until('the enabled card', async () => {
    const job = await stage.ask('cardJob', { jobId });
    return job.next === 'handOver' ? job : null;
  });
  await stage.dock('takeCard', {});
  await desk.getByRole('button', { name: texts.cards.handOver.act }).first().click();
  await fillReceipt(desk);
  const pad = desk.locator('.signature svg');
  if ((await pad.count()) > 0) await sign(desk, pad);
  const pin = desk.getByLabel(texts.cards.handOver.pinChanged);
  if ((await pin.count()) > 0) await pin.check();
  await stage.shot(desk, 'hand-over');
  await desk.keyboard.press('Control+Enter');
  await until('the hand-over', async () => {
    const job = await stage.ask('cardJob', { jobId });
    return job.state === 'handedOver' ? job : null;
  });
}

/** The holder is known by eye, and can be reached. */
export async function fillReceipt(desk: Page): Promise<void> {
  const { handOver: words } = texts.cards;
  await desk.getByLabel(words.byEye).check();
  await desk.getByLabel(words.documents.residencePermit).check();
  await desk.getByLabel(words.lastFour, { exact: true }).fill('0001');
  await desk.getByLabel(words.phone).fill('0755 00000000');
}

/** Three lines, as a pen draws them. */
async function sign(desk: Page, pad: Locator): Promise<void> {
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no signature field');
  for (const [from, to] of [
    [0.2, 0.4],
    [0.35, 0.6],
    [0.55, 0.85],
  ] as const) {
    await desk.mouse.move(box.x + box.width * from, box.y + box.height * 0.7);
    await desk.mouse.down();
    await desk.mouse.move(box.x + box.width * ((from + to) / 2), box.y + box.height * 0.3, { steps: 6 });
    await desk.mouse.move(box.x + box.width * to, box.y + box.height * 0.6, { steps: 6 });
    await desk.mouse.up();
  }
}

/** From the wasted card on the screen to the next one, printed and found good. Upstream first hears of the waste. */
async function madeAgain(stage: Stage): Promise<CardJobView> {
  const { desk } = stage;
  await until('the waste to be reported', async () => {
    const open = await stage.ask('queueRows', { openOnly: true });
    return open.length === 0 ? open : null;
  });
  await desk.getByRole('button', { name: texts.cards.again }).click();
  await startFromPlan(stage);
  await agreeToFace(stage);
  const job = await until('the printed card', async () => {
    const found = await openJob(stage);
    return found?.next === 'confirmVisual' ? found : null;
  });
  await goodButton(desk).waitFor();
  await desk.keyboard.press('1');
  return job;
}

async function newestJob(stage: Stage): Promise<CardJobView | null> {
  const jobs = await stage.ask('cardJobs', {});
  return jobs.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0] ?? null;
}

async function openJob(stage: Stage): Promise<CardJobView | null> {
  const jobs = await stage.ask('cardJobs', {});
  return jobs.find((job) => !['handedOver', 'wasted', 'failed'].includes(job.state)) ?? null;
}

function must<Value>(value: Value | null): Value {
  if (value === null) throw new Error('an earlier act failed');
  return value;
}
