import { describe, expect, it } from 'vitest';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import type { DayInputs, DayJob, MachineFacts } from '../../../../main/domain/day/dayInputs.ts';
import { booked, books, broken, found, goodDay, job, rows } from './helpers/daySamples.ts';

const match = (changes: Partial<DayInputs>) => {
  const found = computeDay(goodDay(changes)).match;
  if (found === undefined) throw new Error('a day without a match');
  return found;
};
const machine = (changes: Partial<MachineFacts>): DayJob =>
  job(1, { machine: { ...job(1).machine, ...changes } });
const waiting = {
  state: 'pendingReport',
  reportedAt: null,
  enabledAt: null,
  handedOverAt: null,
  endedAt: null,
} as const;

describe('H2 the three-way match by unit', () => {
  it('a card that is the same in all three books is counted and not listed', () => {
    expect(match({})).toMatchObject({ units: 1, agree: 1, differs: 0, unconfirmed: 0, open: [] });
  });

  it.each<[string, Partial<DayInputs>, string]>([
    ['the machine printed none', { jobs: [machine({ printedAt: null })] }, 'the machine printed none'],
    ['the machine read another blank', { jobs: [machine({ tail: '0009' })] }, 'the machine read *0009'],
    ['the batch is another one upstream', { upstream: books([booked(1, { batch: 'P9' })]) }, 'upstream: P9'],
    [
      'the chip is another one upstream',
      {
        jobs: [job(1, { cardIdentifier: 'A'.repeat(32) })],
        upstream: books([booked(1, { cardIdentifier: 'B'.repeat(32) })]),
      },
      'card identifier',
    ],
    [
      'the machine printed what the ledger does not know as made',
      {
        jobs: [job(1, { ...waiting, state: 'locked', visualOkAt: null, machine: { ...job(1).machine } })],
        upstream: books([]),
        rows: rows({ handOvers: [] }),
      },
      'not made in the ledger',
    ],
  ])('%s: differs, and needs a word once', (_title, changes, words) => {
    const found = match(changes);
    expect(found).toMatchObject({ agree: 0, differs: 1 });
    expect(found.open).toMatchObject([{ verdict: 'differs', jobId: 'job_1', unitTail: '0001' }]);
    expect(found.open[0]?.en).toContain(words);
    const differing = computeDay(goodDay(changes)).exceptions.filter(({ kind }) => kind === 'matchDiffers');
    expect(differing).toMatchObject([{ key: 'matchDiffers:job_1', needsReason: true, risk: 'high' }]);
    expect(differing[0]?.en).toContain(words);
  });

  it('what only one side of 11.5 has differs in the match, and stands on the list of 11.5 only', () => {
    const lacks = { upstream: books([], []) };
    expect(match(lacks)).toMatchObject({ differs: 1, open: [{ en: 'not in the books of upstream' }] });
    expect(found(goodDay(lacks))).toEqual(['localOnly', 'localOnly']);
    const more = { upstream: books([booked(1), booked(9)], [booked(1)]) };
    expect(match(more)).toMatchObject({
      units: 2,
      agree: 1,
      open: [{ key: 'upstream:P1:B00000009', local: { state: 'none' }, upstream: { state: 'reported' } }],
    });
    expect(found(goodDay(more))).toEqual(['upstreamOnly']);
  });

  it('without upstream a unit is unconfirmed and not good; so is one that upstream was not told of', () => {
    expect(match({ upstream: null })).toMatchObject({
      unconfirmed: 1,
      upstreamAskedAt: null,
      open: [{ verdict: 'unconfirmed', upstream: { state: 'notAsked' } }],
    });
    expect(match({ jobs: [job(1, waiting)], upstream: books([]) })).toMatchObject({
      unconfirmed: 1,
      open: [{ local: { state: 'made' }, upstream: { state: 'none' } }],
    });
  });

  it('shows tails and no whole number of a blank', () => {
    const text = JSON.stringify(match({ upstream: null }));
    expect(text).toContain('"unitTail":"0001"');
    expect(text).not.toMatch(/\d{16,19}|0{40}/);
  });

  it('a printer that could not be asked holds nothing up; one that counted otherwise does not hold', () => {
    const printers = [
      { printerId: 'p1', counted: 3, ledger: 3 },
      { printerId: 'p2', counted: 4, ledger: 3 },
      { printerId: 'p3', counted: null, ledger: 0 },
    ];
    expect(match({ printers }).machines.map(({ holds }) => holds)).toEqual([true, false, true]);
  });
});

describe('H2 11.5 by batch and card number, in both directions', () => {
  const side = (changes: Partial<DayInputs>) =>
    computeDay(goodDay(changes)).identities.filter(({ id }) => id === '11.5');

  it('equal numbers of other cards do not hold', () => {
    expect(side({ upstream: books([booked(2)]) })).toMatchObject([
      { left: 1, right: 1, holds: false },
      { left: 1, right: 1, holds: false },
    ]);
  });

  it('the same card number in another batch is another card', () => {
    expect(broken(goodDay({ upstream: books([booked(1, { batch: 'P2' })]) }))).toEqual(['11.5', '11.5']);
  });

  it('a card that stands twice in either book is left over there', () => {
    expect(found(goodDay({ upstream: books([booked(1), booked(1)], [booked(1)]) }))).toEqual([
      'upstreamOnly',
    ]);
    const twice = [job(1), job(2, { cardNumber: 'B00000001' })];
    expect(found(goodDay({ jobs: twice })).filter((kind) => kind === 'localOnly')).toHaveLength(2);
  });

  it('a chip that only one side knows proves nothing against the card', () => {
    expect(broken(goodDay({ jobs: [job(1, { cardIdentifier: 'A'.repeat(32) })] }))).toEqual([]);
  });
});
