import { describe, expect, it } from 'vitest';
import type { CaseId, RatingId, RowId } from '../../../../main/contract/ids.ts';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import type { DayInputs, DayRating, DayRow } from '../../../../main/domain/day/dayInputs.ts';
import { at, broken, goodDay, row, rows } from './helpers/daySamples.ts';

describe('C6 H1 11.10 each hand-over has its receipt, each rating its row', () => {
  const rating = (index: number, changes: Partial<DayRating> = {}): DayRating => ({
    id: `rating_${index}` as RatingId,
    caseId: `case_${index}` as CaseId,
    caseNumber: `SZ50-20261125-000${index}`,
    givenAt: at(10 + index),
    rowId: `row_${index}` as RowId,
    ...changes,
  });
  const day = (ratings: readonly DayRating[], given: readonly DayRow[]): DayInputs =>
    goodDay({
      ratings,
      rows: rows({ ratings: given }),
    });
  const sides = (inputs: DayInputs): unknown =>
    computeDay(inputs).identities.find(({ id }) => id === '11.10b');
  const listed = (inputs: DayInputs): readonly unknown[] =>
    computeDay(inputs)
      .exceptions.filter(({ kind }) => kind === 'ratingUnmatched' || kind === 'handOverUnmatched')
      .map(({ key, owner, since, needsReason }) => ({ key, owner, since, needsReason }));

  it('sent and pending rows together are the ratings of the day', () => {
    const inputs = day([rating(1), rating(2)], [row('row_1'), row('row_2', { state: 'waiting' })]);
    expect(sides(inputs)).toMatchObject({ left: 2, right: 2, holds: true });
    expect(listed(inputs)).toEqual([]);
    expect(broken(inputs)).toEqual([]);
  });

  it('a rating whose row is lost is on the list with its age', () => {
    const inputs = day([rating(1), rating(2)], [row('row_1')]);
    expect(sides(inputs)).toMatchObject({ left: 2, right: 1, holds: false });
    expect(listed(inputs)).toEqual([
      { key: 'ratingUnmatched:rating_2', owner: 'SZ50', since: at(12), needsReason: true },
    ]);
    expect(computeDay(inputs).exceptions.map(({ key }) => key)).toContain('identityDiffers:11.10b');
  });

  it('equal numbers do not hide a lost row behind a row without a rating', () => {
    const inputs = day([rating(1), rating(2)], [row('row_1'), row('row_9', { createdAt: at(20) })]);
    expect(sides(inputs)).toMatchObject({ left: 2, right: 2, holds: false });
    expect(listed(inputs)).toEqual([
      { key: 'ratingUnmatched:rating_2', owner: 'SZ50', since: at(12), needsReason: true },
      { key: 'ratingUnmatched:row_9', owner: 'system', since: at(20), needsReason: true },
    ]);
  });

  it('a case is rated once', () => {
    const twice = [rating(1), rating(2, { caseId: 'case_1' as CaseId })];
    const inputs = day(twice, [row('row_1'), row('row_2')]);
    expect(sides(inputs)).toMatchObject({ left: 2, right: 2, holds: false });
    expect(listed(inputs)).toHaveLength(1);
  });

  it('a receipt of another case is none for this card: both are on the list, each with owner and age', () => {
    const other = row('row_7', {
      kind: 'card.handOver',
      caseId: 'case_7' as CaseId,
      createdAt: at(30),
      owner: '王强',
    });
    const inputs = goodDay({
      rows: rows({ handOvers: [other] }),
    });
    expect(broken(inputs)).toEqual(['11.10']);
    expect(listed(inputs)).toEqual([
      { key: 'handOverUnmatched:job_1', owner: '李敏', since: at(9), needsReason: true },
      { key: 'handOverUnmatched:row_7', owner: '王强', since: at(30), needsReason: true },
    ]);
  });
});
