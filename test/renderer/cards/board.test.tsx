import { describe, expect, it } from 'vitest';
import { jobGroup, type CardJobView } from '../../../main/contract/cards.ts';
import {
  boardGroups,
  boardOrder,
  groupOrder,
  neighbour,
} from '../../../renderer/features/cards/boardRows.ts';
import { CardBoard } from '../../../renderer/features/cards/CardBoard.tsx';
import { RecoveryPage } from '../../../renderer/features/cards/RecoveryPage.tsx';
import { jobs } from '../fixtures/workFixtures.ts';
import { renderText } from '../helpers/render.tsx';

const ahead = { limit: 20, held: 1, hours: 24, cases: 3, usableOffline: true, online: true };
const board = (listed: readonly CardJobView[], language: 'zh' | 'en' = 'zh', view: object = {}): string =>
  renderText(<CardBoard />, {
    language,
    answers: [
      [['cardJobs', {}], listed],
      [['cardAhead', {}], { ...ahead, ...view }],
    ],
  });

describe('D7 G1 the board: every job in a group by what it needs', () => {
  it('has a place for every group, so that none is hidden', () => {
    expect([...groupOrder].toSorted()).toEqual([...jobGroup.options].toSorted());
    const one = jobGroup.options.map((group, index): CardJobView => ({
      ...jobs.visual,
      id: `job_${index}` as never,
      group,
    }));
    expect(boardGroups(one).map(({ group }) => group)).toEqual(groupOrder);
    expect(boardOrder(one)).toHaveLength(jobGroup.options.length);
  });

  it('overdue first, then the oldest; what is done by its end', () => {
    const at = (id: string, since: string, more: Partial<CardJobView> = {}): CardJobView => ({
      ...jobs.visual,
      id: id as never,
      since,
      ...more,
    });
    const young = at('young', '2026-11-24T03:00:00.000Z');
    const old = at('old', '2026-11-24T01:00:00.000Z');
    const late = at('late', '2026-11-24T02:00:00.000Z', { overdue: true });
    expect(boardOrder([young, old, late]).map(({ id }) => id)).toEqual(['late', 'old', 'young']);
    const done = [old, young].map((job): CardJobView => ({ ...job, group: 'done' }));
    expect(boardOrder(done).map(({ id }) => id)).toEqual(['young', 'old']);
  });

  it('arrow keys stay on the board, and begin at the top', () => {
    const order = [jobs.visual, jobs.handOver];
    expect(neighbour(order, null, 1)?.id).toBe(jobs.visual.id);
    expect(neighbour(order, jobs.visual.id, 1)?.id).toBe(jobs.handOver.id);
    expect(neighbour(order, jobs.handOver.id, 1)?.id).toBe(jobs.handOver.id);
    expect(neighbour(order, jobs.visual.id, -1)?.id).toBe(jobs.visual.id);
    expect(neighbour([], null, 1)).toBeNull();
  });

  it('a row says holder, state, place, owner, age, and by word what is overdue', () => {
    for (const [language, words] of [
      ['zh', ['等上级系统', '已制成，未上报', '在窗口保管', '已逾期']],
      ['en', ['Waits for upstream', 'made, not reported', 'Overdue']],
    ] as const) {
      const text = board([jobs.pendingReport], language);
      for (const word of [...words, jobs.pendingReport.holderName, jobs.pendingReport.owner])
        expect(text).toContain(word);
    }
  });

  it('a refused row is named on its job, in words', () => {
    const refused = {
      ...jobs.pendingReport,
      group: 'you' as const,
      refusedRow: {
        kind: 'card.report',
        reason: 'not in our books',
        owner: '李样例',
        since: jobs.pendingReport.since,
      },
    };
    expect(board([refused])).toContain('上级退回：制卡上报');
    expect(board([refused], 'en')).toContain('not in our books');
  });

  it('an empty board and one of somebody else say so', () => {
    expect(board([])).toContain('暂无制卡任务');
  });
});

describe('D2 G4 fetching ahead says what is held, how many more, and why not', () => {
  it('counts what the limit still allows', () => {
    expect(board([])).toContain('已预取未用 1 / 20 件');
    expect(board([])).toContain('预取 3 件');
    expect(board([], 'zh', { limit: 2 })).toContain('预取 1 件');
  });

  it.each([
    [{ online: false }, '社保卡系统离线'],
    [{ held: 20 }, '已达上限'],
    [{ cases: 0 }, '没有可预取'],
    [{ usableOffline: false }, '预取后离线也不能制卡'],
  ])('%j', (view, words) => {
    expect(board([], 'zh', view)).toContain(words);
  });
});

describe('E8 the recovery page', () => {
  const nothing = { unclean: false, cutOff: [], unknown: [], printers: [], collect: [], units: [], rows: [] };
  const page = (view: object, language: 'zh' | 'en' = 'zh'): string =>
    renderText(<RecoveryPage />, { language, answers: [[['cardRecovery', {}], { ...nothing, ...view }]] });

  it('asks the two questions of an unknown step, and offers to put a card without a job away', () => {
    const printer = {
      printerId: 'cardPrinter',
      place: 'window',
      answered: true,
      position: 'chip',
      jobId: null,
      finding: 'foreign',
    };
    const view = { unclean: true, unknown: [jobs.unknown], cutOff: [jobs.unknown], printers: [printer] };
    const zh = page(view);
    for (const words of [
      '1. 卡现在在哪里',
      '2. 卡面是什么样',
      '机内的卡不属于任何任务',
      '读卡后送入废卡盒',
      '已逐项核对',
    ])
      expect(zh).toContain(words);
    const en = page(view, 'en');
    for (const words of ['belongs to no job', 'Every point is checked']) expect(en).toContain(words);
  });

  it('a clean start says so and asks for nothing', () => {
    const text = page({});
    expect(text).toContain('没有中断的制卡任务需要核对');
    expect(text).not.toContain('已逐项核对');
  });

  it('a card that agrees with the books is not offered to be put away', () => {
    const agrees = {
      printerId: 'cardPrinter',
      place: 'window',
      answered: true,
      position: 'none',
      jobId: null,
      finding: 'agrees',
    };
    expect(page({ printers: [agrees] })).not.toContain('送入废卡盒');
  });
});
