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

  it('what follows a scan is let through; work that waits behind it gets its turn all the same', async () => {
    let passed = 0;
    const first = createDeskFirst({ elapsed: () => passed });
    first.used();
    passed += 5;
    let begun = false;
    const piece = first.turn().then(() => {
      begun = true;
    });
    // Two rests long nothing begins: what follows the scan has not ended, as this clock stands.
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(begun).toBe(false);
    passed += 30;
    await piece;
    // A desk that never rests does not stop the queue.
    const hands = setInterval(() => first.used(), 2);
    await first.turn();
    clearInterval(hands);
  });

  it('pieces of work go one after the other, whoever asks, each after a rest of its own', async () => {
    let passed = 1_000;
    const first = createDeskFirst({ elapsed: () => passed });
    first.used();
    passed += 100;
    const order: number[] = [];
    const ends: number[] = [];
    await Promise.all(
      [1, 2, 3].map(async (piece) => {
        await first.turn();
        order.push(piece);
        ends.push(performance.now());
      }),
    );
    expect(order).toEqual([1, 2, 3]);
    const [one = 0, two = 0, three = 0] = ends;
    expect(two - one).toBeGreaterThan(5);
    expect(three - two).toBeGreaterThan(5);
  });
});
