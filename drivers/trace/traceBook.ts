import type { ShownFrame } from '../../main/contract/devices.ts';
import { isoNow, type Clock, type Timer } from '../api/clock.ts';
import type { AnyDriver } from '../api/driver.ts';
import type { Direction, TraceLine } from '../api/trace.ts';
import type { Transport } from '../api/transport.ts';
import { concatBytes, hexOf } from '../framing/bytes.ts';
import { shownText } from './shownText.ts';

/** Frames kept per device. */
const keptFrames = 100;
/** Bytes of one direction belong together until the other side speaks or this much silence passes. */
const burstSilenceMs = 50;
/** A burst is cut here; only a print job is longer. */
const longestBurst = 128 * 1024;
/** A recording ends by itself at this many characters. */
const longestTrace = 2 * 1024 * 1024;

/** What went over a line lately, with every person taken out by the device's driver. */
export interface TraceBook {
  /** The same transport; what passes through it is noted. */
  tap(transport: Transport): Transport;
  frames(): ShownFrame[];
  recording(): boolean;
  startRecording(): void;
  /** JSONL of `TraceLine`, or null when nothing was being recorded. */
  stopRecording(): string | null;
}

export function traceBook(
  clock: Clock,
  mask: AnyDriver['mask'],
  onHeard: () => void = () => undefined,
): TraceBook {
  const kept: ShownFrame[] = [];
  let burst: { readonly direction: Direction; parts: Uint8Array[]; length: number } | null = null;
  let silence: Timer | null = null;
  let recording: { readonly startedAt: number; lines: string[]; length: number; full: boolean } | null = null;

  const flush = (): void => {
    silence?.cancel();
    silence = null;
    if (burst === null) return;
    const { direction } = burst;
    const bytes = concatBytes(burst.parts);
    burst = null;
    const masked = mask?.(direction, bytes) ?? null;
    kept.push({
      at: isoNow(clock),
      direction,
      bytes: bytes.length,
      text: masked === null ? '' : shownText(masked),
    });
    if (kept.length > keptFrames) kept.shift();
    if (recording === null) return;
    const line: TraceLine = {
      atMs: clock.now() - recording.startedAt,
      direction,
      bytes: bytes.length,
      hex: masked === null ? null : hexOf(masked),
    };
    const text = JSON.stringify(line);
    if (recording.full || recording.length + text.length > longestTrace) {
      // What follows a gap would replay as if it followed what was before it.
      recording.full = true;
      return;
    }
    recording.lines.push(text);
    recording.length += text.length + 1;
  };
  const note = (direction: Direction, bytes: Uint8Array): void => {
    if (burst !== null && (burst.direction !== direction || burst.length + bytes.length > longestBurst))
      flush();
    burst ??= { direction, parts: [], length: 0 };
    burst.parts.push(bytes.slice());
    burst.length += bytes.length;
    silence?.cancel();
    silence = clock.setTimer(burstSilenceMs, flush);
  };

  return {
    tap: (transport) => ({
      ...transport,
      async write(bytes) {
        note('toDevice', bytes);
        return transport.write(bytes);
      },
      onData: (listener) =>
        transport.onData((chunk) => {
          note('fromDevice', chunk);
          onHeard();
          listener(chunk);
        }),
      async close() {
        flush();
        await transport.close();
      },
    }),
    frames() {
      flush();
      return [...kept];
    },
    recording: () => recording !== null,
    startRecording() {
      flush();
      recording = { startedAt: clock.now(), lines: [], length: 0, full: false };
    },
    stopRecording() {
      flush();
      const ended = recording;
      recording = null;
      return ended === null ? null : ended.lines.map((line) => `${line}\n`).join('');
    },
  };
}
