import { describe, expect, it } from 'vitest';
import type { CaseId, TicketId } from '../../../main/contract/ids.ts';
import type { TicketBoard, TicketView } from '../../../main/contract/tickets.ts';
import { TicketDay } from '../../../renderer/features/tickets/TicketDay.tsx';
import { TicketPanel } from '../../../renderer/features/tickets/TicketPanel.tsx';
import { ticketActs } from '../../../renderer/features/tickets/ticketActs.ts';
import { keyName } from '../../../renderer/ui/useKeys.ts';
import { now } from '../fixtures/caseFixtures.ts';
import { renderText, type Scene } from '../helpers/render.tsx';

const before = (minutes: number): string => new Date(Date.parse(now) - minutes * 60_000).toISOString();
const ticket = (number: string, changes: Partial<TicketView> = {}): TicketView => ({
  id: `ticket_${number}` as TicketId,
  number,
  source: 'local',
  state: 'waiting',
  takenAt: before(12),
  calledAt: null,
  recalls: 0,
  servedAt: null,
  caseId: null,
  caseNumber: null,
  ...changes,
});
const board = (changes: Partial<TicketBoard> = {}): TicketBoard => ({
  inHand: null,
  waiting: [],
  skipped: [],
  server: 'none',
  ...changes,
});
const called = ticket('A012', { state: 'called', calledAt: now });
const serving = ticket('A012', {
  state: 'serving',
  caseId: 'case_1' as CaseId,
  caseNumber: 'SZ50-20261125-0007',
});
const panel = (shown: TicketBoard, scene: Scene = {}, selected: CaseId | null = null): string =>
  renderText(<TicketPanel selected={selected} />, { ...scene, answers: [[['ticketList', {}], shown]] });
const ids = (shown: Partial<TicketBoard>) => ticketActs(board(shown)).map(({ id, key }) => `${id} ${key}`);

describe('A9 what can be pressed in the queue of people', () => {
  it.each<readonly [string, Partial<TicketBoard>, readonly string[]]>([
    ['nobody is there', {}, []],
    ['somebody waits', { waiting: [ticket('A013')] }, ['call F3']],
    [
      'called and not here yet',
      { inHand: called, waiting: [ticket('A013')] },
      ['recall Shift+F3', 'skip F4', 'transfer Shift+F4', 'finish null'],
    ],
    [
      'at the window',
      { inHand: serving, waiting: [ticket('A013')] },
      ['call F3', 'transfer Shift+F4', 'finish null'],
    ],
    ['at the window, nobody waits', { inHand: serving }, ['transfer Shift+F4', 'finish null']],
    ['a server may know somebody', { server: 'online' }, ['call F3']],
    ['a server that is down knows nobody', { server: 'offline' }, []],
  ])('%s', (_, shown, acts) => {
    expect(ids(shown)).toEqual(acts);
  });

  it('K4 Shift makes another key of a function key, and of nothing else', () => {
    const press = (key: string, shiftKey: boolean): string =>
      keyName({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey });
    expect([press('F3', true), press('F3', false), press('A', true), press('ArrowUp', true)]).toEqual([
      'Shift+F3',
      'F3',
      'a',
      'ArrowUp',
    ]);
  });
});

describe('A9 the queue of people above the list', () => {
  it.each([
    ['zh', ['A012', '已叫', '等候 6', 'A013 12 分', 'A017', '另有 1 个号', '再叫 ⇧F3', '过号 F4']],
    ['en', ['A012', 'called', '6 waiting', 'A013 12 min', 'A017', '1 more', 'Call again ⇧F3', 'Skip F4']],
  ] as const)('the number in hand, who waits and since when (%s)', (language, words) => {
    const waiting = [13, 14, 15, 16, 17, 18].map((each) => ticket(`A0${each}`));
    const text = panel(board({ inHand: called, waiting }), { language });
    for (const each of words) expect(text).toContain(each);
    expect(text).not.toContain('A018');
  });

  it('the case of who is at the window, how often they were called, and where the number is from', () => {
    const text = panel(board({ inHand: { ...serving, recalls: 1, source: 'manual' } }));
    for (const each of ['SZ50-20261125-0007', '办理中', '已叫 2 次', '手工']) expect(text).toContain(each);
  });

  it('a wrong tie can be put right, a right one is not offered again', () => {
    expect(panel(board({ inHand: serving }), {}, 'case_2' as CaseId)).toContain('接入当前办件');
    expect(panel(board({ inHand: serving }), {}, 'case_1' as CaseId)).not.toContain('接入当前办件');
    expect(panel(board({ inHand: called }))).not.toContain('接入当前办件');
  });

  it('skipped numbers are one touch away; a server is named with its state', () => {
    const text = panel(board({ skipped: [ticket('A009', { state: 'skipped' })], server: 'offline' }));
    expect(text).toContain('过号 A009');
    expect(text).toContain('排队系统离线，用本机队列');
    expect(panel(board())).not.toContain('排队系统');
  });

  it('I4 who may not call sees the queue and no button', () => {
    const text = panel(board({ inHand: called, waiting: [ticket('A013')] }), { roles: ['auditor'] });
    expect(text).toContain('A013');
    expect(text).not.toMatch(/再叫|F3|F4|手工叫号/);
  });

  it('the day page has arrivals and waits, and nothing on a day without numbers', () => {
    const figures = {
      arrivals: 31,
      called: 30,
      stillWaiting: 1,
      done: 27,
      skipped: 2,
      transferred: 1,
      medianWaitSeconds: 570,
      longestWaitSeconds: 2400,
      medianServiceSeconds: null,
      longestServiceSeconds: null,
    };
    const day = (shown: typeof figures, language: 'zh' | 'en' = 'zh'): string =>
      renderText(<TicketDay date="2026-11-25" />, {
        language,
        answers: [[['ticketDay', { date: '2026-11-25' }], shown]],
      });
    for (const each of ['取号 31', '等候中位 10 分钟', '最长等候 40 分钟', '办理中位 —'])
      expect(day(figures)).toContain(each);
    expect(day(figures, 'en')).toContain('Longest wait 40 min');
    expect(day({ ...figures, arrivals: 0 }).trim()).toBe('');
  });
});
