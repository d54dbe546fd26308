import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { CaseId } from '../../main/contract/ids.ts';
import { en as kioskEn } from '../../renderer/features/kiosk/texts/en.ts';
import { zh as kioskZh } from '../../renderer/features/kiosk/texts/zh.ts';
import { ratingLevels } from '../../renderer/i18n/ratingWords.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, speakAtKiosk, windowsOf } from './helpers.ts';

const { tickets, ratings } = texts;
const levelWords = new RegExp(ratingLevels.flatMap(({ zh, en }) => [zh, en]).join('|'));

test.describe('A9 C6 a visitor takes a number, is served, and rates the case', () => {
  // One visitor goes through all of it.
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let desk: Page;
  let kiosk: Page;
  let devdock: Page;
  let slip = '';
  let caseId: CaseId;

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=both'] });
    await windowsOf(terminal.app, 3);
    [desk, kiosk, devdock] = await Promise.all([
      pageOf(terminal.app, 'index'),
      pageOf(terminal.app, 'kiosk'),
      pageOf(terminal.app, 'devdock'),
    ]);
    await expect.poll(async () => (await state()).page, { timeout: 60_000 }).toBe('attract');
    await signIn('limin', 'zhengka-1');
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  const shot = async (page: Page, name: string): Promise<void> => {
    await page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
  };
  /** Portrait and landscape at half the size of a kiosk, ordinary and large letters: nothing is cut, nothing has to be scrolled to. */
  const fits = async (name: string): Promise<void> => {
    for (const [shape, width, height] of [
      ['landscape', 960, 540],
      ['portrait', 540, 960],
    ] as const) {
      await terminal.app.evaluate(
        ({ BrowserWindow }, size) =>
          BrowserWindow.getAllWindows()
            .find(({ webContents }) => webContents.getURL().endsWith('/kiosk.html'))
            ?.setContentSize(...size),
        [width, height] as const,
      );
      await expect.poll(async () => kiosk.evaluate(() => innerWidth)).toBe(width);
      for (const letters of ['ordinary', 'large']) {
        await shot(kiosk, `${name}-${shape}-${letters}`);
        const lost = await kiosk.locator('.kioskMain').evaluate((main) => ({
          down: main.scrollHeight - main.clientHeight,
          right: main.scrollWidth - main.clientWidth,
          page: Math.max(0, document.documentElement.scrollHeight - innerHeight),
        }));
        expect.soft(lost, `${name} ${shape} ${letters}`).toEqual({ down: 0, right: 0, page: 0 });
        await kiosk.locator('.kioskTools button').first().click();
      }
    }
  };
  const noFault = async (page: Page): Promise<void> => {
    const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(passes.length).toBeGreaterThan(5);
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
  };
  const inBoth = async (name: string): Promise<void> => {
    for (const [language, button] of [
      ['en', 'EN'],
      ['zh', '中'],
    ] as const) {
      await desk.getByRole('button', { name: button, exact: true }).click();
      await expect(desk.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
      await shot(desk, `${name}-${language}`);
    }
  };
  async function signIn(userName: string, password: string): Promise<void> {
    await desk.getByLabel(texts.common.userName).fill(userName);
    await desk.locator('input[type="password"]').fill(password);
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
  }
  async function state() {
    return must(await callFrom(kiosk, 'kioskState', {})).value;
  }
  /** What a visitor does up to the slip. */
  async function kioskSlip(
    personId: string,
    look: () => Promise<void> = async () => undefined,
  ): Promise<{ readonly qr: string; readonly caseId: CaseId }> {
    await callFrom(kiosk, 'kioskEnd', {});
    await callFrom(kiosk, 'kioskEnd', {});
    await callFrom(kiosk, 'kioskBegin', { language: 'zh' });
    await callFrom(kiosk, 'kioskLanguage', { language: 'zh' });
    must(await callDevdock(devdock, 'scanNotice', { personId, target: 'kiosk' }));
    await expect.poll(async () => (await state()).page).toBe('passport');
    must(await callDevdock(devdock, 'handPassport', { personId, target: 'kiosk' }));
    await expect.poll(async () => (await state()).page).toBe('confirm');
    await kiosk.getByRole('button', { name: kioskZh.confirm.slip }).click();
    await expect.poll(async () => (await state()).page).toBe('slip');
    await look();
    const { slip: given, caseId: of } = await state();
    if (given === null || of === null) throw new Error('no slip');
    await callFrom(kiosk, 'kioskEnd', {});
    await callFrom(kiosk, 'kioskEnd', {});
    return { qr: given.qr, caseId: of };
  }
  async function acceptCase(of: CaseId): Promise<void> {
    const view = must(await callFrom(desk, 'caseGet', { caseId: of })).value;
    for (const { field } of view.comparison.filter(({ machine }) => machine === 'needsEye'))
      must(await callFrom(desk, 'caseConfirmField', { caseId: of, field, outcome: 'same' }));
    for (const { code } of view.documents.filter(({ required }) => required))
      must(await callFrom(desk, 'caseSetVerdict', { caseId: of, document: code, verdict: 'matches' }));
    must(await callFrom(desk, 'caseAccept', { caseId: of }));
  }
  const board = async () => must(await callFrom(desk, 'ticketList', {})).value;
  const panel = () => desk.locator('.ticketPanel');
  const inHand = () => desk.locator('.ticketInHand');

  test('somebody without a Notice gets a number at the kiosk, in both languages', async () => {
    await kiosk.locator('.kioskStart').click();
    await kiosk.getByRole('button', { name: '中文' }).click();
    await shot(kiosk, 'kiosk-notice-zh');
    await fits('kiosk-notice');
    await kiosk.getByRole('button', { name: kioskZh.notice.takeNumber }).click();
    await expect(kiosk.locator('.kioskTicket')).toContainText('A001');
    await expect(kiosk.locator('.kioskTicket')).toContainText(kioskZh.slip.nobodyAhead);
    await shot(kiosk, 'kiosk-number-zh');
    await speakAtKiosk(kiosk, 'English');
    await expect(kiosk.locator('h1')).toHaveText(kioskEn.slip.numberQuestion);
    await shot(kiosk, 'kiosk-number-en');
    await fits('kiosk-number');
    await noFault(kiosk);
    await kiosk.getByRole('button', { name: kioskEn.slip.staffFinish }).click();
  });

  test('E6 a visitor with a Notice gets slip and number together', async () => {
    slip = (
      await kioskSlip('karl', async () => {
        await expect(kiosk.locator('.kioskTicket')).toContainText('A002');
        await shot(kiosk, 'kiosk-slip-zh');
        await speakAtKiosk(kiosk, 'English');
        await expect(kiosk.locator('.kioskTicket')).toContainText('1 before you');
        await shot(kiosk, 'kiosk-slip-en');
        await fits('kiosk-slip');
      })
    ).qr;
  });

  test('the clerk calls, calls again, skips and goes on by keys alone; the slip ties the number to its case', async () => {
    await expect(panel()).toContainText('A002');
    await inBoth('desk-waiting');
    await desk.keyboard.press('F3');
    await expect(inHand()).toContainText(`A001${tickets.state.called}`);
    await desk.keyboard.press('Shift+F3');
    await expect(inHand()).toContainText('已叫 2 次');
    await inBoth('desk-called');
    await desk.keyboard.press('F4');
    await expect(panel()).toContainText(tickets.none);
    await desk.keyboard.press('F3');
    await expect(inHand()).toContainText('A002');
    must(await callDevdock(devdock, 'scanText', { text: slip, target: 'window' }));
    await expect(inHand()).toContainText(tickets.state.serving);
    const { inHand: held } = await board();
    expect(held?.caseId).not.toBeNull();
    caseId = held?.caseId as CaseId;
    await expect(desk.locator('.caseList [aria-current="true"]')).toHaveCount(1);
    await inBoth('desk-serving');
    await noFault(desk);
  });

  test('sending on asks for the window, and Esc leaves everything as it is', async () => {
    await desk.keyboard.press('Shift+F4');
    await desk.getByRole('dialog').waitFor();
    await shot(desk, 'desk-transfer');
    await desk.keyboard.press('Escape');
    await expect(desk.getByRole('dialog')).toHaveCount(0);
    expect((await board()).inHand?.state).toBe('serving');
  });

  test('after the end of the case the screen is the visitor’s, by key; the desk learns nothing but that it was rated', async () => {
    await expect(desk.locator('.ratingAsk')).toHaveCount(0);
    await acceptCase(caseId);
    await expect(desk.locator('.ratingAsk')).toContainText(ratings.state.notRated);
    await inBoth('desk-not-rated');
    await desk.keyboard.press('F5');
    const sheet = desk.locator('dialog.ratingSheet');
    await expect(sheet.getByRole('button')).toHaveCount(6);
    await expect(sheet).not.toContainText('李敏');
    await shot(desk, 'sheet');
    await noFault(desk);
    // "Not now" leaves the case as it was, and the keys of the desk are the desk's again.
    await desk.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await desk.keyboard.press('F5');
    await sheet.waitFor();
    await desk.keyboard.press('F9');
    await desk.keyboard.press('5');
    await expect(sheet).toContainText('谢谢您的评价');
    await shot(desk, 'sheet-thanks');
    await expect(sheet).toHaveCount(0, { timeout: 15_000 });
    await expect(desk.locator('.ratingAsk')).toContainText(ratings.state.rated);
    expect(await desk.locator('body').textContent()).not.toMatch(levelWords);
    await shot(desk, 'desk-rated');
  });

  test('a slip is rated once, at the kiosk or at the window', async () => {
    must(await callDevdock(devdock, 'scanText', { text: slip, target: 'kiosk' }));
    await expect.poll(async () => (await state()).page).toBe('rating');
    await expect(kiosk.locator('.kioskAct')).toContainText(kioskZh.problem.ratingDone.message);
    await shot(kiosk, 'kiosk-rated-already');
    await kiosk.getByRole('button', { name: kioskZh.rating.finish }).click();
    await expect.poll(async () => (await state()).page).toBe('attract');
  });

  test('another visitor rates at the kiosk, by touch, in both languages', async () => {
    const people = must(await callDevdock(devdock, 'people', {})).value;
    const person = people.find(({ id, hintEn }) => id !== 'karl' && hintEn.startsWith('Everything matches'));
    if (person === undefined) throw new Error('nobody else fits');
    const other = await kioskSlip(person.id);
    must(await callFrom(desk, 'caseSelect', { caseId: other.caseId }));
    await acceptCase(other.caseId);
    must(await callDevdock(devdock, 'scanText', { text: other.qr, target: 'kiosk' }));
    await kiosk.locator('.kioskScreen[data-page="rating"]').waitFor();
    await shot(kiosk, 'kiosk-rating-zh');
    await speakAtKiosk(kiosk, 'English');
    await expect(kiosk.locator('h1')).toHaveText(kioskEn.rating.question);
    await shot(kiosk, 'kiosk-rating-en');
    await fits('kiosk-rating');
    await noFault(kiosk);
    await kiosk.getByRole('button', { name: 'Very satisfied' }).click();
    await expect(kiosk.locator('h1')).toHaveText(kioskEn.rating.thanks);
    await shot(kiosk, 'kiosk-thanks');
    await kiosk.getByRole('button', { name: kioskEn.rating.finish }).click();
    expect(must(await callFrom(desk, 'ratingState', { caseId: other.caseId })).value.state).toBe('rated');
  });

  test('a supervisor who did not do the work closes the follow-up', async () => {
    must(await callFrom(desk, 'signOut', {}));
    await desk.getByLabel(texts.common.userName).waitFor();
    await signIn('zhaoqiang', 'zhengka-3');
    await desk.keyboard.press('Alt+5');
    const list = desk.locator('.followUps');
    await expect(list).toContainText('非常不满意');
    await list.scrollIntoViewIfNeeded();
    await inBoth('follow-ups');
    await noFault(desk);
    await list.getByRole('button', { name: /^办 ?结$/ }).click();
    await desk.getByRole('dialog').getByRole('textbox').fill('已电话回访，说明流程并致歉');
    await shot(desk, 'follow-up-close');
    await desk.keyboard.press('Control+Enter');
    await expect(list).toContainText(ratings.followUps.empty);
  });
});

function must<Answer extends { readonly ok: boolean }>(answer: Answer): Extract<Answer, { ok: true }> {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer as Extract<Answer, { ok: true }>;
}
