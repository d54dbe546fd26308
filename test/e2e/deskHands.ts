import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Language } from '../../main/contract/access.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import type { CaseId } from '../../main/contract/ids.ts';
import type { DocumentCode } from '../../main/contract/permit.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import type { LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, windowsOf } from './helpers.ts';

export function must<Value>(
  answer: { readonly ok: true; readonly value: Value } | { readonly ok: false },
): Value {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
}

/** Hands at the keyboard of a training window; the screen is read in Chinese. */
export interface DeskHands {
  readonly desk: Page;
  readonly devdock: Page;
  dialog(): Locator;
  notices(): Locator;
  /** The original in hand. */
  row(): Locator;
  press(...keys: readonly string[]): Promise<void>;
  write(words: string): Promise<void>;
  speak(language: Language): Promise<void>;
  look(name: string): Promise<void>;
  /** Signs out whoever is there first. */
  signIn(userName: string): Promise<void>;
  openId(): Promise<CaseId | null>;
  current(): Promise<CaseView>;
  scan(personId: string): Promise<void>;
  accept(): Promise<void>;
  goTo(code: DocumentCode): Promise<void>;
  choose(outcome: string): Promise<void>;
  tabTo(target: Locator): Promise<void>;
}

/** Takes the window of a terminal that was started with `--surface=window`. */
export async function deskHands(terminal: LaunchedApp): Promise<DeskHands> {
  await windowsOf(terminal.app, 2);
  const [desk, devdock] = await Promise.all([pageOf(terminal.app, 'index'), pageOf(terminal.app, 'devdock')]);
  await terminal.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((each) => each.webContents.getURL().endsWith('/index.html'))
      ?.setContentSize(1366, 768),
  );
  const dialog = () => desk.getByRole('dialog');
  const notices = () => desk.locator('.notices');
  const row = () => desk.locator('.documentRow.focused');
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await desk.keyboard.press(key);
      // A hand is slower than the guard that tells a scanner from it (A2).
      await desk.waitForTimeout(80);
    }
  };
  const write = async (words: string): Promise<void> => {
    if (/^[\x20-\x7e]*$/.test(words)) await desk.keyboard.type(words, { delay: 80 });
    else await desk.keyboard.insertText(words);
  };
  const speak = async (language: Language): Promise<void> => {
    // Not by the mouse: a dialog over the desk would be in its way, and the focus stays where it is.
    const button = new RegExp(`^${language === 'zh' ? '中' : 'EN'}$`);
    await desk.locator('button', { hasText: button }).evaluate((each: HTMLElement) => {
      each.click();
    });
    await expect(desk.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
  };
  /** The state as it stands, in both languages, with no serious fault and no rule switched off. */
  const look = async (name: string): Promise<void> => {
    for (const language of ['en', 'zh'] as const) {
      await speak(language);
      await desk.screenshot({
        path: test.info().outputPath(`${name}-${language}.png`),
        animations: 'disabled',
      });
      const { violations, passes } = await new AxeBuilder({ page: desk }).setLegacyMode().analyze();
      expect(passes.length).toBeGreaterThan(5);
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(
        serious.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`)),
        `${name} ${language}`,
      ).toEqual([]);
    }
  };
  const signIn = async (userName: string): Promise<void> => {
    await callFrom(desk, 'signOut', {});
    const password = desk.locator('input[type="password"]');
    await password.waitFor();
    const staff = must(await callDevdock(devdock, 'staff', {}));
    await desk.getByLabel(zh.common.userName).fill(userName);
    await password.fill(staff.find((each) => each.userName === userName)?.password ?? '');
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  };
  const openId = async () => must(await callFrom(desk, 'caseCurrent', {})).caseId;
  const current = async (): Promise<CaseView> => {
    const caseId = await openId();
    if (caseId === null) throw new Error('no case is open');
    return must(await callFrom(desk, 'caseGet', { caseId }));
  };
  const scan = async (personId: string): Promise<void> => {
    const before = await openId();
    must(await callDevdock(devdock, 'scanNotice', { personId, target: 'window' }));
    await expect.poll(openId).not.toBe(before);
    await desk.locator('.documentRow').first().waitFor();
    await callDevdock(devdock, 'handPassport', { personId, target: 'window' });
    await expect.poll(async () => (await current()).passport !== null).toBe(true);
  };
  /** What this file is not about: eye, verdicts, acceptance; by the key when the case is whole. */
  const accept = async (): Promise<void> => {
    const { id: caseId, documents, comparison } = await current();
    for (const { field } of comparison.filter(({ machine }) => machine === 'needsEye'))
      must(await callFrom(desk, 'caseConfirmField', { caseId, field, outcome: 'same' }));
    for (const { code } of documents.filter(({ required, verdict }) => required && verdict === null))
      must(await callFrom(desk, 'caseSetVerdict', { caseId, document: code, verdict: 'matches' }));
    await desk.locator('.deskFooter > button[aria-keyshortcuts="F9"][aria-disabled="false"]').waitFor();
    await press('F9');
    await dialog().waitFor();
    await press('Control+Enter');
    await expect.poll(async () => (await current()).state).toBe('accepted');
    await expect(dialog()).toHaveCount(0);
  };
  const goTo = async (code: DocumentCode): Promise<void> => {
    const { documents } = await current();
    const wanted = documents.findIndex((each) => each.code === code);
    for (let steps = 0; steps < documents.length * 2; steps += 1) {
      const at = Number(await row().locator('.rowNumber').textContent()) - 1;
      if (at === wanted) return;
      await press(at < wanted ? 'ArrowDown' : 'ArrowUp');
    }
    throw new Error(`${code} is not reached`);
  };
  const choose = async (name: string): Promise<void> => {
    // After a change of people the footer comes with the case.
    await desk.locator('.deskFooter > button[aria-keyshortcuts="F7"][aria-disabled="false"]').waitFor();
    await press('F7');
    await dialog().waitFor();
    const choices = await dialog().locator('ol button').allInnerTexts();
    await press(String(choices.findIndex((words) => words.includes(name)) + 1));
    await dialog().getByRole('heading', { name }).waitFor();
  };
  /** Tab until the focus is there, as a hand does. */
  const tabTo = async (target: Locator): Promise<void> => {
    for (let steps = 0; steps < 80; steps += 1) {
      if (await target.evaluate((each) => each === document.activeElement)) return;
      await desk.keyboard.press('Tab');
    }
    throw new Error('Tab does not lead there');
  };
  return {
    desk,
    devdock,
    dialog,
    notices,
    row,
    press,
    write,
    speak,
    look,
    signIn,
    openId,
    current,
    scan,
    accept,
    goTo,
    choose,
    tabTo,
  };
}
