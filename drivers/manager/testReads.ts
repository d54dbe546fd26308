import type { Clock } from '../api/clock.ts';
import { shapeOf } from '../trace/shownText.ts';

/** What of a test read may be shown. */
export interface TestReadShape {
  readonly symbology: string | null;
  readonly shape: string;
}

export interface TestReads {
  /** The next read of the device goes to this answer and to nobody else; null when none came in time. A second wish ends the first. */
  next(deviceId: string, timeoutMs: number): Promise<TestReadShape | null>;
  /** Ends the wish without a read. */
  stop(deviceId: string): void;
  /** True when somebody waits for a test read of this device, and took it. */
  divert(deviceId: string, symbology: string | null, text: string): boolean;
}

/** A person tries a reader out: what it reads must open no case. */
export function createTestReads(clock: Clock): TestReads {
  const waiting = new Map<string, (read: TestReadShape | null) => void>();
  return {
    next(deviceId, timeoutMs) {
      waiting.get(deviceId)?.(null);
      return new Promise((resolve) => {
        const limit = clock.setTimer(timeoutMs, () => settle(null));
        const settle = (read: TestReadShape | null): void => {
          if (waiting.get(deviceId) === settle) waiting.delete(deviceId);
          limit.cancel();
          resolve(read);
        };
        waiting.set(deviceId, settle);
      });
    },
    stop: (deviceId) => waiting.get(deviceId)?.(null),
    divert(deviceId, symbology, text) {
      const settle = waiting.get(deviceId);
      if (settle === undefined) return false;
      settle({ symbology, shape: shapeOf(text) });
      return true;
    },
  };
}
