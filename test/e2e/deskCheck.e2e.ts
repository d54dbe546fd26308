import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CaseId } from '../../main/contract/ids.ts';
import { mrzCheckDigit } from '../../main/domain/identifiers/checksums.ts';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as zh } from '../../renderer/i18n/zh/index.ts';
import { launchApp, type LaunchedApp } from '../../tools/launch/electron.ts';
import { drawPhoto } from '../main/infra/photo/drawnPhotos.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom } from './helpers.ts';
import { typeKeys } from './keys.ts';

const closed = (field: string): string => field + String(mrzCheckDigit(field));

test.describe('comparison, second check and what keeps a visitor here, at the desk by keyboard', () => {
  let terminal: LaunchedApp;
  let at: DeskHands;
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--surface=window'] });
    at = await deskHands(terminal);
    await at.signIn('limin');
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  /** A case is open; each test can begin at a terminal that has just started. */
  const onDesk = async (personId: string): Promise<void> => {
    if ((await at.openId()) === null) await at.scan(personId);
  };
  /** Lays a large visa of the holder on the reader: the name as in the record, another day of birth. */
  const layVisa = async (): Promise<void> => {
    const { holder } = (await at.current()).snapshot.record;
    const name = `${holder.familyName}<<${holder.givenNames}`
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[ -]/g, '<');
    const lines = [
      `V<CHN${name}`.padEnd(44, '<').slice(0, 44),
      `${closed('S12345678')}D<<${closed('700101')}${holder.sex}${closed('290101')}`.padEnd(44, '<'),
    ];
    must(await callDevdock(at.devdock, 'showLines', { lines, target: 'window' }));
    await expect.poll(async () => (await at.current()).visa !== null).toBe(true);
  };

  test('A3 W opens one table over the desk: each source that was read in its column, and Esc goes back', async () => {
    await at.scan('karl');
    const panel = at.desk.locator('.comparison .compareTable');
    await expect(panel.locator('thead th')).toHaveCount(3);
    await at.look('compare-panel');
    await layVisa();
    await expect(panel).toContainText(zh.checking.compare.source.visa);
    const before = at.row().locator('.rowTitle');
    await before.focus();
    await at.press('w');
    const table = at.dialog().locator('.compareTable');
    await expect(table.locator('thead th')).toHaveText([
      zh.checking.compare.fieldColumn,
      zh.desk.compare.record,
      zh.desk.compare.passport,
      zh.checking.compare.source.visa,
      zh.checking.compare.result,
    ]);
    // Every cell of a source says in words what came of it, or that it has nothing to say.
    const words = [zh, en].flatMap(({ desk, checking }) => [
      desk.compare.same,
      desk.compare.differs,
      desk.compare.needsEye,
      checking.compare.cannotCheckOffline,
    ]);
    const sex = table.locator('tbody', { hasText: zh.desk.compare.field.sex }).locator('td');
    for (const cell of [sex.nth(1), sex.nth(2)])
      await expect(cell).toContainText(new RegExp(words.join('|')));
    await at.look('compare-wide');
    const beyond = () =>
      at.dialog().evaluate((each) => ({
        down: each.scrollHeight - each.clientHeight,
        right: each.scrollWidth - each.clientWidth,
      }));
    expect(await beyond()).toEqual({ down: 0, right: 0 });
    // No person of the sample has all four originals: the columns and the fields that would come besides are drawn after those that are there.
    await at.dialog().evaluate((dialog) => {
      for (const row of dialog.querySelectorAll('tr'))
        for (let more = 0; more < 2; more += 1)
          row.insertBefore(row.children[3]?.cloneNode(true) ?? row, row.lastElementChild);
      const last = dialog.querySelector('tbody:last-child');
      for (let more = 0; more < 2; more += 1) last?.after(last.cloneNode(true));
    });
    await at.desk.screenshot({ path: test.info().outputPath('compare-four.png') });
    expect(await beyond()).toEqual({ down: 0, right: 0 });
    await at.press('Escape', 'w');
    // S answers inside as it does below it.
    await at.press('s');
    await expect.poll(async () => (await at.current()).comparison.some(({ eye }) => eye !== null)).toBe(true);
    await at.press('Escape');
    await expect(at.dialog()).toHaveCount(0);
    await expect(before).toBeFocused();
    await at.press('w', 'w');
    await expect(at.dialog()).toHaveCount(0);
    await expect(before).toBeFocused();
  });

  test('K4 no letter is lost that is typed right after the key of a difference, on a slow machine too', async () => {
    test.setTimeout(240_000);
    await onDesk('karl');
    await at.goTo('DEGREE');
    const note = at.desk.locator('.differenceNote input');
    const client = await at.desk.context().newCDPSession(at.desk);
    await client.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    for (let round = 0; round < 20; round += 1) {
      await at.desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      // Half as the page's own events without a pause, half as real keys at the pace of a very quick hand.
      const quick = round % 2 === 0;
      const text = quick ? 'abc' : 'another school';
      if (quick) {
        await at.desk.keyboard.press('2');
        await at.desk.keyboard.type(text);
      } else await typeKeys(terminal.app, 'index', { text: `2${text}`, gapMs: 45, like: 'person' });
      await expect(note, `round ${round}`).toHaveValue(text);
      await note.press('Escape');
      await expect(note).toHaveCount(0);
      await at.desk.waitForTimeout(150);
    }
    await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  });

  test('A6 the photo lies over the desk at 1366×768 with one scroll bar at most: its own', async () => {
    await onDesk('karl');
    await at.press('i');
    await at.dialog().waitFor();
    const path = test.info().outputPath('photo.jpg');
    writeFileSync(path, await drawPhoto({ width: 354, height: 472, left: -2, grain: 3 }));
    const chooser = at.desk.waitForEvent('filechooser');
    await at.press('o');
    await (await chooser).setFiles(path);
    await at.dialog().locator('.photoStage img').waitFor();
    await at.look('photo');
    const inner = await at.dialog().evaluate((dialog) =>
      [document.documentElement, ...dialog.querySelectorAll('*')]
        .filter((each) => each.scrollHeight > each.clientHeight + 1)
        .filter((each) =>
          (each === document.documentElement ? /auto|scroll|visible/ : /auto|scroll/).test(
            getComputedStyle(each).overflowY,
          ),
        )
        .map((each) => `${each.tagName}.${each.getAttribute('class') ?? ''}`),
    );
    expect(inner).toEqual([]);
    await at.press('Escape');
    await expect(at.dialog()).toHaveCount(0);
  });

  /** A supplement that is told because the degree differs. */
  const tellDifference = async (personId: string): Promise<CaseId> => {
    await at.signIn('limin');
    await at.scan(personId);
    const { id: caseId, documents, comparison } = await at.current();
    for (const { field } of comparison.filter(({ machine }) => machine === 'needsEye'))
      must(await callFrom(at.desk, 'caseConfirmField', { caseId, field, outcome: 'same' }));
    for (const { code } of documents.filter(({ required }) => required))
      must(
        await callFrom(at.desk, 'caseSetVerdict', {
          caseId,
          document: code,
          ...(code === 'DEGREE' ? { verdict: 'differs', note: '证书编号不符' } : { verdict: 'matches' }),
        }),
      );
    await at.desk.locator('.deskFooter > button[aria-keyshortcuts="F8"][aria-disabled="false"]').waitFor();
    await at.press('F8');
    await at.dialog().waitFor();
    await at.press('Control+Enter');
    await expect.poll(async () => (await at.current()).state).toBe('supplement');
    await expect(at.dialog()).toHaveCount(0);
    return caseId;
  };
  const answerCheck = async (act: 'confirm' | 'return', note: string): Promise<void> => {
    must(await callFrom(at.desk, 'caseSelect', { caseId: null }));
    const line = at.desk.locator('.checkRow').first();
    await at.tabTo(line.getByRole('button', { name: zh.outcome.secondCheck[act] }));
    await at.press('Enter');
    await at.dialog().waitFor();
    // Nothing is signed without a word.
    await at.press('Control+Enter');
    await expect(at.dialog()).toHaveCount(1);
    await at.tabTo(at.dialog().locator('textarea'));
    await at.write(note);
    await at.look(`second-check-${act}`);
    await at.press('Control+Enter');
    await expect(at.dialog()).toHaveCount(0);
    await expect(at.desk.locator('.checkRow')).toHaveCount(0);
  };

  test('B5 a supervisor confirms what another told, and nothing else changes', async () => {
    const caseId = await tellDifference('jane');
    await at.signIn('zhaoqiang');
    await answerCheck('confirm', '与原件一致');
    const view = must(await callFrom(at.desk, 'caseGet', { caseId }));
    expect(view.decisions.at(-1)).toMatchObject({ kind: 'checkConfirmed', reasons: ['与原件一致'] });
    expect(view.returned).toBeNull();
    expect(view.documents.find(({ code }) => code === 'DEGREE')?.verdict).toBe('differs');
  });

  test('B5 B6 what a supervisor returns is back at the desk of the clerk, who answers the row anew', async () => {
    const caseId = await tellDifference('anna');
    await at.signIn('zhaoqiang');
    await answerCheck('return', '编号看错，请重核');
    await at.signIn('limin');
    must(await callFrom(at.desk, 'caseSelect', { caseId: null }));
    const strip = at.desk.locator('.watchStrip', { hasText: '主管退回' });
    await expect(strip).toContainText('编号看错，请重核');
    await at.look('returned-strip');
    await at.tabTo(strip.getByRole('button'));
    await at.press('Enter');
    await expect.poll(at.openId).toBe(caseId);
    const header = at.desk.locator('.heldNote');
    await expect(header).toContainText(zh.outcome.returned.title);
    await expect(header).toContainText('编号看错，请重核');
    await expect(strip).toHaveCount(0);
    await at.goTo('DEGREE');
    await expect(at.row()).toContainText(zh.outcome.returned.row);
    await at.look('returned-case');
    const accept = at.desk.locator('.deskFooter > button[aria-keyshortcuts="F9"]');
    await expect(accept).toHaveAttribute('aria-disabled', 'true');
    expect(await callFrom(at.desk, 'caseAccept', { caseId })).toMatchObject({
      ok: false,
      error: { code: 'caseIncomplete' },
    });
    await at.desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await at.press('1');
    await expect(accept).toHaveAttribute('aria-disabled', 'false');
    await at.press('F9');
    await at.dialog().waitFor();
    await at.press('Control+Enter');
    await expect.poll(async () => (await at.current()).state).toBe('accepted');
    await expect(header).toHaveCount(0);
  });

  test('H10 F7 says at once that one’s own decision is another’s to refuse', async () => {
    await at.signIn('zhaoqiang');
    await at.scan('aygul');
    await at.accept();
    await at.press('F7');
    await at.dialog().waitFor();
    const refuse = at.dialog().locator('ol button', { hasText: zh.outcome.name.refuse });
    await expect(refuse).toHaveAttribute('aria-disabled', 'true');
    await expect(refuse).toContainText('不能审批本人办理的事项');
    await at.look('own-case');
    const index = (await at.dialog().locator('ol button').allInnerTexts()).findIndex((words) =>
      words.includes(zh.outcome.name.refuse),
    );
    await at.press(String(index + 1));
    await expect(at.dialog().locator('textarea')).toHaveCount(0);
    await at.press('Escape');
  });

  test('C1 a second hold begins with an empty reason: what was written for the first is not brought back', async () => {
    const hold = async (): Promise<void> => {
      await at.choose(zh.outcome.name.hold);
      await at.dialog().locator('textarea').waitFor();
    };
    await onDesk('aygul');
    const { state } = await at.current();
    await hold();
    await at.write('钢印不清');
    await at.desk.waitForTimeout(600);
    await at.press('Control+Enter');
    await expect.poll(async () => (await at.current()).state).toBe('held');
    const { id: caseId } = await at.current();
    const staff = must(await callDevdock(at.devdock, 'staff', {}));
    must(
      await callFrom(at.desk, 'caseRelease', {
        caseId,
        finding: 'cleared',
        note: 'looked at',
        countersignature: {
          userName: 'chenjing',
          password: staff.find(({ userName }) => userName === 'chenjing')?.password ?? '',
        },
      }),
    );
    await expect.poll(async () => (await at.current()).state).toBe(state);
    await hold();
    await expect(at.dialog().locator('textarea')).toHaveValue('');
    await at.press('Escape');
    // Nor when the case is opened anew: the core has forgotten it as well.
    await at.signIn('zhaoqiang');
    must(await callFrom(at.desk, 'caseSelect', { caseId }));
    expect(must(await callFrom(at.desk, 'caseDraft', { caseId }))).toEqual({});
  });

  test('B6 A9 the number in hand is neither ended nor sent on while the passport lies here, and each says why', async () => {
    await at.signIn('limin');
    must(await callFrom(at.desk, 'ticketManual', { number: 'B007' }));
    await at.scan('gokce');
    await at.desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await at.press('g');
    await expect.poll(async () => (await at.current()).withUs).toContain('PASSPORT');
    const panel = at.desk.locator('.ticketPanel');
    await expect(panel.locator('.ticketInHand')).toContainText('B007');
    const before = must(await callFrom(at.desk, 'ticketList', {})).inHand;
    const finish = panel.getByRole('button', { name: zh.tickets.finish });
    await finish.focus();
    await at.press('Enter');
    await expect(panel.locator('.failureNote')).toHaveAttribute('data-code', 'passportWithUs');
    await at.look('ticket-kept');
    await at.press('Shift+F4');
    await at.dialog().locator('input').fill('52');
    await at.press('Control+Enter');
    await expect(at.dialog().locator('.failureNote')).toHaveAttribute('data-code', 'passportWithUs');
    await at.press('Escape');
    expect(must(await callFrom(at.desk, 'ticketList', {})).inHand).toEqual(before);
  });

  test('C2 a paper that is opened as a file is on the disk as the host made it, and the desk says so', async () => {
    await onDesk('sean');
    must(await callFrom(at.desk, 'noticeSlip', { caseId: (await at.current()).id, kind: 'insurance' }));
    await at.notices().waitFor();
    const [notice] = (await at.current()).notices;
    if (notice === undefined) throw new Error('no paper');
    const folder = test.info().outputPath('papers');
    const saved = terminal.app.evaluate(
      async ({ session }, to) =>
        new Promise<{ state: string; path: string }>((resolve) => {
          session.defaultSession.once('will-download', (_event, item) => {
            item.setSavePath(`${to}/${item.getFilename()}`);
            item.once('done', (_done, state) => resolve({ state, path: item.getSavePath() }));
          });
        }),
      folder,
    );
    await at.notices().getByRole('button', { name: zh.desk.notice.save }).first().focus();
    await at.press('Enter');
    await expect(at.desk.locator('.ant-message')).toContainText(`${notice.number}.pdf`);
    const { state, path } = await saved;
    expect(state).toBe('completed');
    expect(path).toBe(join(folder, `${notice.number}.pdf`));
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
