import type { FrameOutcome, Framer } from '../../../drivers/framing/frames.ts';

/** Feeds bytes in the given cuts and ends with silence. */
export function framed<Frame>(framer: Framer<Frame>, bytes: Uint8Array, cut: number): FrameOutcome<Frame>[] {
  const out: FrameOutcome<Frame>[] = [];
  for (let at = 0; at < bytes.length; at += cut) out.push(...framer.push(bytes.subarray(at, at + cut)));
  return [...out, ...framer.silence()];
}
