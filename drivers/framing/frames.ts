import type { ReadFailure } from '../api/driver.ts';

/** What a framer makes of bytes: a frame, or the class of why some bytes were dropped. */
export type FrameOutcome<Frame> =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'error'; readonly reason: ReadFailure };

/**
 * Bytes to frames. Pure but for its own buffer: no clock. `push` takes any cut of the stream. The owner calls
 * `silence` when no byte came for `silenceMs`; it ends what is buffered. Never throws, never grows past its limit.
 */
export interface Framer<Frame> {
  readonly silenceMs: number;
  /** True while a started frame waits for more bytes, i.e. while a silence timer is needed. */
  readonly pending: boolean;
  /** Bytes it keeps; bounded whatever comes (test/drivers/fuzz/codecs.test.ts). */
  readonly held: number;
  push(chunk: Uint8Array): FrameOutcome<Frame>[];
  silence(): FrameOutcome<Frame>[];
}

export function frameOf<Frame>(frame: Frame): FrameOutcome<Frame> {
  return { kind: 'frame', frame };
}
export function frameError<Frame>(reason: ReadFailure): FrameOutcome<Frame> {
  return { kind: 'error', reason };
}
