import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../../main/contract/ids.ts';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import { feedsOfJob } from '../../../../main/domain/day/dayFeeds.ts';
import type { DayInputs, DayUnit } from '../../../../main/domain/day/dayInputs.ts';
import { at, broken, fed, found, goodDay, job, key, rows, unit, used } from './helpers/daySamples.ts';

describe('H1 11.2 blanks fed, from the journal', () => {
  const sides = (inputs: DayInputs): [number, number] | undefined => {
    const found = computeDay(inputs).identities.find((each) => each.id === '11.2');
    return found && [found.left, found.right];
  };
  const belongs = (index: number, state: DayUnit['state'], jobIndex = 1): DayUnit =>
    unit(index, { state, jobId: `job_${jobIndex}` as JobId });

  it('counts every blank of a job that was made again, and the waste of it', () => {
    const inputs = goodDay({
      units: [belongs(1, 'wasted'), belongs(2, 'used'), unit(3)],
      movements: [
        { ...used(1), to: 'wasted', reason: 'printFault' },
        { ...used(2), jobId: 'job_1' as JobId },
      ],
      jobs: [job(1, { unitKey: key(2), unitTail: '0002' })],
      feeds: [fed(1), fed(1, { unitTail: '0002', attempt: 2 })],
    });
    expect(sides(inputs)).toEqual([2, 2]);
    expect(computeDay(inputs).cards).toMatchObject({ handedOver: 1, wasted: 1 });
  });

  it('E3 a card that was not taken is counted by itself, held in 11.1b, and on the list until it is handed over', () => {
    const notTaken = { state: 'retained', handedOverAt: null, endedAt: null } as const;
    const inputs = goodDay({
      jobs: [job(1, notTaken)],
      rows: rows({ handOvers: [] }),
    });
    expect(computeDay(inputs).cards).toMatchObject({ enabled: 1, handedOver: 0, retained: 1, open: 1 });
    expect(broken(inputs)).toEqual([]);
    expect(found(inputs)).toEqual(['retainedCard']);
    // One that nobody finds closes no day without a word.
    const missing = goodDay({ ...inputs, jobs: [job(1, { ...notTaken, place: 'unknown' })] });
    expect(found(missing)).toEqual(['cardMissing']);
    expect(computeDay(missing).exceptions[0]).toMatchObject({ needsReason: true, risk: 'high' });
    expect(computeDay(goodDay()).cards.retained).toBe(0);
    // One that was lost in the making is no card that waits for its holder.
    const lost = { ...notTaken, visualOkAt: null, reportedAt: null, enabledAt: null };
    expect(computeDay({ ...inputs, jobs: [job(1, lost)] }).cards.retained).toBe(0);
    // A made card that is nowhere in the sum breaks it.
    expect(broken({ ...inputs, jobs: [job(1, { ...notTaken, enabledAt: null })] })).toContain('11.1b');
  });

  it('a blank that people wasted in the stock room is no wasted card', () => {
    const inputs = goodDay({ movements: [used(1), { ...used(2), to: 'wasted', jobId: null }] });
    expect(computeDay(inputs).cards.wasted).toBe(0);
  });

  it('a blank fed on the day before is of that day, also when it gets its outcome today', () => {
    const before = '2026-11-24T08:00:00.000Z';
    expect(sides(goodDay({ feeds: [fed(1, { at: before })] }))).toEqual([0, 0]);
    const inputs = goodDay({
      units: [belongs(1, 'wasted'), belongs(2, 'used'), unit(3)],
      feeds: [fed(1, { at: before }), fed(1, { unitTail: '0002', attempt: 2 })],
    });
    expect(sides(inputs)).toEqual([1, 1]);
  });

  it('an unresolved blank has its place', () => {
    const inputs = goodDay({
      units: [belongs(1, 'used'), belongs(2, 'hopper', 2), unit(3)],
      jobs: [job(1), job(2)],
      feeds: [fed(1), fed(2)],
    });
    expect(sides(inputs)).toEqual([2, 2]);
  });

  it('reads feeds out of a journal: read twice is fed once, made again is fed again', () => {
    const line = (
      minute: number,
      step: 'readBlank' | 'visual',
      phase: 'confirmed' | 'failed' | 'intent',
      facts: Record<string, string | boolean>,
    ) => ({ step, phase, at: at(minute), detail: null, facts });
    const journal = [
      line(1, 'readBlank', 'intent', {}),
      line(2, 'readBlank', 'confirmed', { tail: '0001', again: false }),
      line(3, 'readBlank', 'confirmed', { tail: '0001', again: true }),
      line(4, 'visual', 'failed', { outcome: 'wasted', reason: 'printFault', by: 'person' }),
      line(5, 'readBlank', 'failed', {}),
      line(6, 'readBlank', 'confirmed', { tail: '0001', again: false }),
    ];
    expect(feedsOfJob('job_1' as JobId, journal)).toEqual([
      fed(1, { at: at(2) }),
      fed(1, { at: at(6), attempt: 2 }),
    ]);
  });
});
