import { texts } from '../../renderer/i18n/zh/index.ts';
import type { DeskActs } from './deskActs.ts';
import { mustBe, until, type Stage } from './stage.ts';

/** The day: counted blind, compared three ways, signed by two, printed, and checked once more. */
export async function dayChapter(stage: Stage, acts: DeskActs): Promise<void> {
  const { desk } = stage;

  await stage.act('先盲点，后看账 The blind count', async () => {
    await desk.keyboard.press('Alt+4');
    await stage.shot(desk, 'stock');
    await acts.signOut();
    await acts.signIn('zhaoqiang');
    await desk.keyboard.press('Alt+5');
    const refused = await stage.tryAsk('dayFigures', {});
    mustBe(!refused.ok && refused.error.code === 'countMissing', 'no figure before the count');
    const fields = desk.locator('.countField');
    await fields.first().waitFor();
    await stage.shot(desk, 'day-count');
    const units = await stage.ask('stockList', {});
    const classes = await stage.ask('dayClasses', {});
    for (const [index, each] of classes.entries()) {
      const lying = units.filter(
        (unit) => unit.vendor === each.vendor && ['received', 'vault', 'desk', 'hopper'].includes(unit.state),
      );
      await fields.nth(index).fill(String(lying.length));
    }
    await desk.getByRole('button', { name: texts.day.count.act }).click();
    await desk.getByText(texts.day.figures.stock).waitFor();
    return `${classes.length} classes`;
  });

  await stage.act('三方核对与例外 Three sides and the exceptions', async () => {
    const figures = await stage.ask('dayFigures', {});
    const broken = figures.identities.filter((each) => !each.holds);
    mustBe(broken.length === 0, `identities hold: ${broken.map((each) => each.id).join(' ')}`);
    const { match } = figures;
    mustBe(match !== undefined && match.differs === 0, 'the three books of every card agree');
    await stage.bothShots('day-figures');
    await desk.locator('.dayColumns').scrollIntoViewIfNeeded();
    await stage.bothShots('day-charts');
    const reasons = desk.locator('[data-reason]');
    const need = await reasons.count();
    mustBe(
      need === figures.exceptions.filter((each) => each.needsReason).length,
      'each exception that needs a reason has its field',
    );
    for (let index = 0; index < need; index += 1) await reasons.nth(index).fill('培训演示 training');
    await stage.shot(desk, 'day-reasons');
    return `${figures.identities.length} identities hold, ${match?.agree ?? 0} / ${match?.units ?? 0} cards agree, ${figures.exceptions.length} exceptions`;
  });

  await stage.act('两人签名关闭 Two signatures', async () => {
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await desk.keyboard.press('F9');
    const dialog = desk.getByRole('dialog');
    await dialog.waitFor();
    const passwords = dialog.locator('input[type="password"]');
    await passwords.first().fill('zhengka-3');
    await dialog.getByLabel(texts.common.userName).fill('chenjing');
    await passwords.nth(1).fill('zhengka-4');
    await stage.shot(desk, 'day-sign');
    await desk.keyboard.press('Control+Enter');
    const status = await until('the closed day', async () => {
      const found = await stage.ask('dayStatus', {});
      return found.lastClosed === null ? null : found;
    });
    await desk.getByText(texts.day.closed.csvHash).waitFor();
    await stage.bothShots('day-closed');
    return status.lastClosed ?? '';
  });

  await stage.act('日报 PDF、CSV、XLSX 与核验 Report, files, proof', async () => {
    const { lastClosed } = await stage.ask('dayStatus', {});
    const date = lastClosed ?? '';
    const closed = await stage.ask('dayClosed', { date });
    const formats = ['pdf', 'csv', 'xlsx'] as const;
    const files = new Map<string, Uint8Array>();
    for (const format of formats) {
      files.set(`day-report.${format}`, await stage.bytes('desk', 'dayReport', { date, format }));
    }
    for (const [name, bytes] of files) stage.keep(name, bytes);
    await desk.keyboard.press('d');
    for (const [name, bytes] of files) {
      mustBe((await verdictOf(stage, name, bytes)) === 'good', `${name} is what the ledger gives`);
    }
    await stage.bothShots('day-verify-same');
    const changed = Uint8Array.from(files.get('day-report.csv') ?? []);
    const digit = changed.findLastIndex((byte) => byte >= 0x30 && byte < 0x39);
    changed[digit] = (changed[digit] ?? 0) + 1;
    mustBe((await verdictOf(stage, 'changed.csv', changed)) === 'bad', 'one changed digit is found');
    await stage.bothShots('day-verify-changed');
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await desk.keyboard.press('r');
    await desk.locator('.periodTable').waitFor();
    await stage.bothShots('day-period');
    const audit = await stage.ask('auditVerify', {});
    mustBe(audit.intact, 'the audit chain is whole');
    return `${closed.rowCount} rows in three files, chain of ${audit.rows}, head ${closed.chainHead.slice(0, 12)}…`;
  });

  await stage.act('三本账一致 The three ledgers agree', async () => {
    const books = await stage.dock('books', {});
    const printer = await stage.dock('state', {});
    const jobs = await stage.ask('cardJobs', {});
    const units = await stage.ask('stockList', {});
    const handedOver = jobs.filter((job) => job.state === 'handedOver').length;
    const used = units.filter((unit) => unit.state === 'used').length;
    mustBe(handedOver === 4 && used === 4, 'four cards here');
    await until('the last receipts', async () => {
      const found = (await stage.dock('books', {})).cards.filter((card) => card.handOvers === 1);
      return found.length === 4 ? found : null;
    });
    mustBe(
      books.effects.every((each) => each.times === 1),
      'every effect upstream happened once',
    );
    return `${handedOver} handed over, ${used} blanks used, printers counted ${printer.printedCards} + ${printer.kioskPrinter.printedCards}`;
  });
}

/** What the page says of a file that is put before it (H4). */
async function verdictOf({ desk }: Stage, name: string, bytes: Uint8Array): Promise<'good' | 'bad'> {
  const check = desk.locator('.fileCheck');
  await check.locator('input[type="file"]').setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(bytes),
  });
  // The last verdict goes when the next file is taken up, so what is there now is of this one.
  const verdict = check.locator('[role="status"] > .tone');
  await verdict.waitFor();
  return (await verdict.evaluate((each) => each.classList.contains('good'))) ? 'good' : 'bad';
}
