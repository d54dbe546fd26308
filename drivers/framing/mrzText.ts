import { asciiText } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';
import { lineSplitter } from './lineSplitter.ts';
import { documentShapes, hasShape, oneLineShapes, splitRun } from './mrzZone.ts';

export interface MrzTextOptions {
  readonly silenceMs: number;
}

/**
 * OCR readers and 2D engines that send text: lines separated by CR (or CRLF), or 88/72/90 characters in one run,
 * optionally inside 02 … 03. Lines are handed on exactly as read; what has no ICAO shape is an error, never a
 * shorter document.
 */
export function mrzTextFramer(options: MrzTextOptions): Framer<readonly string[]> {
  const lines = lineSplitter({ maxBytes: 200, silenceMs: options.silenceMs, suffix: 'none' });
  let collected: string[] = [];

  const add = (bytes: Uint8Array, out: FrameOutcome<readonly string[]>[]): void => {
    const text = asciiText(bytes)
      ?.replace(/^\x02+/, '')
      .replace(/\x03+$/, '');
    if (text === '') return;
    if (text === undefined || !/^[A-Z0-9<]+$/.test(text)) {
      collected = [];
      out.push(frameError('garbage'));
      return;
    }
    const run = collected.length === 0 ? splitRun(text) : null;
    if (run !== null) {
      out.push(frameOf(run));
      return;
    }
    collected.push(text);
    if (hasShape(documentShapes, collected)) {
      out.push(frameOf(collected));
      collected = [];
    } else if (!couldBecomeDocument(collected)) {
      const tooLong = text.length > 44;
      collected = [];
      out.push(frameError(tooLong ? 'tooLong' : 'truncated'));
    }
  };

  const collect = (outcomes: readonly FrameOutcome<Uint8Array>[]): FrameOutcome<readonly string[]>[] => {
    const out: FrameOutcome<readonly string[]>[] = [];
    for (const outcome of outcomes) {
      if (outcome.kind === 'error') {
        collected = [];
        out.push(outcome);
      } else add(outcome.frame, out);
    }
    return out;
  };

  return {
    silenceMs: options.silenceMs,
    get pending() {
      return lines.pending || collected.length > 0;
    },
    get held() {
      return lines.held + collected.join('').length;
    },
    push: (chunk) => collect(lines.push(chunk)),
    silence() {
      const out = collect(lines.silence());
      if (collected.length === 0) return out;
      out.push(hasShape(oneLineShapes, collected) ? frameOf(collected) : frameError('truncated'));
      collected = [];
      return out;
    },
  };
}

/**
 * A truncated first line must wait for its second one, else the second would be reported as a document of its own;
 * so lines collect while the last one is shorter than a full line could be, up to the most lines a document has.
 */
function couldBecomeDocument(lines: readonly string[]): boolean {
  const last = lines.at(-1)?.length ?? 0;
  if (last > 44) return false;
  return lines.length < (lines.every((line) => line.length <= 30) ? 3 : 2);
}
