import { describeError, type ErrorCode } from '../../main/contract/errors.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import { zh as kioskWords } from '../../renderer/features/kiosk/texts/zh.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import type { DeskActs } from './deskActs.ts';
import { keepNotice } from './papersChapter.ts';
import { mustBe, until, type Stage } from './stage.ts';

/** The day begins: somebody takes a number, is called, shows every original and is accepted. */
export async function windowChapter(stage: Stage, acts: DeskActs): Promise<{ accepted: CaseView }> {
  const { desk } = stage;
  const told: { accepted: CaseView | null } = { accepted: null };

  await stage.act('主管开启当日 The supervisor opens the day', async () => {
    await stage.shot(desk, 'sign-in');
    await acts.signIn('zhaoqiang');
    await desk.keyboard.press('Alt+5');
    await stage.ask('dayOpen', {});
    await stage.shot(desk, 'day-open');
    await acts.signOut();
    return (await stage.ask('stationStatus', {})).day ?? '';
  });

  await stage.act('经办员登录 The clerk signs in', async () => {
    await acts.signIn('limin');
    await stage.shot(desk, 'desk-empty');
    return (await stage.ask('session', {})).staff?.displayName ?? '';
  });

  await stage.act('取号与叫号 A number is taken and called', async () => {
    const { kiosk } = stage;
    await kiosk.getByRole('button', { name: kioskWords.attract.start }).click();
    await kiosk.getByRole('button', { name: '中文' }).click();
    await kiosk.getByRole('button', { name: kioskWords.notice.takeNumber }).click();
    await kiosk.locator('.kioskTicket').waitFor();
    await stage.shot(kiosk, 'kiosk-number');
    await kiosk.getByRole('button', { name: kioskWords.slip.staffFinish }).click();
    await desk.locator('.ticketPanel').getByText('A001').waitFor();
    await desk.keyboard.press('F3');
    const { inHand } = await until('the called number', async () => {
      const board = await stage.ask('ticketList', {});
      return board.inHand === null ? null : board;
    });
    await desk.locator('.ticketInHand[data-state="called"]').waitFor();
    await stage.bothShots('desk-called');
    return inHand?.number ?? '';
  });

  await stage.act('扫描通知二维码 Scan the Notice', async () => {
    const view = await acts.scanNotice('anna');
    const { inHand } = await stage.ask('ticketList', {});
    mustBe(inHand?.caseId === view.id, 'the called number belongs to the case now');
    await stage.shot(desk, 'desk-scanned');
    told.accepted = view;
    return view.number;
  });

  await stage.act('护照机读、逐字段比对 Passport against the record', async () => {
    const view = await acts.layPassport('anna', must(told.accepted).id);
    mustBe(
      view.comparison.every((row) => row.machine === 'same' || row.eye?.outcome === 'same'),
      'every field is the same',
    );
    await stage.shot(desk, 'desk-compared');
    return `${view.comparison.length} fields`;
  });

  await stage.act('逐项核验原件 One key per original', async () => {
    const view = await acts.verdicts(must(told.accepted).id);
    mustBe(view.accept.allowed, 'the case can be accepted');
    await stage.bothShots('desk-checked');
    return `${view.documents.filter((row) => row.verdict === 'matches').length} originals`;
  });

  await stage.act('受理并出具受理通知书 Accept, with its paper', async () => {
    const view = await acts.decide('F9', must(told.accepted).id);
    mustBe(view.state === 'accepted', 'the case is accepted');
    told.accepted = view;
    const number = await keepNotice(stage, view, 'notice-acceptance');
    await desk.locator('.ticketPanel').getByRole('button', { name: texts.tickets.finish }).click();
    await stage.shot(desk, 'desk-accepted');
    return number;
  });

  return { accepted: must(told.accepted) };
}

/** What is laid under scanner and reader and is nothing for them: each is refused by name. */
export async function refusalsChapter(stage: Stage, acts: DeskActs): Promise<void> {
  const { desk } = stage;
  const refusals: readonly [string, ErrorCode, () => Promise<unknown>][] = [
    [
      '别的系统的二维码 A QR of another system',
      'qrForeign',
      () => stage.dock('scanText', { text: 'https://example.com/pay?x=1', target: 'window' }),
    ],
    [
      '损坏的二维码 A damaged QR',
      'qrDamaged',
      () => stage.dock('scanText', { text: 'ZKT1:TRN44030', target: 'window' }),
    ],
    [
      '未知的许可 An unknown permit',
      'permitUnknown',
      () => stage.dock('scanNotice', { personId: 'nemo', target: 'window' }),
    ],
    [
      '护照机读区截断 A truncated zone',
      'mrzTruncated',
      () => stage.dock('showLines', { lines: ['P<D<<SPECIMEN<<ANNA', 'C0TEST001'], target: 'window' }),
    ],
  ];
  for (const [name, code, work] of refusals) {
    await stage.act(name, async () => {
      await work();
      const said = await acts.problemSays(fixedPart(describeError({ code }, 'zh').message));
      await stage.shot(desk, `problem-${code}`);
      return said;
    });
  }
}

/** The part of a message before its first value. */
function fixedPart(message: string): string {
  return message.split(/[{“（]/)[0] ?? message;
}

function must<Value>(value: Value | null): Value {
  if (value === null) throw new Error('an earlier act failed');
  return value;
}
