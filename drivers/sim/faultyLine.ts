import type { Clock, Timer } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { concatBytes } from '../framing/bytes.ts';
import type { Faults } from './faults.ts';

/** Longer than any answer deadline of a driver, so that a late answer always meets the next command. */
export const lateAnswerMs = 3000;
/** Answers within this time travel in one chunk under `merged`. */
const mergeWindowMs = 20;
/** Not text, not UTF-8, not GB18030, no control character of any protocol here. */
const noise = Uint8Array.of(0xff, 0x80, 0xff);

/** Sends what a device answers through the line faults that are active at that moment. */
export function faultyLine(port: DevicePort, faults: Faults, clock: Clock): (bytes: Uint8Array) => void {
  let held: Uint8Array[] = [];
  let merging: Timer | null = null;
  /** Answers behind a late one wait too: a device answers in order. */
  let behindLate: Uint8Array[] | null = null;

  const send = (bytes: Uint8Array): void => {
    if (behindLate !== null) {
      behindLate.push(bytes);
      return;
    }
    if (bytes.length === 0 || faults.strike('stall')) return;
    const half = bytes.slice(0, Math.ceil(bytes.length / 2));
    if (faults.strike('unplug')) {
      if (half.length < bytes.length) port.send(half);
      void port.unplug();
    } else if (faults.strike('late')) {
      behindLate = [];
      clock.setTimer(lateAnswerMs, () => {
        const waiting = behindLate ?? [];
        behindLate = null;
        port.send(bytes);
        waiting.forEach(send);
      });
    } else if (faults.strike('truncated')) {
      // One byte has no half: it is lost as a whole.
      if (half.length < bytes.length) port.send(half);
    } else if (faults.strike('corrupt')) {
      const wrong = bytes.slice();
      wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 0x80;
      port.send(wrong);
    } else if (faults.strike('noise')) {
      port.send(concatBytes([noise, bytes]));
    } else if (faults.strike('split')) {
      for (const byte of bytes) port.send(Uint8Array.of(byte));
    } else if (faults.strike('merged')) {
      held.push(bytes);
      merging ??= clock.setTimer(mergeWindowMs, () => {
        merging = null;
        port.send(concatBytes(held));
        held = [];
      });
    } else port.send(bytes);
  };
  return send;
}
