import type { Clock } from '../api/clock.ts';
import type { CommandContext } from '../api/driver.ts';

/** Why a command did not run to its own end. */
export type QueueEnd = 'timeOut' | 'canceled';

export interface CommandQueue {
  /**
   * Runs commands one after the other. One whose deadline passes while it waits ends with `timeOut` and never
   * starts. One that runs past its deadline by `graceMs` is given up on: `onHang` is told, the queue goes on.
   */
  run<Value>(
    timeoutMs: number,
    command: (context: CommandContext) => Promise<Value>,
  ): Promise<Value | QueueEnd>;
  /** Ends waiting commands with `canceled` and asks the running one to stop before its next irreversible step. */
  cancelAll(): void;
  readonly idle: boolean;
}

/** Drivers keep their own deadlines; this much later a driver that did not is taken for hung. */
export const graceMs = 1000;

interface Waiting {
  readonly start: () => Promise<void>;
  readonly end: (reason: QueueEnd) => void;
}

export function commandQueue(clock: Clock, onHang: () => void): CommandQueue {
  const waiting: Waiting[] = [];
  let running: { cancel: () => void } | null = null;

  const next = (): void => {
    if (running !== null) return;
    const entry = waiting.shift();
    if (entry !== undefined) void entry.start();
  };

  return {
    get idle() {
      return running === null && waiting.length === 0;
    },
    run(timeoutMs, command) {
      const deadlineAt = clock.now() + timeoutMs;
      return new Promise((resolve, reject) => {
        const entry: Waiting = {
          end(reason) {
            const index = waiting.indexOf(entry);
            if (index >= 0) waiting.splice(index, 1);
            expiry.cancel();
            resolve(reason);
          },
          async start() {
            expiry.cancel();
            let canceled = false;
            const lock = { cancel: () => void (canceled = true) };
            running = lock;
            const release = (): void => {
              // A command that hung was already replaced; its late end must not free its successor's lock.
              if (running === lock) running = null;
              hang.cancel();
              next();
            };
            const hang = clock.setTimer(Math.max(0, deadlineAt - clock.now()) + graceMs, () => {
              resolve('timeOut');
              release();
              onHang();
            });
            try {
              resolve(await command({ deadlineAt, canceled: () => canceled }));
            } catch (failure) {
              reject(failure instanceof Error ? failure : new Error('command failed'));
            } finally {
              release();
            }
          },
        };
        const expiry = clock.setTimer(timeoutMs, () => entry.end('timeOut'));
        waiting.push(entry);
        next();
      });
    },
    cancelAll() {
      running?.cancel();
      for (const entry of [...waiting]) entry.end('canceled');
    },
  };
}
