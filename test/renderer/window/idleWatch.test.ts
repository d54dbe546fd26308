import { describe, expect, it } from 'vitest';
import { createIdleWatch, idleLimitMs } from '../../../renderer/features/window/idleWatch.ts';

describe('I5 idle lock', () => {
  const minute = 60_000;

  it('is over after ten minutes without a touch, and not before', () => {
    let now = 5 * minute;
    const watch = createIdleWatch(() => now);
    expect(idleLimitMs).toBe(10 * minute);
    now += 10 * minute - 1;
    expect(watch.isOver()).toBe(false);
    now += 1;
    expect(watch.isOver()).toBe(true);
  });

  it('begins anew with every touch', () => {
    let now = 0;
    const watch = createIdleWatch(() => now);
    for (let touch = 0; touch < 5; touch += 1) {
      now += 9 * minute;
      expect(watch.isOver()).toBe(false);
      watch.touched();
    }
    now += 10 * minute;
    expect(watch.isOver()).toBe(true);
  });

  it('counts from where the clock was set back to', () => {
    let now = 60 * minute;
    const watch = createIdleWatch(() => now);
    now = 0;
    expect(watch.isOver()).toBe(false);
    now = 10 * minute;
    expect(watch.isOver()).toBe(true);
  });
});
