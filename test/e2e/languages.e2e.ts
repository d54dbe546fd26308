import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseId } from '../../main/contract/ids.ts';
import { visitorWords } from '../../renderer/i18n/ratingWords.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { launchApp, makeTestDir, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom, pageOf, speakAtKiosk, windowsOf } from './helpers.ts';

interface KioskFile {
  readonly texts: {
    readonly kiosk: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}
/** A text of a shipped file: `confirm.question`. */
const said = (tag: string, key: string): string => {
  const file = join(import.meta.dirname, `../../resources/languages/${tag}.json`);
  const [group = '', name = ''] = key.split('.');
  return (JSON.parse(readFileSync(file, 'utf8')) as KioskFile).texts.kiosk[group]?.[name] ?? '';
};
/** A kiosk's own screen. */
const shape = { width: 1080, height: 1920 };

test.describe('K1 a visitor who reads German, beside a clerk who reads Chinese', () => {
  // One visitor goes through all of it.
  test.describe.configure({ mode: 'serial' });
  let terminal: LaunchedApp;
  let desk: Page;
  let kiosk: Page;
  let devdock: Page;
  let caseId: CaseId;
  let slip = '';

  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=both'] });
    await windowsOf(terminal.app, 3);
    [desk, kiosk, devdock] = await Promise.all([
      pageOf(terminal.app, 'index'),
      pageOf(terminal.app, 'kiosk'),
      pageOf(terminal.app, 'devdock'),
    ]);
    await expect.poll(pageNow, { timeout: 60_000 }).toBe('attract');
    await kiosk.setViewportSize(shape);
    await desk.getByLabel(texts.common.userName).fill('limin');
    await desk.locator('input[type="password"]').fill('zhengka-1');
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  async function pageNow(): Promise<string> {
    const state = await callFrom(kiosk, 'kioskState', {});
    return state.ok ? state.value.page : state.error.code;
  }
  const shows = async (page: string): Promise<void> => {
    await expect.poll(pageNow).toBe(page);
    await kiosk.locator(`[data-page="${page}"]`).waitFor();
  };
  /** Takes the picture; nothing is cut, nothing has to be scrolled to, and everything can be pressed with a glove. */
  const look = async (name: string): Promise<void> => {
    // Where the mouse was left, an answer would look chosen.
    await kiosk.mouse.move(1, 1);
    await kiosk.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
    const found = await kiosk.evaluate(() => {
      const main = document.querySelector('.kioskMain');
      const box = document.querySelector('dialog[open]') ?? main;
      const buttons = [...document.querySelectorAll('button')];
      return {
        size: `${innerWidth}x${innerHeight}`,
        down: (box?.scrollHeight ?? 1) - (box?.clientHeight ?? 0),
        right: document.documentElement.scrollWidth - innerWidth,
        // A word that is wider than its place sticks out of it.
        wide: [...document.querySelectorAll('button, li, dt, dd, p, h1, h2')]
          .filter((each) => each.scrollWidth > each.clientWidth + 1)
          .map((each) => each.textContent),
        low: buttons
          .filter((each) => each.getBoundingClientRect().height < 64)
          .map((each) => each.textContent),
      };
    });
    expect.soft(found, name).toEqual({ size: '1080x1920', down: 0, right: 0, wide: [], low: [] });
  };
  const speaks = async (page: Page, lang: string): Promise<void> => {
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  };

  test('chooses among four languages and is led to the question whether this is them', async () => {
    await speaks(kiosk, 'zh-CN');
    await kiosk.locator('.kioskStart').click();
    await shows('language');
    await expect(kiosk.locator('.kioskChoices button')).toHaveText(['中文', 'English', 'Deutsch', 'Русский']);
    await look('language');
    await kiosk.getByRole('button', { name: 'Deutsch' }).click();
    await shows('notice');
    await speaks(kiosk, 'de');
    await expect(kiosk.locator('h1')).toHaveText(said('de', 'notice.question'));
    await callDevdock(devdock, 'scanText', { text: 'https://example.org/?id=1', target: 'kiosk' });
    await kiosk.locator('.kioskProblem').waitFor();
    await look('notice-de');
    await callDevdock(devdock, 'scanNotice', { personId: 'karl', target: 'kiosk' });
    await shows('passport');
    await look('passport-de');
    await callDevdock(devdock, 'handPassport', { personId: 'karl', target: 'kiosk' });
    await shows('confirm');
    await look('confirm-de');
  });

  test('switches in the middle and keeps page and person; the clerk’s language is the clerk’s own', async () => {
    const before = await callFrom(kiosk, 'kioskState', {});
    const person = before.ok ? before.value.person : null;
    const name = kiosk.locator('.kioskPersonName dd');
    await expect(name).toHaveText(person?.name ?? '');
    await kiosk.locator('.kioskTools button').first().click();
    await kiosk.locator('.kioskLanguage').click();
    await look('choice-de-large');
    await kiosk
      .getByRole('dialog')
      .getByRole('button', { name: said('de', 'staff.close') })
      .click();
    await speakAtKiosk(kiosk, 'Русский');
    await speaks(kiosk, 'ru');
    await expect(kiosk.locator('h1')).toHaveText(said('ru', 'confirm.question'));
    await expect(name).toHaveText(person?.name ?? '');
    // What the visitor has set for their eyes stays as well.
    await expect(kiosk.locator('.kioskScreen')).toHaveAttribute('data-text', 'large');
    await look('confirm-ru-large');
    await kiosk.locator('.kioskTools button').first().click();
    const after = await callFrom(kiosk, 'kioskState', {});
    expect(after).toMatchObject({ ok: true, value: { page: 'confirm', language: 'ru', person } });
    await speaks(desk, 'zh-CN');
    await desk.getByRole('button', { name: 'EN', exact: true }).click();
    await speaks(desk, 'en');
    await speaks(kiosk, 'ru');
    await speakAtKiosk(kiosk, 'Deutsch');
    await speaks(desk, 'en');
    await desk.getByRole('button', { name: '中', exact: true }).click();
    await speaks(desk, 'zh-CN');
    await speaks(kiosk, 'de');
  });

  test('gets the slip in German; the end of the visit is Chinese again', async () => {
    await kiosk.getByRole('button', { name: said('de', 'confirm.slip') }).click();
    await shows('slip');
    await look('slip-de');
    const state = await callFrom(kiosk, 'kioskState', {});
    if (!state.ok || state.value.slip === null || state.value.caseId === null) throw new Error('no slip');
    ({ caseId } = state.value);
    slip = state.value.slip.qr;
    await kiosk.locator('.kioskStaff').click();
    await kiosk.getByRole('dialog').waitFor();
    await look('staff-de');
    await kiosk.getByRole('button', { name: said('de', 'staff.close') }).click();
    await kiosk.locator('.kioskPrimary').click();
    await shows('takeDocuments');
    await look('take-de');
    await kiosk.getByRole('button', { name: said('de', 'take.finish') }).click();
    await shows('attract');
    await speaks(kiosk, 'zh-CN');
  });

  test('rates in German at the kiosk; the sheet at the window speaks both, whatever the clerk reads', async () => {
    const view = await callFrom(desk, 'caseGet', { caseId });
    if (!view.ok) throw new Error(view.error.code);
    await callFrom(desk, 'caseSelect', { caseId });
    for (const { field } of view.value.comparison.filter(({ machine }) => machine === 'needsEye'))
      await callFrom(desk, 'caseConfirmField', { caseId, field, outcome: 'same' });
    for (const { code } of view.value.documents.filter(({ required }) => required))
      await callFrom(desk, 'caseSetVerdict', { caseId, document: code, verdict: 'matches' });
    expect(await callFrom(desk, 'caseAccept', { caseId })).toMatchObject({ ok: true });

    for (const button of ['EN', '中']) {
      await desk.getByRole('button', { name: button, exact: true }).click();
      await desk.locator('.ratingAsk button').waitFor();
      await desk.keyboard.press('F5');
      const sheet = desk.locator('dialog.ratingSheet');
      await expect(sheet).toContainText(visitorWords.question.zh);
      await expect(sheet).toContainText(visitorWords.question.en);
      await desk.keyboard.press('Escape');
      await expect(sheet).toHaveCount(0);
    }
    await callDevdock(devdock, 'scanText', { text: slip, target: 'kiosk' });
    await shows('rating');
    await speakAtKiosk(kiosk, 'Deutsch');
    await expect(kiosk.locator('h1')).toHaveText(said('de', 'rating.question'));
    await look('rating-de');
    await kiosk.getByRole('button', { name: 'Überwiegend zufrieden' }).click();
    await expect(kiosk.locator('h1')).toHaveText(said('de', 'rating.thanks'));
    await look('thanks-de');
    await kiosk.getByRole('button', { name: said('de', 'rating.finish') }).click();
    await shows('attract');
  });
});

/** A file of somebody's own, as little as one can be. */
const file = (tag: string, direction: 'ltr' | 'rtl', texts: object): string =>
  JSON.stringify({
    tag,
    name: { ar: 'العربية', fr: 'Français', es: 'Español' }[tag],
    direction,
    covers: 'window' in texts ? 'all' : 'kiosk',
    reviewed: false,
    texts,
  });

test('K1 a station adds a language by a file; files that do not fit are named, and the terminal starts without them', async () => {
  const dataDir = makeTestDir();
  const folder = join(dataDir, 'training', 'languages');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'ar.json'),
    file('ar', 'rtl', {
      kiosk: { passport: { question: 'ضع جواز سفرك على القارئ' }, frame: { back: 'رجوع' } },
      window: { devices: { title: 'الأجهزة' }, station: { signOut: 'خروج' } },
    }),
  );
  // The core host sees what is no text, and only the kiosk's page which keys there are.
  writeFileSync(join(folder, 'es.json'), file('es', 'ltr', { kiosk: { frame: { back: '<b>Atrás</b>' } } }));
  writeFileSync(join(folder, 'fr.json'), file('fr', 'ltr', { kiosk: { frame: { beck: 'Retour' } } }));
  const terminal = await launchApp({ args: ['--training', '--surface=both'], dataDir });
  try {
    await windowsOf(terminal.app, 3);
    const desk = await pageOf(terminal.app, 'index');
    const kiosk = await pageOf(terminal.app, 'kiosk');
    const offered = async (): Promise<readonly string[]> => {
      const answer = await callFrom(kiosk, 'languages', {});
      return answer.ok ? answer.value.offered.map(({ tag }) => tag) : [];
    };
    await expect.poll(offered, { timeout: 60_000 }).toEqual(['de', 'ru', 'ar']);
    await kiosk.setViewportSize(shape);
    await kiosk.locator('.kioskStart').click();
    await expect(kiosk.locator('.kioskChoices button')).toHaveText([
      '中文',
      'English',
      'Deutsch',
      'Русский',
      'العربية',
    ]);
    await kiosk.getByRole('button', { name: 'العربية' }).click();
    await expect(kiosk.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(kiosk.locator('html')).toHaveAttribute('lang', 'ar');
    await expect(kiosk.getByRole('button', { name: 'رجوع' })).toBeVisible();
    // What the file does not say is said in English.
    await expect(kiosk.locator('h1')).toHaveText('Scan the QR code on your Notice');
    await kiosk.screenshot({ path: test.info().outputPath('kiosk-ar.png') });

    await desk.getByLabel(texts.common.userName).fill('limin');
    await desk.locator('input[type="password"]').fill('zhengka-1');
    await desk.keyboard.press('Enter');
    await desk.locator('.topBar').waitFor();
    await desk.keyboard.press('Alt+6');
    const notes = desk.locator('[data-code="languageRefused"]');
    await expect(notes).toHaveCount(2);
    await expect(notes.filter({ hasText: 'es.json' })).toContainText('kiosk.frame.back');
    await expect(notes.filter({ hasText: 'fr.json' })).toContainText('kiosk.frame.beck');
    await desk.screenshot({ path: test.info().outputPath('devices-refused.png') });
    await desk.getByRole('button', { name: 'العربية' }).click();
    await expect(desk.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(desk.locator('h1')).toHaveText('الأجهزة');
    await desk.screenshot({ path: test.info().outputPath('devices-ar.png') });
    await desk.getByRole('button', { name: '中', exact: true }).click();
    await expect(desk.locator('html')).toHaveAttribute('dir', 'ltr');

    const logs = join(dataDir, 'training', 'logs');
    const lines = readdirSync(logs)
      .flatMap((name) => readFileSync(join(logs, name), 'utf8').split('\n'))
      .filter((line) => line.includes('language.refused'))
      .map((line) => JSON.parse(line) as { readonly time: string; readonly file: string })
      .toSorted((a, b) => a.time.localeCompare(b.time));
    // Each file once: of the last start, should the launch have needed two.
    const latest = lines.findLastIndex(({ file: name }) => name === 'es.json');
    expect(lines.slice(latest).map(({ file: name }) => name)).toEqual(['es.json', 'fr.json']);
    expect(JSON.stringify(lines)).not.toContain('Atrás');
  } finally {
    await terminal.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
