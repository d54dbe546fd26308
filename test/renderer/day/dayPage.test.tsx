import { describe, expect, it } from 'vitest';
import { exceptionKind } from '../../../main/contract/day.ts';
import { ClosedDayView } from '../../../renderer/features/day/ClosedDayView.tsx';
import { DayPage } from '../../../renderer/features/day/DayPage.tsx';
import { FiguresView } from '../../../renderer/features/day/FiguresView.tsx';
import { Identities } from '../../../renderer/features/day/Identities.tsx';
import { MatchDay } from '../../../renderer/features/day/MatchDay.tsx';
import { UnconfirmedNote, openNow } from '../../../renderer/features/day/Standing.tsx';
import { ThreeWayMatch } from '../../../renderer/features/day/ThreeWayMatch.tsx';
import { days, fullFigures, quietFigures } from '../fixtures/dayFixtures.ts';
import { renderText } from '../helpers/render.tsx';

const { match } = fullFigures;
if (match === undefined) throw new Error('the fixture lost its match');
const status = (changes: object) => ({
  date: '2026-11-24',
  state: 'open',
  openedAt: '2026-11-24T00:20:00.000Z',
  openedBy: '王主管',
  lastClosed: '2026-11-23',
  unsigned: [],
  ...changes,
});
const matched = (roles: 'supervisor' | 'auditor', figures = fullFigures) =>
  renderText(<MatchDay date="2026-11-24" />, {
    roles: [roles],
    language: 'en',
    answers: [[['dayFigures', {}], figures]],
  });

describe('H2 the three-way match', () => {
  it('counts what agrees and shows only the others, side by side', () => {
    const text = renderText(<ThreeWayMatch match={match} />, { language: 'en' });
    for (const each of [
      '15 of 18 cards agree',
      'differ: 2',
      'unconfirmed: 1',
      'This station Machine Upstream',
      'blank •••• 4417',
      'made here, upstream has nothing',
      'no blank here',
      'waits for its receipt',
      'counter 19, ledger 19',
      'counter could not be read, ledger 0',
    ])
      expect(text).toContain(each);
  });

  it('says that upstream was not asked instead of leaving it out (13.10)', () => {
    const text = renderText(<ThreeWayMatch match={{ ...match, upstreamAskedAt: null }} />);
    expect(text).toContain('上级未能查询：11.5 列为待确认，不跳过');
    expect(openNow({ match: { ...match, upstreamAskedAt: null }, queue: quietFigures.queue })).toMatchObject({
      upstreamAsked: false,
    });
    expect(openNow(quietFigures)).toBeNull();
  });
});

describe('H1 identities', () => {
  it('show those that do not hold in sight, the others behind a count; two of one number stay two', () => {
    const [first] = fullFigures.identities;
    if (first === undefined) throw new Error('the fixture lost its identities');
    const twice = [first, { ...first, zh: '另一类', en: 'another class', right: 3, holds: false }];
    const text = renderText(<Identities checks={twice} />, { language: 'en' });
    expect(text).toContain('1 hold');
    expect(text).toContain('1 do not hold');
    expect(text.indexOf('another class')).toBeLessThan(text.indexOf('The 1 that hold'));
  });
});

describe('H8 the exceptions of the day', () => {
  it('have owner and age, oldest first within a risk, and the two marks of what is missing', () => {
    const text = matched('supervisor');
    expect(text.indexOf('Card 4430')).toBeGreaterThan(-1);
    expect(text.indexOf('Card 4430')).toBeLessThan(text.indexOf('Card 4417'));
    expect(text).toContain('李样例 · for 2 d');
    expect(text).toContain('Reasons to write: 5');
    expect(text).toContain('8 more of low risk, no reason needed');
  });

  it('can be signed at once on a quiet day', () => {
    const text = matched('supervisor', quietFigures);
    for (const each of ['Ready to sign', 'Stock is equal', 'Three agree 18 / 18', 'No exceptions'])
      expect(text).toContain(each);
  });

  it('an auditor sees all of it, writes nothing and is told who signs', () => {
    const text = matched('auditor');
    expect(text).toContain('Needs the role: Supervisor');
    expect(text).toContain('Card 4430');
    expect(text).not.toContain('Reasons to write');
  });

  it('has a word for every kind of the contract', () => {
    for (const kind of exceptionKind.options) {
      const [first] = fullFigures.exceptions;
      const text = matched('supervisor', {
        ...fullFigures,
        exceptions: first === undefined ? [] : [{ ...first, kind }],
      });
      expect(text).not.toContain('day.figures.kind');
    }
  });
});

describe('H7 the pictures of the day repeat what is written', () => {
  it('twenty minutes, time per step, wait and service by hour, waste, age of the queue, clerks', () => {
    const text = renderText(<FiguresView figures={fullFigures} />, { language: 'en' });
    for (const each of [
      'Within 20 minutes: 14 of 16',
      'median 13:10',
      'longest 27:05',
      '0:55 (3:02)',
      '09:00 12 8 min 15 min',
      'print fault',
      'up to 1 h 9',
      '12:45 18:24',
      'lost 1; name changed 1',
    ])
      expect(text).toContain(each);
  });

  it('days that were closed before these were computed have none of it', () => {
    const {
      match: _match,
      cardTimes: _times,
      clerks: _clerks,
      wasteByReason: _waste,
      queueAge: _age,
      corrections: _corrections,
      earlierUnsigned: _unsigned,
      ...before
    } = fullFigures;
    const text = renderText(<FiguresView figures={before} />, { language: 'en' });
    for (const each of ['Scan to card', 'Waste by reason', 'By clerk', 'Corrections'])
      expect(text).not.toContain(each);
  });
});

describe('H3 a day that was not closed', () => {
  const page = (changes: object, roles: 'supervisor' | 'stockKeeper' = 'supervisor') =>
    renderText(<DayPage />, { roles: [roles], answers: [[['dayStatus', {}], status(changes)]] });

  it('is named in the morning with the way to close it and the way around', () => {
    const text = page({ date: '2026-11-23' });
    expect(text).toContain('2026-11-23 尚未关闭');
    expect(text).toContain('不关账先开启今天');
    expect(page({})).not.toContain('尚未关闭');
  });

  it('stays in sight after an override until two people have signed it', () => {
    const text = page({ unsigned: ['2026-11-20'] });
    expect(text).toContain('待补签的营业日');
    expect(text).toContain('2026-11-20');
  });

  it('is no business of those who may not read it', () => {
    expect(page({ unsigned: ['2026-11-20'] }, 'stockKeeper')).not.toContain('待补签');
  });

  it('opens with its frozen figures and its reasons to write, and with the signatures once it has them', () => {
    const view = (day: object) =>
      renderText(<ClosedDayView date="2026-11-23" />, {
        roles: ['supervisor'],
        language: 'en',
        answers: [[['dayClosed', { date: '2026-11-23' }], day]],
      });
    const waiting = view(days.overridden);
    for (const each of ['was not closed and was frozen', 'Reasons to write: 5', 'Two people sign late'])
      expect(waiting).toContain(each);
    expect(waiting).not.toContain('Signed late');
    const late = view(days.late);
    for (const each of ['Signed late', 'decided by two people', 'Save PDF', 'Save XLSX'])
      expect(late).toContain(each);
    expect(view(days.closed)).not.toContain('Signed late');
  });

  it('says what its close could not prove (13.10)', () => {
    const { unconfirmed } = days.late;
    const text = renderText(<UnconfirmedNote value={unconfirmed ?? null} />, { language: 'en' });
    for (const each of ['could not be asked', 'cards 2', 'papers 3', 'rows to send 12', '2026-11-23 15:31'])
      expect(text).toContain(each);
    expect(renderText(<UnconfirmedNote value={null} />)).toContain('上级已全部确认');
  });
});

describe('G9 corrections stand in the day they came', () => {
  it('with the closed day they are about', () => {
    const text = renderText(<FiguresView figures={fullFigures} />, { language: 'en' });
    expect(text).toContain('2026-11-23 late receipt Card report · RCP-2026-118790');
  });
});
