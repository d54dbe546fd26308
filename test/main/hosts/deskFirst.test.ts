import { describe, expect, it } from 'vitest';
import { createDeskFirst } from '../../../main/hosts/core/deskFirst.ts';

describe('G1 the desk comes before the queue', () => {
  it('a drain settles many rows at a time while nobody is there, and few after somebody did something', async () => {
    let passed = 0;
    const first = createDeskFirst({ elapsed: () => passed });
    const alone = await first.turn();
    first.used();
    const beside = await first.turn();
    passed += 1_400;
    expect(await first.turn()).toBe(beside);
    passed += 200;
    expect(await first.turn()).toBe(alone);
    expect(beside).toBeLessThan(alone / 4);
    expect(beside).toBeGreaterThan(0);
  });
});
