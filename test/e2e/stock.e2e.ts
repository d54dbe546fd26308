import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callFrom, pageOf, typeSignIn, windowsOf } from './helpers.ts';

const { stock, common } = texts;
const { book } = stock;

test.describe('D3 D4 D5 D13 H9 E8 the stock from receipt to end', () => {
  // One delivery goes through all of it.
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let desk: Page;

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    await windowsOf(terminal.app, 2);
    desk = await pageOf(terminal.app, 'index');
    await typeSignIn(desk, 'liuyang', 'zhengka-5');
    await desk.keyboard.press('Alt+4');
    await desk.locator('.stockBook').waitFor();
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const shot = async (name: string): Promise<void> => {
    await desk.screenshot({
      path: test.info().outputPath(`${name}.png`),
      fullPage: true,
      animations: 'disabled',
    });
  };
  const dialog = () => desk.locator('dialog.finalAct');
  /** The second person signs on the same screen, and the keyboard alone confirms. */
  const sign = async (userName = 'zhaoqiang', password = 'zhengka-3'): Promise<void> => {
    const second = dialog().locator('.secondPerson');
    await second.getByLabel(common.userName).fill(userName);
    await second.getByLabel(common.password).fill(password);
    await desk.keyboard.press('Control+Enter');
  };
  const stateOf = async (tail: string) => {
    const list = await callFrom(desk, 'stockList', {});
    return list.ok ? list.value.find((unit) => unit.tail === tail) : undefined;
  };
  const tick = async (tail: string): Promise<void> => {
    await desk
      .locator('.dataTable tr', { hasText: `•••• ${tail}` })
      .getByRole('checkbox')
      .check();
  };

  test('a delivery comes in whole, or not at all', async () => {
    await desk.getByRole('button', { name: stock.receive.act, exact: true }).click();
    await dialog().getByLabel(stock.receive.bank, { exact: true }).fill('深圳培训银行');
    await dialog().getByLabel(stock.receive.vendor, { exact: true }).fill('样卡制造三厂');
    await dialog().getByLabel(book.box).fill('BOX-07');
    await dialog().getByLabel(book.cardClass.braille).check();
    const numbers = dialog().getByLabel(stock.receive.numbers);
    await numbers.fill('6212009900000017\n6212009900000025\n6212009900000017');
    await sign();
    await expect(dialog()).toContainText('尾号 0017');
    await shot('receive-repeated');
    await numbers.fill('6212009900000017\n6212009900000025');
    await sign();
    await expect(dialog()).toHaveCount(0);
    expect(await stateOf('0017')).toMatchObject({ state: 'received', box: 'BOX-07', cardClass: 'braille' });
    await expect(desk.locator('.bookTable')).toContainText('盲文卡');
  });

  test('a desk has an owner and a ceiling', async () => {
    await desk.locator('.ant-segmented-item', { hasText: stock.state.received }).click();
    await tick('0017');
    await tick('0025');
    await desk.getByRole('button', { name: /^调拨所选/ }).click();
    await dialog().getByLabel(stock.state.desk, { exact: true }).check();
    await dialog().getByLabel('李敏').check();
    await sign('limin', 'zhengka-1');
    await expect(dialog()).toHaveCount(0);
    expect(await stateOf('0017')).toMatchObject({ state: 'desk', clerk: '李敏' });
    await expect(desk.locator('.deskLine', { hasText: '李敏' })).toContainText('2 / 10 张');
    const list = await callFrom(desk, 'stockList', {});
    const clerkId = (await stateOf('0017'))?.clerkId ?? undefined;
    const vault = list.ok ? list.value.filter(({ state }) => state === 'vault' || state === 'hopper') : [];
    const refused = await callFrom(desk, 'stockMove', {
      units: vault.slice(0, 9).map(({ key }) => key),
      to: 'desk',
      ...(clerkId !== undefined && { clerkId }),
      countersignature: { userName: 'zhaoqiang', password: 'zhengka-3' },
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'deskCeiling', detail: { free: 8 } } });
  });

  test('waste waits in custody until two people destroy it, with a photo', async () => {
    const unit = await stateOf('0025');
    if (unit === undefined) throw new Error('no unit');
    const byKeeper = await callFrom(desk, 'stockWaste', {
      unit: unit.key,
      reason: 'jam',
      note: '',
      countersignature: { userName: 'zhaoqiang', password: 'zhengka-3' },
    });
    // The keeper declares no waste: that is an act of the desk.
    expect(byKeeper).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    await desk.getByRole('button', { name: texts.station.signOut }).click();
    await typeSignIn(desk, 'zhaoqiang', 'zhengka-3');
    await desk.keyboard.press('Alt+4');
    await desk.locator('.stockBook').waitFor();
    const wasted = await callFrom(desk, 'stockWaste', {
      unit: unit.key,
      reason: 'jam',
      note: '',
      countersignature: { userName: 'liuyang', password: 'zhengka-5' },
    });
    expect(wasted.ok).toBe(true);
    const row = desk.getByRole('region', { name: book.waste.title });
    await row.getByRole('checkbox').first().check();
    await row.getByRole('button', { name: book.waste.destroy }).click();
    await shot('destroy');
    const photo = await desk.evaluate(async () => {
      const canvas = new OffscreenCanvas(640, 480);
      const pen = canvas.getContext('2d');
      pen?.fillRect(40, 40, 200, 120);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    await dialog()
      .locator('input[type="file"]')
      .setInputFiles({ name: 'cut.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) });
    await expect(dialog().getByRole('status')).toContainText('1');
    await sign('liuyang', 'zhengka-5');
    await expect(dialog()).toHaveCount(0);
    expect(await stateOf('0025')).toMatchObject({ state: 'wasted', custody: 'destroyed' });
    await row.getByText(book.waste.acts).click();
    await expect(row).toContainText('0025');
  });

  test('ribbons, counts, differences and the counter of the printer', async () => {
    await desk.getByRole('button', { name: book.ribbons.receive }).click();
    await dialog().getByLabel(book.ribbons.labels).fill('R-1001\nR-1002');
    await sign('liuyang', 'zhengka-5');
    await expect(dialog()).toHaveCount(0);
    await desk.getByRole('button', { name: book.hopper.exchange }).first().click();
    await dialog().getByLabel(book.ribbons.label).fill('R-1001');
    await desk.keyboard.press('Control+Enter');
    await expect(dialog()).toHaveCount(0);
    const stockBook = await callFrom(desk, 'stockBook', {});
    expect(stockBook.ok && stockBook.value.ribbons.map(({ state }) => state)).toEqual([
      'inPrinter',
      'received',
    ]);
    expect(stockBook.ok && stockBook.value.discrepancies).toEqual([]);

    await desk.getByRole('button', { name: book.count.act, exact: true }).click();
    await dialog().getByLabel(stock.state.hopper, { exact: true }).check();
    for (const field of await dialog().locator('input.mono').all()) await field.fill('1');
    await shot('count');
    await desk.keyboard.press('Control+Enter');
    await expect(dialog()).toHaveCount(0);
    const differences = desk.getByRole('region', { name: book.discrepancies.title, exact: true });
    await expect(differences).toContainText('赵强');
    await shot('book');
    await desk.getByRole('button', { name: 'EN', exact: true }).click();
    await shot('book-en');
    await desk.getByRole('button', { name: '中', exact: true }).click();
    await differences.getByRole('button', { name: book.discrepancies.close }).first().click();
    await dialog().getByLabel(book.discrepancies.reason, { exact: true }).fill('复点后相符');
    await desk.keyboard.press('Control+Enter');
    await expect(differences).toContainText('复点后相符');
    await desk.getByRole('button', { name: book.waste.report }).click();
    await expect(dialog().locator('.dataTable')).toContainText(texts.cards.waste.jam);
    await shot('report');
    await desk.keyboard.press('Escape');
    await expect(dialog()).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page: desk }).setLegacyMode().analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  });
});
