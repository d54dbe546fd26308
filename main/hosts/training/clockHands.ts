import { failure, type Result } from '../../contract/result.ts';
import type { ClockMove, TrainingClock } from '../../contract/trainingClock.ts';
import type { Clock } from '../../app/ports/system.ts';
import type { ClockMoved, MoveClock } from '../../rpc/hostControl.ts';

/** The clock of a training station, as the DevDock works on it and the upstream and the sample people live by it. */
export interface ClockHands {
  /** Milliseconds since 1970. */
  now(): number;
  aheadMs(): number;
  /** Asks the core host, which knows what is recorded already. Fails with what `moveTraining` fails with, and unavailable. */
  move(to: ClockMove): Promise<Result<TrainingClock>>;
}

/** The core host answers at once, or it is not there. */
const answerLimitMs = 5_000;

/** Where nobody can move it: a training host without a core host. */
export const fixedHands = (now: () => number): ClockHands => ({
  now,
  aheadMs: () => 0,
  move: async () => Promise.resolve(failure('unavailable', { part: 'core host' })),
});

/**
 * Asks over `post`, and hears the answer by `answered`. `aheadMs`: where the clock stands at the start. The upstream and the sample people
 * follow only what the core host has done.
 */
export function createClockHands(parts: {
  readonly real: Clock;
  readonly aheadMs: number;
  readonly post: (message: MoveClock) => void;
}): ClockHands & { answered(message: ClockMoved): void } {
  const { real, post } = parts;
  let ahead = parts.aheadMs;
  let lastId = 0;
  const waiting = new Map<number, (answer: Result<TrainingClock>) => void>();
  const settle = (id: number, answer: Result<TrainingClock>): void => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  };
  return {
    now: () => real.now() + ahead,
    aheadMs: () => ahead,
    async move(to) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        const limit = real.setTimer(answerLimitMs, () =>
          settle(id, failure('unavailable', { part: 'core host' })),
        );
        waiting.set(id, (answer) => {
          limit.cancel();
          resolve(answer);
        });
        post({ control: 'moveClock', id, to });
      });
    },
    answered({ id, answer }) {
      // Also when nobody waits any more: it has happened.
      if (answer.ok) ahead = answer.value.aheadMs;
      settle(id, answer);
    },
  };
}

/** What a clock shows. */
export const clockView = (clock: Pick<ClockHands, 'now' | 'aheadMs'>): TrainingClock => ({
  now: new Date(clock.now()).toISOString(),
  aheadMs: clock.aheadMs(),
});
