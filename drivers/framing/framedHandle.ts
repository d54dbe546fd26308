import type { Clock, Timer } from '../api/clock.ts';
import type { DriverEvents, DriverHandle } from '../api/driver.ts';
import { noIdentity } from '../api/status.ts';
import type { Transport } from '../api/transport.ts';
import type { Framer, FrameOutcome } from './frames.ts';

/**
 * A device that only talks: bytes through a framer, frames to `onFrame`, dropped bytes to `readFailed`. Owns its
 * listeners and the silence timer; the manager owns the transport.
 */
export function framedHandle<Frame>(
  transport: Transport,
  clock: Clock,
  events: DriverEvents,
  framer: Framer<Frame>,
  onFrame: (frame: Frame) => void,
): DriverHandle {
  let silence: Timer | null = null;
  const deliver = (outcomes: readonly FrameOutcome<Frame>[]): void => {
    for (const outcome of outcomes) {
      if (outcome.kind === 'frame') onFrame(outcome.frame);
      else events.readFailed(outcome.reason);
    }
  };
  const unsubscribe = transport.onData((chunk) => {
    silence?.cancel();
    silence = null;
    deliver(framer.push(chunk));
    if (framer.pending) silence = clock.setTimer(framer.silenceMs, () => deliver(framer.silence()));
  });
  return {
    identity: noIdentity,
    async close() {
      silence?.cancel();
      unsubscribe();
    },
  };
}
