import { describe, expect, it } from 'vitest';
import type { Situation } from '../../../../main/contract/caseFacts.ts';
import type { BusinessType } from '../../../../main/contract/permit.ts';
import { transitionRows } from '../../../../main/domain/rules/transition.ts';
import { shippedPacks } from '../../helpers/shippedPacks.ts';
import { shenzhen } from './ruleDesk.ts';

interface Case {
  readonly for: BusinessType;
  readonly says?: readonly Situation[];
  readonly approved: string;
  readonly validTo?: string;
  readonly today?: string;
  /** Rule, where it is done, what it becomes, and whether the case as it stands is stopped. */
  readonly answer: readonly (readonly [
    rule: string,
    place: string,
    leadsTo: BusinessType | null,
    stops: boolean,
  ])[];
}

const late = '2027-06-30';
const on = '2024-12-02';
/** Dated cases with the answer of the text. Sources: questions 6 to 9 and 14 to 16 of the notice, document 75 of 2024. */
const table: readonly Case[] = [
  // Question 6: a Notice application under way goes on.
  {
    for: 'OVERSEAS',
    says: ['noticeInProgress'],
    approved: '2024-12-01',
    answer: [['5.20', 'none', null, false]],
  },
  {
    for: 'OVERSEAS',
    says: ['noticeInProgress'],
    approved: '2024-12-20',
    answer: [['5.20', 'none', null, false]],
  },
  {
    for: 'OVERSEAS',
    says: ['noticeInProgress'],
    approved: '2024-11-29',
    today: '2024-12-01',
    answer: [['5.20', 'none', null, false]],
  },
  // Before the day nothing of this is in force.
  { for: 'OVERSEAS', says: ['noticeInProgress'], approved: '2024-11-29', today: '2024-11-30', answer: [] },
  {
    for: 'OVERSEAS',
    says: ['cardApplicationInProgress'],
    approved: '2024-11-01',
    today: '2024-11-30',
    answer: [],
  },
  { for: 'CANCEL_NOTICE_PRE', approved: '2024-11-01', today: '2024-11-30', answer: [] },
  { for: 'REISSUE_E', approved: '2023-05-01', today: '2024-11-30', answer: [] },
  // Question 7: the card was applied for: back to the pre-review; once approved again it is an ordinary case.
  {
    for: 'OVERSEAS',
    says: ['cardApplicationInProgress'],
    approved: '2024-11-01',
    today: '2024-12-01',
    answer: [['5.21', 'online', 'OVERSEAS', true]],
  },
  {
    for: 'OVERSEAS',
    says: ['cardApplicationInProgress'],
    approved: '2024-11-30',
    answer: [['5.21', 'online', 'OVERSEAS', true]],
  },
  { for: 'OVERSEAS', says: ['cardApplicationInProgress'], approved: '2024-12-01', answer: [] },
  { for: 'OVERSEAS', says: ['cardApplicationInProgress'], approved: '2024-12-18', answer: [] },
  // Question 8: Notice finished, card never applied for.
  {
    for: 'OVERSEAS',
    says: ['cardNotApplied'],
    approved: '2024-06-15',
    answer: [['5.22', 'online', 'REISSUE_NOTICE', true]],
  },
  {
    for: 'OVERSEAS',
    says: ['cardNotApplied'],
    approved: '2024-11-30',
    today: '2024-12-01',
    answer: [['5.22', 'online', 'REISSUE_NOTICE', true]],
  },
  { for: 'OVERSEAS', says: ['cardNotApplied'], approved: '2024-12-01', answer: [] },
  {
    for: 'REISSUE_NOTICE',
    says: ['cardNotApplied'],
    approved: '2024-11-30',
    answer: [['4.18', 'online', null, false]],
  },
  {
    for: 'REISSUE_NOTICE',
    says: ['cardNotApplied'],
    approved: '2024-01-10',
    today: '2026-11-25',
    answer: [['4.18', 'online', null, false]],
  },
  {
    for: 'REISSUE_NOTICE',
    says: ['cardNotApplied'],
    approved: '2024-12-01',
    answer: [['4.18', 'none', 'OVERSEAS', true]],
  },
  {
    for: 'REISSUE_NOTICE',
    says: ['cardNotApplied'],
    approved: '2025-02-01',
    today: '2025-03-01',
    answer: [['4.18', 'none', 'OVERSEAS', true]],
  },
  // Question 9, 14: an unexpired card; the last day counts, the day after does not.
  {
    for: 'REISSUE_E',
    says: ['holdsOldCard'],
    approved: '2023-05-01',
    validTo: '2024-12-02',
    answer: [['4.19', 'window', null, false]],
  },
  {
    for: 'REISSUE_E',
    says: ['holdsOldCard'],
    approved: '2023-05-01',
    validTo: '2024-12-01',
    today: '2024-12-01',
    answer: [['4.19', 'window', null, false]],
  },
  {
    for: 'REISSUE_E',
    says: ['holdsOldCard'],
    approved: '2023-05-01',
    validTo: '2024-12-01',
    answer: [['4.19', 'none', null, true]],
  },
  {
    for: 'REISSUE_E',
    says: ['holdsOldCard'],
    approved: '2022-05-01',
    validTo: '2024-04-30',
    answer: [['4.19', 'none', null, true]],
  },
  // Document 75: no change, no replacement; the new procedure at the next extension or change.
  { for: 'SSC_ISSUE', approved: '2023-05-01', answer: [] },
  {
    for: 'CANCEL',
    says: ['holdsOldCard'],
    approved: '2023-05-01',
    validTo: late,
    answer: [['5.23', 'none', null, false]],
  },
  { for: 'CANCEL', says: ['holdsOldCard'], approved: '2023-05-01', validTo: '2024-12-01', answer: [] },
  {
    for: 'EXTEND',
    says: ['holdsOldCard'],
    approved: '2023-05-01',
    validTo: late,
    answer: [['5.23', 'none', null, false]],
  },
  {
    for: 'EXTEND',
    says: ['holdsOldCard'],
    approved: '2023-05-01',
    today: '2024-12-01',
    answer: [['5.23', 'none', null, false]],
  },
  {
    for: 'CHANGE',
    says: ['holdsOldCard'],
    approved: '2023-05-01',
    validTo: late,
    answer: [['5.23', 'none', null, false]],
  },
  {
    for: 'EXTEND',
    says: ['extensionPending'],
    approved: '2023-05-01',
    answer: [['5.24', 'online', null, false]],
  },
  {
    for: 'EXTEND',
    says: ['holdsOldCard', 'extensionPending'],
    approved: '2023-05-01',
    answer: [
      ['5.23', 'none', null, false],
      ['5.24', 'online', null, false],
    ],
  },
  // Question 16: approved before the day on paper, later online; the day itself is not stated, its default is online (5.12).
  { for: 'CANCEL_NOTICE_PRE', approved: '2024-11-30', answer: [['4.15', 'window', null, false]] },
  {
    for: 'CANCEL_NOTICE_PRE',
    approved: '2024-01-15',
    today: '2026-11-25',
    answer: [['4.15', 'window', null, false]],
  },
  { for: 'CANCEL_NOTICE_PRE', approved: '2024-12-01', answer: [['5.12', 'online', 'CANCEL', true]] },
  {
    for: 'CANCEL_NOTICE_PRE',
    approved: '2024-12-01',
    today: '2024-12-01',
    answer: [['5.12', 'online', 'CANCEL', true]],
  },
  { for: 'CANCEL_NOTICE_PRE', approved: '2024-12-02', answer: [['5.12', 'online', 'CANCEL', true]] },
  {
    for: 'CANCEL',
    says: ['cardNotApplied'],
    approved: '2024-11-30',
    answer: [['4.15', 'window', 'CANCEL_NOTICE_PRE', true]],
  },
  {
    for: 'CANCEL',
    says: ['cardNotApplied'],
    approved: '2024-12-01',
    answer: [['5.12', 'online', null, false]],
  },
  {
    for: 'CANCEL',
    says: ['cardNotApplied'],
    approved: '2025-01-05',
    today: '2025-02-01',
    answer: [['5.12', 'online', null, false]],
  },
  { for: 'CANCEL', approved: '2024-11-30', answer: [] },
  // Everything else is untouched ("其他业务类型不受影响").
  { for: 'OVERSEAS', approved: '2024-11-30', answer: [] },
  { for: 'DOMESTIC', approved: '2024-11-30', answer: [] },
  { for: 'EXTEND', approved: '2024-11-30', answer: [] },
  { for: 'SHORT', approved: '2024-11-30', answer: [] },
];

describe('B7 the transition table of 2024-12-01', () => {
  it('has at least thirty dated cases, the day itself among them', () => {
    expect(table.length).toBeGreaterThanOrEqual(30);
    expect(table.filter((each) => each.approved === '2024-12-01').length).toBeGreaterThanOrEqual(3);
    expect(table.filter((each) => each.today === '2024-12-01').length).toBeGreaterThanOrEqual(3);
  });

  it.each(
    table.map(
      (each, index) => [index + 1, each.for, each.says?.join(' + ') ?? 'nothing said', each] as const,
    ),
  )('case %i: %s, %s', (_number, _for, _says, each) => {
    for (const pack of shippedPacks) {
      const rows = transitionRows(pack, {
        businessType: each.for,
        situations: each.says ?? [],
        approvalDate: each.approved,
        permitValidTo: each.validTo ?? late,
        today: each.today ?? on,
      });
      expect(rows.map(({ rule, place, leadsTo, stops }) => [rule, place, leadsTo, stops])).toEqual(
        each.answer,
      );
    }
  });

  it('says each answer in both languages with the clause it comes from', () => {
    for (const { words, clause } of shenzhen.transition) {
      expect(words.zh).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/[a-z]/);
      expect(clause.zh).toMatch(/常见问答第\d+问|2024年75号文|业界通报/);
    }
  });
});
