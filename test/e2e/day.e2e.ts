import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { formatDate } from '../../renderer/ui/format.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom, nextFile } from './helpers.ts';

const { day, reports, common } = zh;
/** Seconds for one key and for a thought before an act: a hand that types slowly (keystroke-level model). */
const perKey = 0.28;
const perThought = 1.35;
const reason = '复点两次相同，次日查监控';

test.describe('H1 H3 H4 H5 H8 the day of a supervisor, by keyboard', () => {
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let at: DeskHands;
  let first: string;
  let second: string;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    at = await deskHands(terminal);
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const today = async (): Promise<string> =>
    formatDate(must(await callFrom(at.desk, 'stationStatus', {})).now);
  const nextDay = async (): Promise<string> => {
    const before = await today();
    must(await callDevdock(at.devdock, 'moveClock', { to: 'day' }));
    await expect.poll(today).not.toBe(before);
    return today();
  };
  /** What lies in the drawers, by the classes of the page. */
  const lying = async (): Promise<readonly number[]> => {
    const units = must(await callFrom(at.desk, 'stockList', {}));
    return must(await callFrom(at.desk, 'dayClasses', {})).map(
      (each) =>
        units.filter(
          (unit) =>
            unit.bank === each.bank &&
            unit.vendor === each.vendor &&
            unit.cardClass === each.cardClass &&
            ['received', 'vault', 'desk', 'hopper'].includes(unit.state),
        ).length,
    );
  };
  const openDay = async (): Promise<void> => {
    await at.press('Alt+5');
    await at.tabTo(at.desk.getByRole('button', { name: day.none.act }));
    await at.press('Enter');
    await at.desk.locator('.countField').first().waitFor();
  };
  /** The next file that is saved, where it came to lie. */
  const saved = async (press: () => Promise<void>): Promise<string> => {
    const done = nextFile(terminal.app);
    await press();
    return done;
  };
  const signs = async (ownPassword: string): Promise<void> => {
    await at.dialog().waitFor();
    await at.write(ownPassword);
    await at.press('Tab');
    await at.write('chenjing');
    await at.press('Tab');
    await at.write('zhengka-4');
  };
  const button = (name: string | RegExp): Locator => at.desk.getByRole('button', { name });

  test('H1 a quiet day: from sign-in to the printed report, in less than a minute at the keys', async () => {
    first = await today();
    await at.signIn('zhaoqiang');
    await openDay();
    await at.look('day-count');
    await callFrom(at.desk, 'signOut', {});
    const counts = await (async () => {
      // What the hand counted: of the books the page shows nothing.
      await at.signIn('zhaoqiang');
      const found = await lying();
      await callFrom(at.desk, 'signOut', {});
      return found;
    })();

    let keys = 0;
    let acts = 0;
    const press = async (...names: readonly string[]): Promise<void> => {
      keys += names.length;
      acts += names.filter((name) => name !== 'Tab').length;
      await at.press(...names);
    };
    const write = async (words: string): Promise<void> => {
      keys += words.length;
      acts += 1;
      await at.write(words);
    };
    await at.desk.locator('input[type="password"]').waitFor();
    await expect(at.desk.getByLabel(common.userName)).toBeFocused();
    await write('zhaoqiang');
    await press('Tab');
    await write('zhengka-3');
    await press('Enter');
    await at.desk.locator('.topBar').waitFor();
    await press('Alt+5');
    await expect(at.desk.locator('.countField').first()).toBeFocused();
    for (const [index, count] of counts.entries()) {
      if (index > 0) await press('Tab');
      await write(String(count));
    }
    await press('Enter');
    await expect(at.desk.locator('.signBar')).toContainText(day.close.ready);
    expect(must(await callFrom(at.desk, 'dayFigures', {})).exceptions).toEqual([]);
    await at.look('day-quiet');
    await press('F9');
    await at.dialog().waitFor();
    await write('zhengka-3');
    await press('Tab');
    await write('chenjing');
    await press('Tab');
    await write('zhengka-4');
    await at.look('day-sign');
    await press('Control+Enter');
    await expect(at.desk.getByText(day.closed.title.replace('{{date}}', first))).toBeVisible();
    const pdf = await saved(async () => press('p'));
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    await at.look('day-closed');

    const seconds = keys * perKey + acts * perThought;
    test.info().annotations.push({ type: 'keys', description: `${keys} keys, ${acts} acts, ${seconds} s` });
    // Three minutes, of which two are left to count the drawers and to read the page.
    expect(seconds).toBeLessThan(60);
  });

  test('H8 reasons: a key leads to the first, Ctrl+Enter gives it to its kind, and a look into another page costs nothing', async () => {
    second = await nextDay();
    await openDay();
    for (const [index, count] of (await lying()).entries()) {
      if (index > 0) await at.press('Tab');
      await at.write(String(count - 1));
    }
    await at.press('Enter');
    const fields = at.desk.locator('[data-reason]');
    await fields.first().waitFor();
    const missing = await fields.count();
    // One for each class of blanks: two of a kind.
    expect(missing).toBe(2);
    await expect(button(new RegExp(`^${day.close.title}`))).toBeDisabled();
    await at.look('day-differences');
    await at.press('F8');
    await expect(fields.first()).toBeFocused();
    await at.write(reason);
    await at.look('day-reason');
    await at.press('Alt+1', 'Alt+5');
    await expect(fields.first()).toHaveValue(reason);
    // From reason to reason: nothing else lies between two of them.
    await at.press('F8');
    await expect(fields.nth(1)).toBeFocused();
    await at.press('Shift+Tab');
    await expect(fields.first()).toBeFocused();
    await at.press('Tab');
    await expect(fields.nth(1)).toBeFocused();
    await at.press('Shift+Tab', 'Control+Enter');
    await expect(fields.nth(1)).toHaveValue(reason);
    // Nothing is left to write: on to the signatures.
    await expect(button(new RegExp(`^${day.close.title}`))).toBeFocused();
  });

  test('H3 next morning: today opens only by an override, for which one person is not enough while upstream is in reach', async () => {
    await nextDay();
    await expect(at.desk.getByText(day.late.title.replace('{{date}}', second))).toBeVisible();
    expect(await callFrom(at.desk, 'dayOpen', {})).toMatchObject({
      ok: false,
      error: { code: 'dayAlreadyOpen' },
    });
    await at.look('day-late');
    await at.tabTo(button(day.late.act));
    await at.press('Enter');
    await at.dialog().waitFor();
    await at.dialog().getByLabel(day.override.offlineMorning).check();
    await at.dialog().getByLabel(day.override.reason).fill('主管当日外出');
    await at.press('Control+Enter');
    await expect(at.dialog().locator('.failureNote')).toHaveAttribute('data-code', 'upstreamInReach');
    await at.look('day-override-alone');
    await at.dialog().getByLabel(day.override.twoPeople).check();
    await at.dialog().getByLabel(common.userName).fill('chenjing');
    await at.dialog().getByLabel(common.password).fill('zhengka-4');
    await at.look('day-override');
    await at.press('Control+Enter');
    await expect(at.dialog()).toHaveCount(0);
    expect(must(await callFrom(at.desk, 'dayStatus', {}))).toMatchObject({
      date: await today(),
      state: 'open',
      unsigned: [second],
    });
    await expect(at.desk.getByRole('region', { name: day.unsigned.title })).toContainText(second);
    await at.look('day-unsigned');
  });

  test('H3 the overridden day is signed late, with its frozen figures and the reasons that were written', async () => {
    await at.tabTo(button(`${second} ${day.unsigned.act}`));
    await at.press('Enter');
    await expect(at.desk.locator('.signBar')).toBeVisible();
    const fields = at.desk.locator('[data-reason]');
    await expect(fields.first()).toHaveValue(reason);
    for (const field of await fields.all())
      if ((await field.inputValue()) === '') await field.fill('补签时说明');
    await at.look('day-late-sign');
    await at.press('F9');
    await signs('zhengka-3');
    await at.press('Control+Enter');
    await expect(at.desk.getByText(day.closed.lateSigned, { exact: true })).toBeVisible();
    expect(must(await callFrom(at.desk, 'dayStatus', {})).unsigned).toEqual([]);
    await at.look('day-signed-late');
  });

  test('H5 H4 a closed day is found by its date; its files are verified, and a changed one is named', async () => {
    await at.press('Escape');
    await expect(at.desk.getByLabel(reports.days.find)).toBeFocused();
    await at.look('days');
    await at.write('2020-02-03');
    await at.press('Enter');
    await expect(at.desk.getByText(reports.days.notHere.replace('{{date}}', '2020-02-03'))).toBeVisible();
    await at.press('Control+a');
    await at.write(first.replaceAll('-', ''));
    await at.press('Enter');
    await expect(at.desk.getByText(day.closed.title.replace('{{date}}', first))).toBeVisible();
    const files: string[] = [];
    for (const name of [day.closed.pdf, day.closed.csv, day.closed.xlsx])
      files.push(await saved(async () => button(new RegExp(`^${name}`)).click()));
    await at.press('Escape');
    const check = at.desk.getByRole('region', { name: reports.check.title });
    const verify = async (path: string): Promise<void> => {
      await check.locator('input[type="file"]').setInputFiles(path);
      await expect(check.getByRole('status')).not.toBeEmpty();
    };
    for (const path of files) {
      await verify(path);
      await expect(check.locator('.tone.good')).toContainText(first);
    }
    await at.look('verify-same');
    const [, csv = ''] = files;
    const changed = readFileSync(csv);
    // One digit of a number.
    const place = changed.findLastIndex((byte, index) => byte === 0x30 && index < changed.length - 200);
    changed[place] = 0x31;
    const other = join(test.info().outputPath('files'), 'changed.csv');
    writeFileSync(other, changed);
    await verify(other);
    await expect(check.locator('.tone.bad')).toBeVisible();
    await expect(check.locator('.firstDifference dd').first()).not.toBeEmpty();
    await at.look('verify-changed');
    writeFileSync(other, 'something else');
    await verify(other);
    await expect(check.locator('.tone.bad')).toContainText('changed.csv');
  });

  test('H7 reports over both days, by day and by clerk, and their files', async () => {
    await at.desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await at.press('r');
    // Two days that lie in two months at the end of one.
    await at.desk.getByLabel(reports.period.from, { exact: true }).fill(first);
    await at.press('Enter');
    const table = at.desk.locator('.periodTable tbody tr');
    await expect(table).toHaveCount(3);
    await at.look('period');
    const file = await saved(async () => button(reports.period.save.csv).click());
    const answer = await at.desk.evaluate(
      async (bytes) => {
        const { zhengka } = globalThis as unknown as {
          zhengka: { methods: Record<string, (input: unknown) => Promise<unknown>> };
        };
        return zhengka.methods['exportVerify']?.({ bytes: new Uint8Array(bytes) });
      },
      [...readFileSync(file)],
    );
    expect(answer).toMatchObject({ ok: true, value: { kind: 'periodCsv', same: true } });
    await at.desk.locator('.periodBy label', { hasText: reports.period.byOf.clerk }).click();
    await at.look('period-clerk');
  });

  test('H5 an auditor sees the day and every closed one, and signs nothing', async () => {
    await at.signIn('zhaoqiang');
    const classes = must(await callFrom(at.desk, 'dayClasses', {}));
    const counts = await lying();
    must(
      await callFrom(at.desk, 'dayCount', {
        counts: classes.map((each, index) => ({ ...each, counted: counts[index] ?? 0 })),
      }),
    );
    await at.signIn('zhoumin');
    await at.press('Alt+5');
    await expect(at.desk.locator('.signBar')).toContainText(common.role.supervisor);
    await expect(at.desk.locator('[data-reason]')).toHaveCount(0);
    await at.press('F9');
    await expect(at.dialog()).toHaveCount(0);
    const signed = await callFrom(at.desk, 'dayClose', {
      password: 'zhengka-7',
      reasons: {},
      countersignature: { userName: 'chenjing', password: 'zhengka-4' },
    });
    expect(signed).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    await at.look('auditor-day');
    await at.press('d');
    // Of two months the newer is open.
    await at.desk.locator('.monthList button', { hasText: first.slice(0, 7) }).click();
    await expect(at.desk.locator('.dayFound')).toContainText(first);
    await at.look('auditor-days');
  });
});
