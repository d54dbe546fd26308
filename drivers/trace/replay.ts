import { z } from 'zod';
import type { Clock } from '../api/clock.ts';
import type { TraceLine } from '../api/trace.ts';
import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type Transport,
} from '../api/transport.ts';
import { hexBytes } from '../framing/bytes.ts';

const traceLine = z.object({
  atMs: z.number().int().nonnegative(),
  direction: z.enum(['toDevice', 'fromDevice']),
  bytes: z.number().int().nonnegative(),
  hex: z
    .string()
    .regex(/^([0-9A-F]{2})*$/)
    .nullable(),
});

/** Lines of a `traces/*.jsonl` file; null when one of them is none. */
export function parseTrace(text: string): TraceLine[] | null {
  const lines: TraceLine[] = [];
  for (const row of text.split('\n')) {
    if (row.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(row);
    } catch {
      return null;
    }
    const parsed = traceLine.safeParse(value);
    if (!parsed.success) return null;
    lines.push(parsed.data);
  }
  return lines;
}

/**
 * A device that says again what a recorded one said, with the pauses of the recording. What the host sent then, it must send again before the
 * answer comes: a written burst lets the recording go on. Bytes that were masked whole are not played.
 */
export function replayTransport(lines: readonly TraceLine[], clock: Clock): Transport {
  const data = new Listeners<[Uint8Array]>();
  const closed = new Listeners<[ClosedReason]>();
  let open = false;
  let next = 0;
  /** Counts openings: a pause that an older one waits for plays nothing. */
  let generation = 0;

  const play = (): void => {
    const line = lines[next];
    if (!open || line === undefined || line.direction === 'toDevice') return;
    const mine = generation;
    const before = lines[next - 1]?.atMs ?? line.atMs;
    next += 1;
    clock.setTimer(Math.max(0, line.atMs - before), () => {
      if (!open || mine !== generation) return;
      if (line.hex !== null) data.emit(hexBytes(line.hex));
      play();
    });
  };

  return {
    onData: (listener) => data.add(listener),
    onClosed: (listener) => closed.add(listener),
    async open() {
      if (open) return transportFault('inUse');
      open = true;
      generation += 1;
      next = 0;
      // In its own turn: the driver listens after it opened.
      clock.setTimer(0, play);
      return transportOk;
    },
    async write() {
      if (!open) return transportFault('lost');
      if (lines[next]?.direction === 'toDevice') {
        next += 1;
        play();
      }
      return transportOk;
    },
    async close() {
      if (!open) return;
      open = false;
      generation += 1;
      closed.emit('requested');
    },
  };
}
