import { createHash } from 'node:crypto';
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
    await stage.shot(desk, 'day-figures');
    const need = figures.exceptions.filter((each) => each.needsReason);
    for (const [index] of need.entries()) {
      await desk.getByPlaceholder(texts.day.figures.reasonFor).nth(index).fill('培训演示 training');
    }
    return `${figures.identities.length} identities hold, ${figures.exceptions.length} exceptions`;
  });

  await stage.act('两人签名关闭 Two signatures', async () => {
    await desk.getByRole('button', { name: texts.day.close.title }).click();
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
    await stage.shot(desk, 'day-closed');
    return status.lastClosed ?? '';
  });

  await stage.act('日报 PDF 与 CSV，审计链 Report and chain', async () => {
    const { lastClosed } = await stage.ask('dayStatus', {});
    const date = lastClosed ?? '';
    const closed = await stage.ask('dayClosed', { date });
    const csv = await stage.bytes('desk', 'dayReport', { date, format: 'csv' });
    stage.keep('day-report.pdf', await stage.bytes('desk', 'dayReport', { date, format: 'pdf' }));
    stage.keep('day-report.csv', csv);
    mustBe(
      createHash('sha256').update(csv).digest('hex') === closed.csvHash,
      'the file has the hash of the report',
    );
    const audit = await stage.ask('auditVerify', {});
    mustBe(audit.intact, 'the audit chain is whole');
    return `${closed.rowCount} rows, chain of ${audit.rows}, head ${closed.chainHead.slice(0, 12)}…`;
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
