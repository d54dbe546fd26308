import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentSeen, SeenFact } from '../../../main/contract/caseFacts.ts';
import {
  choiceKeys,
  choicesOf,
  factsOfRow,
  keyedChoice,
  readTyped,
  typedNext,
} from '../../../renderer/features/desk/facts/factModel.ts';
import { typedDate } from '../../../renderer/features/desk/facts/typedDate.ts';
import { verdictKeys } from '../../../renderer/features/desk/checklistRows.ts';

const ask = (fact: SeenFact, required = true) => ({
  fact,
  zh: 'x',
  en: 'x',
  required,
});
const seen = (changes: Partial<DocumentSeen>): DocumentSeen => ({
  form: null,
  issueDate: null,
  effectiveDate: null,
  authType: null,
  authCountry: null,
  authority: null,
  authNumber: null,
  authDate: null,
  translation: null,
  seal: null,
  signature: null,
  by: '李样例',
  at: '2026-11-24T02:41:00.000Z',
  ...changes,
});

describe('B4 a date as it is typed', () => {
  it.each([
    ['20260301', '2026-03-01'],
    ['2026-3-1', '2026-03-01'],
    ['2026/03/01', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    [' 2026 0301 ', '2026-03-01'],
    ['20240229', '2024-02-29'],
  ])('%s', (typed, date) => {
    expect(typedDate(typed)).toBe(date);
  });

  it.each([
    '',
    '2026',
    '2026030',
    '20260230',
    '20261301',
    '20250229',
    '202603011',
    '1.3.2026',
    'abc',
    '2026-3',
  ])('%s is none', (typed) => {
    expect(typedDate(typed)).toBeNull();
  });

  it('reads back every day of the calendar', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const date = day.toISOString().slice(0, 10);
        expect(typedDate(date.replaceAll('-', ''))).toBe(date);
      }),
    );
  });

  it('says what is wrong with what was typed', () => {
    expect(readTyped('issueDate', '20260230')).toMatchObject({ ok: false, why: 'badDate' });
    expect(readTyped('authCountry', 'deu')).toEqual({ ok: true, value: 'DEU' });
    expect(readTyped('authCountry', 'de')).toMatchObject({ ok: false, why: 'badCountry' });
    expect(readTyped('authority', 'x')).toMatchObject({ ok: false, why: 'badText', least: 2 });
    expect(readTyped('authNumber', ' 77 ')).toEqual({ ok: true, value: '77' });
  });
});

describe('B2 answers of one key', () => {
  it('has a key for every answer of the contract, and none that gives a verdict', () => {
    for (const answers of Object.values(choicesOf))
      expect(answers.length).toBeLessThanOrEqual(choiceKeys.length);
    expect(choicesOf.translation).toEqual(['notNeeded', 'sealed', 'unsealed', 'missing']);
    expect(choiceKeys.filter((key) => key in verdictKeys)).toEqual([]);
  });

  it('lays the first open answer under the keys, then the next', () => {
    const asks = [ask('issueDate'), ask('authType'), ask('seal', false)];
    expect(keyedChoice({ asks, seen: null })).toBe('authType');
    expect(keyedChoice({ asks: [ask('seal', false)], seen: seen({ authType: 'apostille' }) })).toBe('seal');
    expect(keyedChoice({ asks: [ask('authType'), ask('seal')], seen: seen({ authType: 'apostille' }) })).toBe(
      'seal',
    );
    expect(keyedChoice({ asks: [ask('issueDate')], seen: null })).toBeNull();
  });

  it('shows what is needed first, and what was said so that it can be put right', () => {
    const facts = factsOfRow({
      asks: [ask('seal', false), ask('issueDate')],
      seen: seen({ authCountry: 'DEU' }),
    });
    expect(facts.map(({ fact, value }) => [fact, value])).toEqual([
      ['issueDate', null],
      ['seal', null],
      ['authCountry', 'DEU'],
    ]);
  });

  it('goes to the field that must be typed, and to no other', () => {
    expect(
      typedNext({ asks: [ask('authority', false), ask('authType'), ask('issueDate')], seen: null }),
    ).toBe('issueDate');
    expect(typedNext({ asks: [ask('authority', false)], seen: null })).toBeNull();
  });
});
