import { describe, expect, it } from 'vitest';
import { missingOf } from '../../../renderer/features/desk/missing.ts';
import { nextOpenRow, rowTone } from '../../../renderer/features/desk/checklistRows.ts';
import { aboutToBreach } from '../../../renderer/features/desk/watch/watch.ts';
import { mayGoBack, passportCustody } from '../../../renderer/features/desk/custody/withUs.ts';
import type { ClockLine } from '../../../main/contract/cases.ts';
import { cases } from '../fixtures/caseFixtures.ts';

describe('B2 what is still missing', () => {
  it('names what has to be looked at before what fails, and nothing when all is satisfied', () => {
    expect(missingOf(cases.ready)).toEqual([]);
    const kinds = missingOf(cases.open).map((item) => (item.kind === 'row' ? item.code : item.kind));
    expect(kinds[0]).toBe('field');
    expect(kinds).toContain('DEGREE');
    const failing = missingOf(cases.problems).flatMap((item) => (item.kind === 'row' ? [item] : []));
    // The passport number differs, so its row is a gap though its verdict says that it matches.
    expect(failing.map(({ code, open }) => [code, open])).toEqual([
      ['PASSPORT', false],
      ['DEGREE', false],
      ['CONTRACT', false],
    ]);
  });

  it('points at the row as the list shows it', () => {
    for (const item of missingOf(cases.open))
      if (item.kind === 'row') expect(cases.open.documents[item.index]?.code).toBe(item.code);
  });

  it('says that the passport was not read', () => {
    expect(missingOf({ ...cases.ready, passport: null, comparison: [] })).toEqual([{ kind: 'passport' }]);
  });
});

describe('B4 a fact that was not said', () => {
  const rows = cases.ready.documents.map((row) =>
    row.code === 'NCR'
      ? { ...row, asks: [{ fact: 'issueDate' as const, zh: 'x', en: 'x', required: true }] }
      : row,
  );
  const at = rows.findIndex(({ code }) => code === 'NCR');

  it('leaves a matching row open, and the focus comes back to it', () => {
    expect(rowTone(rows[at]!)).toBe('open');
    expect(nextOpenRow(rows, 0)).toBe(at);
    expect(missingOf({ ...cases.ready, documents: rows })).toMatchObject([{ code: 'NCR', open: true }]);
  });

  it('a form that fails makes a matching paper fail', () => {
    const check = { rule: '4.5', kind: 'seal' as const, result: 'fails' as const, zh: '无章', en: 'no seal' };
    const [first] = cases.ready.documents;
    expect(rowTone({ ...first!, formChecks: [check] })).toBe('fails');
    expect(rowTone({ ...first!, formChecks: [{ ...check, result: 'look' }] })).toBe('done');
  });
});

describe('C3 cases about to count as accepted', () => {
  const line = (changes: Partial<ClockLine['clock']>, countsAsAcceptedOn: string | null = null) =>
    ({ clock: { ...cases.open.clock, ...changes }, countsAsAcceptedOn }) as ClockLine;
  it('are those past the limit and those of the last working day, until somebody recorded it', () => {
    const lines = [
      line({ breached: true, workingDaysLeft: 0 }),
      line({ workingDaysLeft: 1 }),
      line({ workingDaysLeft: 2 }),
      line({ breached: true, workingDaysLeft: 0 }, '2026-11-24'),
    ];
    expect(aboutToBreach(lines)).toEqual(lines.slice(0, 2));
  });
});

describe('B6 where the passport is', () => {
  it('says with us only while it is, and keeps a suspected original', () => {
    expect(passportCustody(cases.open)).toBe('none');
    const withUs = { ...cases.open, withUs: ['PASSPORT', 'DEGREE'] as (typeof cases.open)['withUs'] };
    expect(passportCustody(withUs)).toBe('withUs');
    expect(mayGoBack(withUs)).toEqual(['PASSPORT', 'DEGREE']);
    const held = { reason: 'x', document: 'DEGREE' as const, by: 'x', at: '2026-11-24T02:41:00.000Z' };
    expect(mayGoBack({ ...withUs, held })).toEqual(['PASSPORT']);
  });
});
