import { describe, expect, it } from 'vitest';
import { ClosedDays } from '../../../renderer/features/reports/ClosedDays.tsx';
import { PeriodReports } from '../../../renderer/features/reports/PeriodReports.tsx';
import {
  dayBefore,
  lastOfMonth,
  monthBefore,
  overdue,
  readDate,
} from '../../../renderer/features/reports/dates.ts';
import { months, periodOf, summaries } from '../fixtures/dayFixtures.ts';
import { renderText } from '../helpers/render.tsx';

describe('H5 a day is found by its date', () => {
  it('as people write it', () => {
    const today = '2026-11-24';
    for (const typed of ['2026-02-03', '2026/2/3', '2026年2月3日', '20260203', ' 2-3 ', '02-03', '2.3'])
      expect(readDate(typed, today)).toBe('2026-02-03');
    for (const typed of ['', 'x', '2026-02-30', '2026-13-01', '26-02-03', '2026', '0203', '2026-02-03-04'])
      expect(readDate(typed, today)).toBeNull();
  });

  it('in its month, however long that is', () => {
    expect(['2026-02', '2028-02', '2026-04', '2026-12'].map(lastOfMonth)).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-04-30',
      '2026-12-31',
    ]);
    expect(['2026-11-24', '2026-01-05', '2026-03-31'].map(monthBefore)).toEqual([
      '2026-10',
      '2025-12',
      '2026-02',
    ]);
    expect(['2026-12-01', '2028-03-01', '2027-01-01'].map(dayBefore)).toEqual([
      '2026-11-30',
      '2028-02-29',
      '2026-12-31',
    ]);
    expect(() => lastOfMonth('2026-11-01')).toThrow('not a month');
  });

  it('a day that runs today is not late', () => {
    expect(overdue(['2026-11-20', '2026-11-24'], '2026-11-24')).toEqual(['2026-11-20']);
  });

  it('each month says whether every day that was opened is signed, and which are not', () => {
    const text = renderText(<ClosedDays date={null} onDate={() => undefined} />, {
      roles: ['auditor'],
      language: 'en',
      answers: [
        [['dayMonths', {}], months],
        [['dayList', { from: '2026-11-01', to: '2026-11-30', limit: 62 }], { days: summaries, more: false }],
      ],
    });
    for (const each of [
      '2026-11 1 of 13 not signed',
      '2026-10 all 18 signed',
      'Days of this month without signatures: 2026-11-20',
      'Station SZ50',
      '2026-11-23 signed 王主管 · 赵库管',
    ])
      expect(text).toContain(each);
  });
});

describe('H7 reports over days', () => {
  const report = (rows: ReturnType<typeof periodOf>['rows']) =>
    renderText(<PeriodReports />, {
      roles: ['auditor'],
      language: 'en',
      answers: [
        [
          ['periodReport', { from: '2026-11-01', to: '2026-11-24', by: 'day' }],
          { ...periodOf('day'), rows, silent: ['SZ52'] },
        ],
      ],
    });

  it('have their rows, their total, and what is not in the sums', () => {
    const text = report(periodOf('day').rows);
    for (const each of [
      'SZ50 · 2026-11-01 to 2026-11-24',
      'Not in the sums (not signed): 2026-11-20',
      'Stations that gave no answer: SZ52',
      'Total 12 402 366',
      'print fault 9; jam 2',
      '157 / 168',
      'Save XLSX',
    ])
      expect(text).toContain(each);
  });

  it('begin on the first of a month with the month before', () => {
    const text = renderText(<PeriodReports />, {
      roles: ['supervisor'],
      language: 'en',
      now: '2026-12-01T01:00:00.000Z',
      answers: [[['periodReport', { from: '2026-11-01', to: '2026-12-01', by: 'day' }], periodOf('day')]],
    });
    expect(text).toContain('Not in the sums (not signed): 2026-11-20');
  });

  it('say that a period is empty', () => {
    expect(report([])).toContain('No signed day in this period');
  });
});
