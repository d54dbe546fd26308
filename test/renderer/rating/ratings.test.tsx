import { describe, expect, it } from 'vitest';
import type { CaseId, RatingId } from '../../../main/contract/ids.ts';
import {
  ratingLevel,
  type RatingFollowUp,
  type RatingSheet as Sheet,
} from '../../../main/contract/ratings.ts';
import { RatingAsk } from '../../../renderer/features/rating/RatingAsk.tsx';
import { RatingFollowUps } from '../../../renderer/features/rating/RatingFollowUps.tsx';
import { RatingSheet } from '../../../renderer/features/rating/RatingSheet.tsx';
import { ratingLevels } from '../../../renderer/i18n/ratingWords.ts';
import { renderText } from '../helpers/render.tsx';

const endsAt = '2099-01-01T00:00:00.000Z';
const sheet = (shown: Sheet): string =>
  renderText(<RatingSheet />, { answers: [[['ratingSheet', {}], shown]] });
const ask: Sheet = { page: 'ask', caseNumber: 'SZ50-20261125-0007', endsAt };
const caseId = 'case_1' as CaseId;

describe('C6 the sheet of the visitor', () => {
  it('has the five levels in the order and the words of the rule, in both languages, each with its key', () => {
    expect(ratingLevels.map(({ level }) => level)).toEqual(ratingLevel.options);
    expect(sheet(ask)).toMatch(
      /非常满意\s+Very satisfied\s+1.*满意\s+Satisfied\s+2.*基本满意\s+Mostly satisfied\s+3.*不满意\s+Dissatisfied\s+4.*非常不满意\s+Very dissatisfied\s+5/,
    );
  });

  it('is never forced and says that the staff cannot see it; there is nothing about staff on it', () => {
    const text = sheet(ask);
    for (const each of ['暂不评价', 'Not now', '自愿评价', 'cannot see your answer', 'SZ50-20261125-0007'])
      expect(text).toContain(each);
    // The person who is signed in here (test/renderer/helpers/render.tsx).
    expect(text).not.toMatch(/李样例|limin|staff_1/);
  });

  it('thanks without repeating what was said, and is away when nobody is asked', () => {
    const thanks = sheet({ page: 'thanks', endsAt });
    expect(thanks).toContain('谢谢您的评价');
    expect(thanks).not.toMatch(/满意|[Ss]atisfied/);
    expect(sheet({ page: 'closed' }).trim()).toBe('');
  });
});

describe('C6 the desk', () => {
  const desk = (state: string, roles: readonly ('clerk' | 'auditor')[] = ['clerk']): string =>
    renderText(<RatingAsk caseId={caseId} />, {
      roles: [...roles],
      answers: [[['ratingState', { caseId }], { state }]],
    });

  it('sees whether it was rated and offers to ask once', () => {
    expect(desk('notRated')).toMatch(/未评价.*请办事人评价\s+F5/);
    expect(desk('rated')).toContain('已评价');
    expect(desk('rated')).not.toContain('请办事人评价');
    expect(desk('notYet').trim()).toBe('');
  });

  it('I4 who may not ask is offered nothing', () => {
    expect(desk('notRated', ['auditor'])).not.toContain('F5');
  });
});

describe('C6 follow-ups', () => {
  /** The last thing of a line; antd puts a space between two characters. */
  const closeButton = /办 ?结\s*$/;
  const followUp: RatingFollowUp = {
    id: 'rating_1' as RatingId,
    caseId,
    caseNumber: 'SZ50-20261125-0007',
    level: 'veryDissatisfied',
    givenAt: '2026-11-25T02:00:00.000Z',
    dueOn: '2026-12-16',
    workingDaysLeft: 15,
    closed: null,
  };
  const list = (shown: readonly RatingFollowUp[], language: 'zh' | 'en' = 'zh'): string =>
    renderText(<RatingFollowUps />, {
      language,
      roles: ['supervisor'],
      answers: [[['ratingFollowUps', { openOnly: true }], shown]],
    });

  it('are shown with level, case and what is left of the fifteen days', () => {
    const text = list([followUp]);
    for (const each of ['非常不满意', 'SZ50-20261125-0007', '2026-12-16 前，剩 15 个工作日'])
      expect(text).toContain(each);
    expect(text).toMatch(closeButton);
    expect(list([followUp], 'en')).toContain('by 2026-12-16, 15 working days left');
  });

  it('overdue ones say so in words; an empty list too', () => {
    expect(list([{ ...followUp, workingDaysLeft: -1 }])).toContain('已逾期：应于 2026-12-16 前办结');
    expect(list([])).toContain('没有待回访的差评');
  });

  it('closed ones say by whom and what was done, and cannot be closed again', () => {
    const closed = { at: '2026-11-26T02:00:00.000Z', by: '赵主管', note: '已致歉' };
    const text = list([{ ...followUp, closed }]);
    expect(text).toContain('赵主管 于 2026-11-26 10:00 办结：已致歉');
    expect(text).not.toMatch(closeButton);
  });
});
