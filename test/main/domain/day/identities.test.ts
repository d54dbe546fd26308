import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../../main/contract/ids.ts';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import type { DayInputs, DayMovement } from '../../../../main/domain/day/dayInputs.ts';
import {
  at,
  bank,
  booked,
  books,
  broken,
  fed,
  found,
  goodDay,
  job,
  key,
  rows,
  unit,
  used,
} from './helpers/daySamples.ts';

describe('H1 identities of the day', () => {
  it('all hold on a good day, with no exception', () => {
    expect(broken(goodDay())).toEqual([]);
    expect(found(goodDay())).toEqual([]);
  });

  it('9.13 11.3 a made card that became waste leaves P and R, and every identity still holds', () => {
    const wasted: DayMovement = {
      ...used(1),
      from: 'used',
      to: 'wasted',
      at: at(9),
      reason: 'otherCardExists',
    };
    const day = goodDay({
      jobs: [job(1, { state: 'wasted', enabledAt: null, handedOverAt: null })],
      units: [unit(1, { state: 'wasted', jobId: 'job_1' as JobId, custody: 'destroyed' }), unit(2), unit(3)],
      movements: [used(1), wasted],
      rows: rows({ handOvers: [] }),
      // Upstream was told of the waste, and counts the other card, which is another station's.
      upstream: books([]),
    });
    expect(broken(day)).toEqual([]);
    expect(found(day)).toEqual([]);
    expect(computeDay(day)).toMatchObject({
      stock: [{ used: 0, wasted: 1, closing: 2 }],
      cards: { wasted: 1, handedOver: 0, open: 0 },
    });
  });

  it('the stock equation names every number', () => {
    expect(computeDay(goodDay()).stock).toEqual([
      {
        ...bank,
        opening: 3,
        received: 0,
        used: 1,
        wasted: 0,
        returned: 0,
        closing: 2,
        counted: 2,
        unresolved: 0,
      },
    ]);
  });

  it.each<[string, Partial<DayInputs>, string, string | null]>([
    [
      'a blank vanished from the books',
      { units: [unit(1, { state: 'used' }), unit(2)] },
      '11.1',
      'stockDifference',
    ],
    ['one blank less was counted', { counts: [{ ...bank, counted: 1 }] }, '11.1', 'stockDifference'],
    [
      'a used blank is back in the vault',
      { units: [unit(1, { state: 'vault' }), unit(2), unit(3)] },
      '11.2',
      null,
    ],
    [
      'two jobs share a blank',
      { jobs: [job(1), job(2, { unitKey: key(1) })], feeds: [fed(1), fed(2, { unitTail: '0001' })] },
      '11.2',
      null,
    ],
    ['a fed blank has no unit', { feeds: [fed(1), fed(1, { unitTail: '0007', attempt: 2 })] }, '11.2', null],
    [
      'a blank belongs to a job that never fed it',
      {
        units: [
          unit(1, { state: 'used', jobId: 'job_1' as JobId }),
          unit(2, { jobId: 'job_1' as JobId }),
          unit(3),
        ],
      },
      '11.2',
      'unresolvedBlank',
    ],
    ['handed over without enabling', { jobs: [job(1, { enabledAt: null })] }, '11.3', 'reportedNotEnabled'],
    ['the job of a made card is gone', { jobs: [], feeds: [] }, '11.1b', null],
    ['a job vanished', { openJobsAtStart: 1 }, '11.4', null],
    ['upstream lacks the card', { upstream: books([], [booked(1)]) }, '11.5', 'localOnly'],
    [
      'upstream has one more',
      { upstream: books([booked(1), booked(9)], [booked(1)]) },
      '11.5',
      'upstreamOnly',
    ],
    ['a row vanished from the queue', { rows: rows({ created: 6 }) }, '11.6', null],
    ['a case vanished', { openCasesAtStart: 1 }, '11.7', null],
    [
      'a supplement that kept something back',
      { supplementIncomplete: ['SZ50-20261125-0001'] },
      '11.8b',
      null,
    ],
    ['accepted with a gap', { acceptedUnsatisfied: ['SZ50-20261125-0001'] }, '11.8', null],
    [
      'a notice number is missing',
      { notices: { numbersOfYear: ['A-1', 'A-3'], given: [], unconfirmed: [] } },
      '11.9',
      null,
    ],
    ['a card without a receipt', { rows: rows({ handOvers: [] }) }, '11.10', null],
  ])('%s', (_title, changes, identity, kind) => {
    const inputs = goodDay(changes);
    expect(broken(inputs)).toContain(identity);
    expect(found(inputs)).toContain(kind ?? 'identityDiffers');
    // No difference closes a day without a written word (domain-rules 11).
    expect(computeDay(inputs).exceptions.some((each) => each.needsReason)).toBe(true);
  });

  it('without a network 11.5 is open, not skipped and not good', () => {
    expect(broken(goodDay({ upstream: null }))).toEqual(['11.5 open', '11.5 open']);
  });
});
