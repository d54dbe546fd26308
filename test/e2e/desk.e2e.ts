import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Language } from '../../main/contract/access.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, hostPid, pageOf, windowsOf } from './helpers.ts';

const texts = { zh, en } as const;
const switchName = { zh: '中', en: 'EN' } as const;

/** Serious faults as lines to read; no rule is switched off. */
async function faults(page: Page): Promise<readonly string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(passes.length).toBeGreaterThan(5);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
  expect(await faults(page), name).toEqual([]);
}
function must<Value>(answer: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
}

test.describe('the decision desk by keyboard', () => {
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let desk: Page;
  let devdock: Page;
  /** Keys that a hand has pressed since the count was begun; both keys of a chord count. */
  let strokes = 0;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    await windowsOf(terminal.app, 2);
    [desk, devdock] = await Promise.all([pageOf(terminal.app, 'index'), pageOf(terminal.app, 'devdock')]);
    await terminal.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().endsWith('/index.html'))
        ?.setContentSize(1366, 768),
    );
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      strokes += key.split('+').length;
      await desk.keyboard.press(key);
      // A hand is slower than the guard that tells a scanner from it (A2).
      await desk.waitForTimeout(80);
    }
  };
  /** Words as a hand types them: every letter is a stroke; Chinese ones by their pinyin and one key that takes the words. */
  const write = async (words: string, pinyin: string | null): Promise<void> => {
    strokes += pinyin === null ? Array.from(words).length : pinyin.length + 1;
    if (pinyin === null) await desk.keyboard.type(words, { delay: 80 });
    else await desk.keyboard.insertText(words);
  };
  const signIn = async (userName: string): Promise<void> => {
    const staff = must(await callDevdock(devdock, 'staff', {}));
    const label = (await desk.locator('html').getAttribute('lang')) === 'en' ? en : zh;
    await desk.getByLabel(label.common.userName).fill(userName);
    await desk
      .locator('input[type="password"]')
      .fill(staff.find((each) => each.userName === userName)?.password ?? '');
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
  };
  const signOut = async (language: Language): Promise<void> => {
    await desk.getByRole('button', { name: texts[language].station.signOut }).click();
    await desk.locator('input[type="password"]').waitFor();
  };
  const choose = async (language: Language): Promise<void> => {
    await desk.getByRole('button', { name: switchName[language], exact: true }).click();
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  };
  const current = async (): Promise<CaseView> => {
    const { caseId } = must(await callFrom(desk, 'caseCurrent', {}));
    if (caseId === null) throw new Error('no case is open');
    return must(await callFrom(desk, 'caseGet', { caseId }));
  };
  /** The two scans. */
  const scan = async (personId: string): Promise<void> => {
    const open = async () => must(await callFrom(desk, 'caseCurrent', {})).caseId;
    const before = await open();
    must(await callDevdock(devdock, 'scanNotice', { personId, target: 'window' }));
    await expect.poll(open).not.toBe(before);
    await desk.locator('.documentRow').first().waitFor();
    await callDevdock(devdock, 'handPassport', { personId, target: 'window' });
    await desk.locator('.openField').waitFor();
  };
  const focused = () => desk.locator('.documentRow.focused');
  const ready = (key: string) =>
    desk.locator(`.deskFooter > button[aria-keyshortcuts="${key}"][aria-disabled="false"]`);

  for (const [language, personId, words, pinyin] of [
    ['zh', 'anna', '岗位不符', 'gangweibufu'],
    ['en', 'sean', 'other position', null],
  ] as const) {
    test(`K4 K1 nine originals, one difference, supplement printed: at most 40 keys (${language})`, async () => {
      if (language === 'zh') await signIn('limin');
      await choose(language);
      await scan(personId);
      strokes = 0;
      // An agent appears: one original more, chosen where it is said.
      await press('t', 'ArrowDown', 'ArrowRight');
      await expect(desk.locator('.chooser .chip:focus')).toBeVisible();
      await look(desk, `business-${language}`);
      await press('Space');
      await expect.poll(async () => (await current()).situations).toContain('agent');
      await press('t');
      const rows = (await current()).documents.filter(({ required }) => required);
      expect(rows.length).toBeGreaterThanOrEqual(9);

      await press('s');
      await expect(desk.locator('.openField')).toHaveCount(0);
      for (const row of rows) {
        await expect(focused().locator('.rowTitle')).toContainText(
          language === 'zh' ? row.titleZh : row.titleEn,
        );
        if (row.code === 'CONTRACT') {
          await press('2');
          await write(words, pinyin);
          await look(desk, `difference-${language}`);
          await press('Enter');
        } else await press('1');
        const asked = (await current()).documents.find(({ code }) => code === row.code)?.asks ?? [];
        for (const { fact } of asked.filter(({ required }) => required)) {
          const field = focused().locator(`[data-fact="${fact}"]`);
          await expect(field).toBeFocused();
          await write('20261120', null);
          await look(desk, `fact-${row.code}-${language}`);
          await press('Enter');
        }
      }
      await ready('F8').waitFor();
      // Looking at the reasons is no part of the way.
      await desk.keyboard.press('h');
      await look(desk, `why-${language}`);
      await desk.keyboard.press('h');
      await press('F8');
      await desk.getByRole('dialog').waitFor();
      await look(desk, `supplement-${language}`);
      await press('Control+Enter');
      await desk.locator('.notices').waitFor();
      await press('p');
      await expect(desk.locator('.notices [role="status"]')).toBeVisible();
      await expect.poll(async () => (await current()).notices[0]?.print?.outcome).toMatch(/printing|printed/);
      await look(desk, `printed-${language}`);
      const view = await current();
      expect(view.state).toBe('supplement');
      expect(view.documents.find(({ code }) => code === 'CONTRACT')?.note).toBe(words);
      test.info().annotations.push({ type: 'strokes', description: `${language}: ${strokes}` });
      expect(strokes).toBeLessThanOrEqual(40);
    });
  }

  test('I5 a half-typed difference comes back to the same clerk after sign-out and a crash of the core, and to nobody else', async () => {
    await choose('zh');
    await scan('marie');
    await press('ArrowDown', 'ArrowDown', '2');
    const note = desk.locator('.differenceNote input');
    await note.pressSequentially('签名与护照');
    await desk.waitForTimeout(600);
    const { id } = await current();
    await signOut('zh');
    await signIn('zhaoqiang');
    await callFrom(desk, 'caseSelect', { caseId: id });
    await desk.locator('.documentRow').first().waitFor();
    await expect(note).toHaveCount(0);
    await signOut('zh');
    await signIn('limin');
    await expect(note).toHaveValue('签名与护照');
    const pid = await hostPid(terminal.app, 'zhengka-core-host');
    if (pid === null) throw new Error('no core host');
    process.kill(pid, 'SIGKILL');
    await expect
      .poll(async () => hostPid(terminal.app, 'zhengka-core-host'), { timeout: 30_000 })
      .not.toBe(pid);
    // The page goes too: what comes back can only come from the core.
    await desk.reload();
    await desk.locator('.topBar, input[type="password"]').first().waitFor({ timeout: 30_000 });
    if (await desk.locator('input[type="password"]').isVisible()) await signIn('limin');
    await desk.locator('.caseList ol button').first().click();
    await expect(note).toHaveValue('签名与护照');
    await note.press('Enter');
    await expect
      .poll(async () => (await current()).documents.filter((row) => row.verdict === 'differs').length)
      .toBe(1);
    // The draft is dropped by a call of its own, after the answer to the verdict.
    await expect.poll(async () => must(await callFrom(desk, 'caseDraft', { caseId: id }))).toEqual({});
  });

  test('B4 a date is typed as 20260301, a day that does not exist is named, and nothing counts before Enter', async () => {
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const title = (await current()).documents.find(({ code }) => code === 'VISAPAGE')?.titleZh ?? '';
    for (let row = 0; row < 12; row += 1) {
      if (((await focused().locator('.rowTitle').textContent()) ?? '').includes(title)) break;
      await press('ArrowDown');
    }
    await press('f');
    const field = focused().locator('[data-fact="effectiveDate"]');
    await expect(field).toBeFocused();
    await write('20260230', null);
    await expect(focused()).toContainText(zh.checking.factHint.badDate);
    await look(desk, 'fact-bad');
    for (let back = 0; back < 4; back += 1) await press('Backspace');
    await write('0301', null);
    await expect(focused()).toContainText(zh.checking.factHint.textHint);
    await look(desk, 'fact-typed');
    const entry = async () => (await current()).documents.find(({ code }) => code === 'VISAPAGE')?.seen;
    expect((await entry())?.effectiveDate ?? null).toBeNull();
    await press('Enter');
    await expect.poll(async () => (await entry())?.effectiveDate).toBe('2026-03-01');
    await expect(field).not.toBeFocused();
  });

  test('B6 with the passport here nobody is sent away; it goes back on a list, by keyboard', async () => {
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('g');
    await expect(desk.locator('.passportMark.withUs')).toBeVisible();
    await look(desk, 'with-us');
    await press('F7');
    await desk.getByRole('dialog').waitFor();
    await expect(desk.getByRole('dialog')).toContainText('护照仍在窗口，未退还');
    await look(desk, 'outcomes-with-us');
    await press('Escape');
    // Nor does the clerk leave; and a look at something else keeps the way back.
    await desk.getByRole('button', { name: zh.station.signOut }).click();
    const banner = desk.locator('.problemBanner');
    await expect(banner).toContainText('护照仍在窗口，未退还');
    await banner.getByRole('button').click();
    const { id: caseId, number } = await current();
    await callFrom(desk, 'caseSelect', { caseId: null });
    const strip = desk.locator('.watchStrip', { hasText: '的原件仍在窗口' });
    await expect(strip).toContainText(number, { timeout: 20_000 });
    await look(desk, 'originals-strip');
    await strip.getByRole('button').click();
    await expect(strip).toHaveCount(0);
    expect((await current()).id).toBe(caseId);
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('g');
    await look(desk, 'hand-back');
    await press('Control+Enter');
    await expect(desk.locator('.passportMark.handedBack')).toBeVisible();
    await expect(desk.locator('.notices')).toContainText(zh.desk.notice.kind.handBack);
  });

  test('C1 a suspected forgery is held by keyboard and released by two people', async () => {
    await press('F7', '6');
    await desk.getByRole('dialog').waitFor();
    await write('章与样本不符', 'z');
    await look(desk, 'hold');
    // A bare Enter only makes a new line.
    await press('Enter');
    expect((await current()).state).not.toBe('held');
    await press('Control+Enter');
    await expect(desk.locator('.heldNote')).toBeVisible();
    await look(desk, 'held');
    await press('F7');
    await look(desk, 'outcomes-held');
    await press('1');
    await look(desk, 'release');
    const dialog = desk.getByRole('dialog');
    // The finding, its note, the second person: Tab goes through them as they stand.
    await press('Space', 'Tab');
    await write('与发证机关核对一致', 'z');
    await press('Tab');
    await write('zhaoqiang', null);
    await press('Tab');
    await write('zhengka-3', null);
    await press('Control+Enter');
    await expect(dialog).toHaveCount(0);
    await expect(desk.locator('.heldNote')).toHaveCount(0);
    expect(await current()).toMatchObject({ state: 'open', finding: 'cleared' });
  });

  test('C1 C7 after acceptance refusal and revocation are a supervisor’s; what was revoked is recalled', async () => {
    await scan('gokce');
    const { id: caseId, documents, comparison } = await current();
    for (const { field } of comparison.filter(({ machine }) => machine === 'needsEye'))
      must(await callFrom(desk, 'caseConfirmField', { caseId, field, outcome: 'same' }));
    for (const { code } of documents.filter(({ required }) => required))
      must(await callFrom(desk, 'caseSetVerdict', { caseId, document: code, verdict: 'matches' }));
    await ready('F9').waitFor();
    await press('F9');
    await desk.getByRole('dialog').waitFor();
    await press('Control+Enter');
    await expect.poll(async () => (await current()).state).toBe('accepted');
    // Only a paper that left the printer has to be fetched back.
    await press('p');
    await expect
      .poll(async () => (await current()).notices.find(({ kind }) => kind === 'acceptance')?.print?.outcome)
      .toMatch(/printing|printed/);
    await signOut('zh');
    await signIn('zhaoqiang');
    await ready('F7').waitFor();
    await press('F7');
    await look(desk, 'outcomes-supervisor');
    const choosing = async (name: string): Promise<void> => {
      const choices = await desk.getByRole('dialog').locator('ol button').allInnerTexts();
      await press(String(choices.findIndex((words) => words.includes(name)) + 1));
    };
    await choosing(zh.outcome.name.refuse);
    await write('聘用单位已注销', 'z');
    await look(desk, 'refuse');
    await press('Escape', 'F7');
    await choosing(zh.outcome.name.revoke);
    await write('受理有误', 'z');
    await look(desk, 'revoke');
    await press('Control+Enter');
    await expect.poll(async () => (await current()).state).toBe('revoked');
    await expect(desk.locator('.notices')).toContainText(zh.desk.notice.kind.revocation);
    await expect(desk.locator('.notices')).toContainText(zh.outcome.papers.withdrawn.revoked);
    await look(desk, 'revoked');
    expect((await current()).recalls.length).toBeGreaterThan(0);
  });

  test('C8 C9 papers beside the decision and the empty desk of a supervisor', async () => {
    // Left by the supervisor of the test before.
    await press('l');
    await desk.getByRole('dialog').waitFor();
    await look(desk, 'papers');
    await press('2');
    await expect(desk.locator('.notices')).toContainText(zh.desk.notice.kind.registration);
    must(await callFrom(desk, 'caseSelect', { caseId: null }));
    await desk.locator('.emptyDesk').waitFor();
    await expect(desk.locator('.watchLists')).toContainText(zh.outcome.clock.title);
    await expect(desk.locator('.recallRow')).toHaveCount(1);
    await look(desk, 'watch');
  });
});
