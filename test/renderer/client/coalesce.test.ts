import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesce } from '../../../renderer/client/coalesce.ts';

describe('G5 a drain does not drown the desk in hints', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('the first is heard at once, a hundred behind it are one, and the last of them is not lost', () => {
    let runs = 0;
    const { call } = coalesce(() => (runs += 1), 1_000);
    call();
    expect(runs).toBe(1);
    for (let turn = 0; turn < 100; turn += 1) call();
    expect(runs).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(runs).toBe(2);
    // Nothing was asked for meanwhile: nothing is done, and the next one is heard at once again.
    vi.advanceTimersByTime(5_000);
    expect(runs).toBe(2);
    call();
    expect(runs).toBe(3);
  });

  it('a stream of them is heard once a second', () => {
    let runs = 0;
    const { call } = coalesce(() => (runs += 1), 1_000);
    for (let turn = 0; turn < 1_000; turn += 1) {
      call();
      vi.advanceTimersByTime(10);
    }
    expect(runs).toBeGreaterThanOrEqual(10);
    expect(runs).toBeLessThanOrEqual(11);
  });

  it('stopped, it is silent', () => {
    let runs = 0;
    const { call, stop } = coalesce(() => (runs += 1), 1_000);
    call();
    call();
    stop();
    vi.advanceTimersByTime(10_000);
    expect(runs).toBe(1);
  });
});
