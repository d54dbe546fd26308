import type { CaseView } from '../../main/contract/cases.ts';
import { shanghaiDate } from '../../main/domain/calendar/shanghai.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import type { DeskActs } from './deskActs.ts';
import { chooseOutcome } from './originalsChapter.ts';
import { keepNotice } from './papersChapter.ts';
import { mustBe, until, type Stage } from './stage.ts';

/** What the law does by itself when nobody tells anything: the training clock goes from working day to working day until it has (C3). */
export async function clockChapter(stage: Stage, acts: DeskActs): Promise<void> {
  const { desk } = stage;
  const told: { received: CaseView | null } = { received: null };
  const received = (): CaseView => {
    if (told.received === null) throw new Error('an earlier act failed');
    return told.received;
  };
  const putAside = async (): Promise<void> => {
    await stage.ask('caseSelect', { caseId: null });
    await desk.keyboard.press('Alt+2');
    await desk.keyboard.press('Alt+1');
    await desk.locator('.watchList').filter({ hasText: texts.outcome.clock.title }).waitFor();
  };

  await stage.act('训练时钟逐日拨快：临近期限 The training clock goes on, day by day', async () => {
    await acts.signOut();
    await acts.signIn('limin');
    const view = await acts.scanNotice('lucia');
    told.received = view;
    const { deadline } = view.clock;
    let days = 0;
    let today = shanghaiDate(Date.parse((await stage.ask('stationStatus', {})).now));
    while (today < deadline) {
      today = shanghaiDate(Date.parse((await stage.dock('moveClock', { to: 'workingDay' })).now));
      days += 1;
    }
    mustBe(days === 5 && today === deadline, 'the fifth working day is the last');
    mustBe(!(await acts.now(view.id)).clock.breached, 'the last day is still ours');
    // Other cases of the day are open too: the strip names the worst, the list all of them.
    await desk.locator('.watchStrip').waitFor();
    await putAside();
    await desk.locator('.watchList li').filter({ hasText: view.number }).waitFor();
    await stage.bothShots('law-about-to');
    return `${days} working days, until ${deadline}`;
  });

  await stage.act('五个工作日已过：依法视为受理 The law has accepted', async () => {
    await stage.dock('moveClock', { to: 'workingDay' });
    const line = desk.locator('.watchList li').filter({ hasText: received().number });
    await line.getByText(texts.outcome.clock.breached).waitFor();
    const back = await stage.tryDock('moveClock', { to: 'real' });
    mustBe(
      !back.ok && back.error.code === 'clockBehindRecords',
      'there is no way back behind what was recorded',
    );
    await stage.shot(desk, 'law-breached');
    await acts.signOut();
    await acts.signIn('zhaoqiang');
    await line.getByRole('button').click();
    await desk.locator('.documentRow').first().waitFor();
    await acts.press('F7');
    await desk.getByRole('dialog').waitFor();
    await chooseOutcome(stage, texts.outcome.name.countAsAccepted);
    await stage.shot(desk, 'law-panel');
    await desk.keyboard.press('Control+Enter');
    const view = await until('the record', async () => {
      const found = await acts.now(received().id);
      return found.countsAsAcceptedOn === null ? null : found;
    });
    mustBe(
      view.countsAsAcceptedOn === shanghaiDate(Date.parse(received().openedAt)),
      'accepted since the day of receipt',
    );
    await desk.locator('.notices').getByText(texts.desk.notice.kind.acceptanceByLaw).first().waitFor();
    await stage.bothShots('law-recorded');
    return keepNotice(stage, view, 'notice-acceptance-by-law');
  });
}
