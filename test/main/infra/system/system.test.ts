import { afterEach, describe, expect, it, vi } from 'vitest';
import { caseId, rowId } from '../../../../main/contract/ids.ts';
import { createRandomIds } from '../../../../main/infra/system/randomIds.ts';
import { createPassed, createSystemClock } from '../../../../main/infra/system/systemClock.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('random ids', () => {
  it('fit the contract and do not repeat', () => {
    const ids = createRandomIds();
    const many = new Set(Array.from({ length: 5000 }, () => ids.next('case')));
    expect(many.size).toBe(5000);
    for (const id of many) expect(id).toMatch(/^case_[0-9A-Za-z]{24}$/);
    expect(caseId.safeParse(ids.next('case')).success).toBe(true);
    expect(rowId.safeParse(ids.next('row')).success).toBe(true);
  });

  it('use every letter about as often as any other', () => {
    const ids = createRandomIds();
    const counts = new Map<string, number>();
    for (let index = 0; index < 4000; index += 1)
      for (const letter of ids.next('row').slice(4)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    const expected = (4000 * 24) / 62;
    expect(counts.size).toBe(62);
    // Seven standard deviations: a letter that comes up a quarter more often, as with a plain remainder, is far outside.
    for (const count of counts.values())
      expect(Math.abs(count - expected)).toBeLessThan(7 * Math.sqrt(expected));
  });

  it('fractions lie between 0 and 1', () => {
    const ids = createRandomIds();
    for (let index = 0; index < 1000; index += 1) {
      const fraction = ids.fraction();
      expect(fraction >= 0 && fraction < 1).toBe(true);
    }
  });
});

describe('system clock', () => {
  it('calls back once, later, and not when cancelled', () => {
    vi.useFakeTimers();
    const clock = createSystemClock();
    const heard: string[] = [];
    clock.setTimer(0, () => heard.push('now'));
    clock.setTimer(1000, () => heard.push('second'));
    clock.setTimer(1000, () => heard.push('never')).cancel();
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(5000);
    expect(heard).toEqual(['now', 'second']);
  });

  it('waits longer than a timer of Node can', () => {
    vi.useFakeTimers();
    const clock = createSystemClock();
    const days = 60 * 86_400_000;
    const start = clock.now();
    let rang: number | null = null;
    clock.setTimer(days, () => (rang = clock.now()));
    const cancelled = vi.fn<() => void>();
    const timer = clock.setTimer(days, cancelled);
    vi.advanceTimersByTime(days - 1);
    expect(rang).toBeNull();
    timer.cancel();
    vi.advanceTimersByTime(1);
    expect(rang).toBe(start + days);
    expect(cancelled).not.toHaveBeenCalled();
  });
});

describe('G4 time that has passed', () => {
  /** The three sources by hand; times asked of the coarse one are counted. */
  function sources() {
    const at = { awake: 0, up: 1_000_000, wall: 5_000_000, asked: 0 };
    const elapsed = createPassed({
      awake: () => at.awake,
      wall: () => at.wall,
      up: () => {
        at.asked += 1;
        return at.up;
      },
    });
    const pass = (ms: number): void => {
      at.awake += ms;
      at.up += ms;
      at.wall += ms;
    };
    return { at, elapsed, pass };
  }

  it('a sleep counts at the very next look, however short the waking was', () => {
    const { at, elapsed, pass } = sources();
    pass(500);
    expect(elapsed()).toBe(500);
    at.up += 8 * 3_600_000;
    at.wall += 8 * 3_600_000;
    pass(1);
    expect(elapsed()).toBe(8 * 3_600_000 + 501);
  });

  it('a clock on the wall that is set changes nothing', () => {
    const { at, elapsed, pass } = sources();
    for (const ms of [3_600_000, -86_400_000, 365 * 86_400_000]) {
      const before = elapsed();
      at.wall += ms;
      pass(10);
      expect(elapsed()).toBe(before + 10);
    }
  });

  it('the system is asked about once a second, not at each look', () => {
    const { at, elapsed, pass } = sources();
    for (let look = 0; look < 1_000; look += 1) {
      pass(2);
      elapsed();
    }
    expect(elapsed()).toBe(2_000);
    expect(at.asked).toBeLessThanOrEqual(4);
  });

  it('the real one runs, and never backwards', () => {
    const clock = createSystemClock();
    let last = clock.elapsed();
    for (let look = 0; look < 10_000; look += 1) {
      const now = clock.elapsed();
      expect(now).toBeGreaterThanOrEqual(last);
      last = now;
    }
    expect(clock.trusted()).toBe(true);
  });
});
