import { describe, expect, it } from 'vitest';
import type { CaseId, RowId } from '../../../../main/contract/ids.ts';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import type { DayInputs, KnownCorrection } from '../../../../main/domain/day/dayInputs.ts';
import { booksAgree, lateBooksOutcome } from '../../../../main/domain/day/lateBooks.ts';
import { unconfirmedOf } from '../../../../main/domain/day/unconfirmed.ts';
import { at, booked, books, broken, found, goodDay, job, row, rows } from './helpers/daySamples.ts';

const correction = (changes: Partial<KnownCorrection> = {}): KnownCorrection => ({
  date: '2026-11-24',
  at: at(10),
  kind: 'refusal',
  rowId: 'row_9' as RowId,
  rowKind: 'card.report',
  caseId: 'case_9' as CaseId,
  caseNumber: 'SZ50-20261124-0009',
  outcome: 'wrongOrder',
  ...changes,
});

describe('G9 what came after the close stands in the day it came', () => {
  it('a receipt is told and needs no word', () => {
    const inputs = goodDay({ corrections: [correction({ kind: 'receipt', outcome: 'R1' })] });
    expect(computeDay(inputs).corrections).toEqual([
      expect.not.objectContaining({ rowId: expect.anything() as unknown }),
    ]);
    expect(computeDay(inputs).corrections).toMatchObject([{ date: '2026-11-24', outcome: 'R1' }]);
    expect(found(inputs)).toEqual([]);
  });

  it('a refusal needs a reason, also when its row is out of the queue by now', () => {
    const { exceptions } = computeDay(goodDay({ corrections: [correction()] }));
    expect(exceptions).toMatchObject([
      { kind: 'refusedRow', key: 'refusedRow:2026-11-24:row_9', needsReason: true, caseId: 'case_9' },
    ]);
    expect(exceptions[0]?.en).toContain('2026-11-24 card.report SZ50-20261124-0009 wrongOrder');
  });

  it('a refused row that is still open is not told twice', () => {
    const open = [row('row_9', { state: 'refused', kind: 'card.report', refusal: 'wrongOrder: no' })];
    const inputs = goodDay({ corrections: [correction()], rows: rows({ open, acknowledged: 4 }) });
    expect(found(inputs)).toEqual(['refusedRow']);
  });

  it('late books that agree are told; others need a word', () => {
    const late = (outcome: string) =>
      goodDay({
        corrections: [correction({ kind: 'books', rowId: null, rowKind: null, caseId: null, outcome })],
      });
    expect(found(late('agree 3/3'))).toEqual([]);
    expect(found(late('report localOnly: B00000001'))).toEqual(['matchDiffers']);
  });

  it('11.5 the outcome of late books names each card', () => {
    expect(lateBooksOutcome(goodDay())).toBe('agree 1/1');
    const outcome = lateBooksOutcome(goodDay({ upstream: books([booked(7)], [booked(1, { batch: 'P9' })]) }));
    expect(outcome).toBe(
      'report localOnly: B00000001; report upstreamOnly: B00000007; enable otherCard: B00000001',
    );
    expect(booksAgree(outcome)).toBe(false);
  });
});

describe('H3 days before this one, and a day without a count', () => {
  const unsigned: DayInputs['earlierUnsigned'][number] = {
    date: '2026-11-24',
    at: at(0),
    kind: 'offlineMorning',
    reason: 'network down',
    by: '赵强',
    second: null,
  };

  it('a day that nobody has signed is of high risk and needs a word each day', () => {
    const figures = computeDay(goodDay({ earlierUnsigned: [unsigned] }));
    expect(figures.earlierUnsigned).toEqual([unsigned]);
    expect(figures.exceptions).toMatchObject([
      { key: 'dayUnsigned:2026-11-24', risk: 'high', needsReason: true, owner: '赵强' },
    ]);
  });

  it('H1 without the blind count 11.1 is open and the day says so', () => {
    const inputs = goodDay({ counts: null });
    expect(broken(inputs)).toEqual(['11.1 open']);
    expect(found(inputs)).toEqual(['notCounted']);
  });
});

describe('H1 13.10 what a close could not prove', () => {
  it('nothing, when upstream was asked and has everything', () => {
    expect(unconfirmedOf(goodDay())).toBeNull();
  });

  it('says that upstream was not asked, even when nothing waits', () => {
    expect(unconfirmedOf(goodDay({ upstream: null }))).toMatchObject({ upstreamAsked: false, cards: 0 });
  });

  it('counts cards, papers and rows, with the age of the oldest', () => {
    const pending = job(2, { state: 'pendingEnable', enabledAt: null, handedOverAt: null, endedAt: null });
    const wasted = job(3, { state: 'wasted', enabledAt: null, reportedAt: null, handedOverAt: null });
    const open = [
      row('b', { createdAt: at(20), state: 'waiting' }),
      row('a', { createdAt: at(4), state: 'waiting' }),
    ];
    const unconfirmed = unconfirmedOf(
      goodDay({
        jobs: [job(1), pending, wasted],
        rows: rows({ open }),
        notices: {
          numbersOfYear: [],
          given: [],
          unconfirmed: [
            { number: 'SZ50-SL-2026-000001', caseId: 'case_1' as CaseId, issuedAt: at(3), issuedBy: 'x' },
          ],
        },
      }),
    );
    expect(unconfirmed).toEqual({ upstreamAsked: true, cards: 1, notices: 1, rows: 2, oldestRowAt: at(4) });
  });
});
