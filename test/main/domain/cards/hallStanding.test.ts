import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardJobState } from '../../../../main/contract/cards.ts';
import type { JournalRecord } from '../../../../main/domain/cards/cardJob.ts';
import {
  cardInHall,
  casesInHall,
  goesFirst,
  hallJobOf,
  type HallWord,
} from '../../../../main/domain/cards/hallStanding.ts';

const at = '2026-11-25T01:30:00.000Z';
const word = (changes: Partial<HallWord> = {}): HallWord => ({
  stationId: 'SZ51',
  openCase: false,
  job: 'none',
  since: at,
  ...changes,
});
const record = (step: JournalRecord['step'], phase: JournalRecord['phase']): JournalRecord => ({
  step,
  phase,
  at,
  detail: null,
  facts: {},
});

describe('A10 how far a card is, for the other stations of the hall', () => {
  it.each<[CardJobState, JournalRecord[], string]>([
    ['ready', [], 'started'],
    ['locked', [record('lock', 'confirmed')], 'locked'],
    ['locked', [record('feed', 'intent')], 'made'],
    ['locked', [record('feed', 'unknown')], 'made'],
    ['locked', [record('feed', 'failed')], 'locked'],
    ['fed', [], 'made'],
    ['conflict', [], 'made'],
    ['pendingReport', [], 'made'],
    ['enabled', [], 'made'],
    ['retained', [], 'made'],
    ['failed', [], 'none'],
    ['wasted', [], 'none'],
    ['handedOver', [], 'none'],
  ])('%s %j is %s', (state, steps, job) => {
    expect(hallJobOf({ state }, steps)).toBe(job);
  });
});

describe('A10 two stations that race for one person', () => {
  it('exactly one of them goes on, whatever their clocks say', () => {
    const jobs = ['started', 'locked', 'made'] as const;
    const side = fc.record({
      job: fc.constantFrom(...jobs),
      since: fc.constantFrom('2026-11-25T01:30:00.000Z', '2026-11-25T01:30:01.000Z', null),
    });
    fc.assert(
      fc.property(side, side, (one, other) => {
        const a = word({ stationId: 'SZ50', ...one });
        const b = word({ stationId: 'SZ51', ...other });
        // Each asks the other and compares the same two records.
        expect(goesFirst(b, a)).toBe(!goesFirst(a, b));
      }),
    );
  });

  it('a blank that moved goes before a lock, and a lock before a wish', () => {
    const earlier = '2026-11-25T01:00:00.000Z';
    expect(goesFirst(word({ job: 'made' }), word({ stationId: 'SZ50', job: 'locked', since: earlier }))).toBe(
      true,
    );
    expect(
      goesFirst(word({ job: 'started', since: earlier }), word({ stationId: 'SZ50', job: 'locked' })),
    ).toBe(false);
  });

  it('before ours is started any card there is a reason, named with its station; an open case is none', () => {
    const ours = word({ stationId: 'SZ50', job: 'none', since: '2020-01-01T00:00:00.000Z' });
    expect(cardInHall([word(), word({ stationId: 'SZ52', job: 'started' })], ours)).toEqual({
      code: 'cardInHall',
      detail: { station: 'SZ52', since: at },
    });
    expect(cardInHall([word({ openCase: true })], ours)).toBeNull();
    expect(casesInHall([word({ openCase: true }), word({ stationId: 'SZ52' })])).toEqual([
      { code: 'caseInHall', detail: { station: 'SZ51', since: at } },
    ]);
  });
});
