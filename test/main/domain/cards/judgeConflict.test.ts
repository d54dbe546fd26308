import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardRecord } from '../../../../main/contract/upstream.ts';
import { conflictStep, judgeConflict } from '../../../../main/domain/cards/judgeConflict.ts';

const at = '2026-11-25T01:30:00.000Z';
const ownKey = 'SZ50:job_1';
const chip = 'A'.repeat(32);
const mine = (changes: Partial<CardRecord> = {}): CardRecord => ({
  batch: 'P1',
  cardNumber: 'T00000001',
  permitNumber: 'TEST00000001',
  stationId: 'SZ50',
  jobKey: ownKey,
  cardIdentifier: chip,
  state: 'reported',
  ...changes,
});
const theirs = (changes: Partial<CardRecord> = {}): CardRecord =>
  mine({
    cardNumber: 'T00000009',
    stationId: 'SZ51',
    jobKey: 'SZ51:job_9',
    cardIdentifier: 'B'.repeat(32),
    ...changes,
  });
const none = {
  batch: null,
  cardNumber: null,
  cardIdentifier: null,
  visualOkAt: null,
  reportedAt: null,
};
const made = { batch: 'P1', cardNumber: 'T00000001', cardIdentifier: chip, visualOkAt: at, reportedAt: null };
const reported = { ...made, reportedAt: at };

describe('D7 G1 9.13 what upstream says about a job in conflict', () => {
  it.each([
    ['nothing there: begin again', none, [], 'none', ['goOn', 'giveUp']],
    ['ours, only locked: go on (9.20)', none, [mine({ state: 'locked' })], 'ours', ['goOn', 'giveUp']],
    ['somebody else is making one', none, [theirs({ state: 'registered' })], 'other', ['giveUp']],
    ['ours, and somebody else', none, [mine({ state: 'locked' }), theirs()], 'other', ['giveUp']],
    ['a card under our key that these books do not know', none, [mine()], 'other', ['giveUp']],
    [
      'what is waste upstream does not count',
      none,
      [theirs({ state: 'wasted' })],
      'none',
      ['goOn', 'giveUp'],
    ],
  ] as const)('no card made; %s', (_, job, cards, verdict, offers) => {
    expect(judgeConflict(job, ownKey, cards)).toMatchObject({ verdict, offers });
  });

  it.each([
    ['ours and reported', made, [mine()], 'ours', ['goOn']],
    ['ours, not reported yet', made, [mine({ state: 'locked', cardIdentifier: null })], 'ours', ['goOn']],
    ['ours, while another is only begun', made, [mine(), theirs({ state: 'locked' })], 'ours', ['goOn']],
    ['ours, but another card exists', made, [mine(), theirs({ state: 'enabled' })], 'other', ['waste']],
    ['another only', made, [theirs()], 'other', ['waste']],
    ['another chip under our number', made, [mine({ cardIdentifier: 'C'.repeat(32) })], 'other', ['waste']],
    ['another number under our key', made, [mine({ cardNumber: 'T00000002' })], 'other', ['waste']],
    ['another batch under our key', made, [mine({ batch: 'P2' })], 'other', ['waste']],
    ['our number under another key', made, [mine({ jobKey: 'SZ51:job_9' })], 'other', ['waste']],
    ['reported without a chip', made, [mine({ cardIdentifier: null })], 'other', ['waste']],
    ['no record at all: nothing can be decided', made, [], 'none', []],
    ['ours is waste upstream', made, [mine({ state: 'wasted' })], 'none', []],
  ] as const)('a card is made; %s', (_, job, cards, verdict, offers) => {
    expect(judgeConflict(job, ownKey, cards)).toMatchObject({ verdict, offers });
  });

  it.each([
    [made, 'locked', false],
    [made, 'reported', true],
    [made, 'enabled', true],
    [reported, 'reported', false],
    [reported, 'enabled', true],
    [reported, 'handedOver', true],
  ] as const)('%#: only what the query proves is done', (job, state, stepIsDone) => {
    const cardIdentifier = state === 'locked' ? null : chip;
    expect(judgeConflict(job, ownKey, [mine({ state, cardIdentifier })])).toMatchObject({ stepIsDone });
  });

  it('names the step that did not fit', () => {
    expect([none, made, reported].map(conflictStep)).toEqual(['lock', 'report', 'enable']);
  });

  it('9.22 never lets a made card go on beside a made card of another job, and a waste only with one', () => {
    const states = ['registered', 'locked', 'reported', 'enabled', 'handedOver', 'wasted'] as const;
    const record = fc.record({
      state: fc.constantFrom(...states),
      jobKey: fc.constantFrom(ownKey, 'SZ51:job_9'),
      cardNumber: fc.constantFrom('T00000001', 'T00000009'),
      cardIdentifier: fc.constantFrom(null, chip, 'B'.repeat(32)),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(none, made, reported),
        fc.array(record, { maxLength: 4 }),
        (job, changes) => {
          const cards = changes.map((change) => mine(change));
          const { offers } = judgeConflict(job, ownKey, cards);
          const foreign = cards.filter(({ jobKey }) => jobKey !== ownKey);
          const foreignMade = foreign.some(({ state }) =>
            ['reported', 'enabled', 'handedOver'].includes(state),
          );
          if (foreignMade) expect(offers).not.toContain('goOn');
          if (job.visualOkAt === null) expect(offers).not.toContain('waste');
          else expect(offers).not.toContain('giveUp');
          if (cards.every(({ state }) => state === 'wasted')) expect(offers).not.toContain('waste');
        },
      ),
    );
  });
});
