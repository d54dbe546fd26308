import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../main/contract/cases.ts';
import {
  firstRow,
  gapsToTell,
  mayEdit,
  moveRow,
  needsHand,
  nextOpenRow,
  openComparison,
  progressOf,
  rowTone,
  verdictKeys,
} from '../../../renderer/features/desk/checklistRows.ts';
import { cases, documentRows } from '../fixtures/caseFixtures.ts';

describe('B2 one verdict, one stroke', () => {
  it('has one key for each verdict', () => {
    expect(verdictKeys).toEqual({ 1: 'matches', 2: 'differs', 3: 'missing', 4: 'notNeeded' });
  });

  it('goes to the next open row by itself, round the end, and stays when all are done', () => {
    const rows = documentRows({ PASSPORT: 'matches', WORKEXP: 'matches' });
    expect(rows[nextOpenRow(rows, 0)]?.code).toBe('APPFORM');
    expect(rows[nextOpenRow(rows, 1)]?.code).toBe('DEGREE');
    const lastByHand = rows.findLastIndex(needsHand);
    expect(rows[nextOpenRow(rows, lastByHand)]?.code).toBe('APPFORM');
    expect(nextOpenRow(cases.ready.documents, 3)).toBe(3);
  });

  it('never stops at a row that nobody checks by hand', () => {
    const rows = cases.open.documents;
    let at = 0;
    for (let step = 0; step < rows.length * 2; step += 1) {
      at = nextOpenRow(rows, at);
      expect(rows[at]?.required).toBe(true);
    }
  });

  it('starts at the first open row, else at the first that fails', () => {
    expect(cases.open.documents[firstRow(cases.open.documents)]?.code).toBe('DEGREE');
    expect(cases.problems.documents[firstRow(cases.problems.documents)]?.code).toBe('DEGREE');
    expect(firstRow(cases.ready.documents)).toBe(0);
    expect(firstRow([])).toBe(0);
  });

  it('stops at the ends with the arrow keys', () => {
    const rows = cases.open.documents;
    expect(moveRow(rows, 0, -1)).toBe(0);
    expect(moveRow(rows, rows.length - 1, 1)).toBe(rows.length - 1);
    expect(moveRow([], 0, 1)).toBe(0);
  });

  it('counts only rows by hand', () => {
    expect(progressOf(cases.open.documents)).toEqual({ done: 3, total: 8 });
  });

  it('is closed to changes after the end', () => {
    expect(mayEdit(cases.open)).toBe(true);
    expect(mayEdit(cases.supplement)).toBe(true);
    expect(mayEdit(cases.accepted)).toBe(false);
  });
});

describe('B4 dates', () => {
  it('a date that fails makes a matching paper fail', () => {
    const row = cases.ready.documents.find((each) => each.code === 'CONTRACT');
    if (row === undefined) throw new Error('the fixture lost its contract');
    expect(rowTone(row)).toBe('done');
    const stale = {
      ...row,
      dateChecks: row.dateChecks.map((check) => ({ ...check, result: 'fails' as const })),
    };
    expect(rowTone(stale)).toBe('fails');
  });
});

describe('A3 comparison by eye', () => {
  it('S and D answer the first field that waits for the eye', () => {
    expect(openComparison(cases.open.comparison)?.field).toBe('name');
    expect(openComparison(cases.ready.comparison)).toBeNull();
  });
});

describe('B3 tell once', () => {
  it('shows everything the notice will tell, the differing passport too', () => {
    expect(gapsToTell(cases.problems).map((gap) => gap.code)).toEqual(['PASSPORT', 'DEGREE', 'CONTRACT']);
  });

  it('does not announce what nobody has looked at', () => {
    expect(gapsToTell(cases.open)).toEqual([]);
  });
});

describe('K4 keyboard only', () => {
  it('takes a whole case in at most 40 strokes: a verdict a row, the eye, accept, confirm', () => {
    let rows = documentRows({});
    let focus = firstRow(rows);
    let strokes = 0;
    const press = (verdict: Verdict): void => {
      strokes += 1;
      rows = rows.map((row, index) => (index === focus ? { ...row, verdict } : row));
      focus = nextOpenRow(rows, focus);
    };
    while (rows.some((row) => needsHand(row) && row.verdict === null)) press('matches');
    strokes += 1; // S
    strokes += 1; // F9
    strokes += 2; // Ctrl + Enter
    expect(strokes).toBe(12);
    expect(strokes).toBeLessThanOrEqual(40);
  });
});
