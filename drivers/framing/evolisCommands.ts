import { asciiBytes, concatBytes } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';

/**
 * Evolis command language on the wire (Programming Guide A5013 Rev. E): `1B <cmd>;p1;p2… 0D`. NULs may stand
 * between commands; the ESC after a CR is optional. Only `Dbc` carries raw data, after its own byte count.
 */
export interface EvolisCommand {
  /** Command word with its parameters, e.g. `['Pr', 'ymcko']`; without the data of `Dbc`. */
  readonly words: readonly string[];
  /** Raw data of `Dbc`, else null. */
  readonly data: Uint8Array | null;
  /** The exact bytes from ESC to CR. */
  readonly raw: Uint8Array;
}

const escape = 0x1b;
const carriageReturn = 0x0d;
const nul = 0x00;
const separator = 0x3b;
/** A head longer than this is noise: the longest real one is a `Ppws` or `Pos` of some 20 characters. */
const longestHead = 128;
/** Four panels at 128 levels without any run: 1016 lines × 648 dots. Nothing longer is a panel. */
const longestData = 1016 * 648 + 1016 * 2;

/** Bytes of a command given as text, e.g. `Pr;ymcko`. */
export function encodeCommand(text: string): Uint8Array {
  return concatBytes([Uint8Array.of(escape), asciiBytes(text), Uint8Array.of(carriageReturn)]);
}

/** Bytes of `Dbc;<panel>;<levels>;<count>;<data>`; the CR follows the counted data. */
export function encodePanel(
  panel: 'y' | 'm' | 'c' | 'k' | 'o',
  levels: 2 | 32 | 64 | 128,
  packed: Uint8Array,
): Uint8Array {
  const head = asciiBytes(`Dbc;${panel};${levels};${packed.length};`);
  return concatBytes([Uint8Array.of(escape), head, packed, Uint8Array.of(carriageReturn)]);
}

/**
 * The printer's half: bytes to commands, in linear time however the stream is cut. `silence` is called when a
 * started command did not go on: a printer gives up on half a panel, or it would take the next command for ink.
 */
export function evolisCommandFramer(options: { readonly silenceMs: number }): Framer<EvolisCommand> {
  let head: number[] = [];
  let parts: Uint8Array[] = [];
  /** Bytes of a panel that are here, and those that are not. */
  let got = 0;
  let missing = 0;
  let words: readonly string[] | null = null;
  let skipping = false;

  const reset = (): void => {
    head = [];
    parts = [];
    got = 0;
    missing = 0;
    words = null;
  };
  const finish = (): EvolisCommand => {
    const text = String.fromCharCode(...head);
    const data = words === null ? null : concatBytes(parts);
    const raw = concatBytes([
      Uint8Array.of(escape),
      asciiBytes(text),
      ...(data === null ? [] : [data]),
      Uint8Array.of(carriageReturn),
    ]);
    const command = { words: words ?? text.split(';'), data, raw };
    reset();
    return command;
  };

  return {
    silenceMs: options.silenceMs,
    get pending() {
      return head.length > 0 || skipping;
    },
    get held() {
      return head.length + got;
    },
    push(chunk) {
      const out: FrameOutcome<EvolisCommand>[] = [];
      let index = 0;
      while (index < chunk.length) {
        if (missing > 0) {
          const part = chunk.slice(index, index + missing);
          parts.push(part);
          got += part.length;
          missing -= part.length;
          index += part.length;
          continue;
        }
        const byte = chunk[index] ?? 0;
        index += 1;
        if (skipping && byte !== escape) continue;
        if (byte === escape) {
          // An ESC inside a head means the command before it was cut.
          if (head.length > 0) out.push(frameError('truncated'));
          reset();
          skipping = false;
        } else if (byte === carriageReturn) {
          if (head.length > 0) out.push(frameOf(finish()));
        } else if (byte === nul && head.length === 0) {
          continue;
        } else if (byte < 0x20 || byte > 0x7e || words !== null || head.length >= longestHead) {
          reset();
          skipping = true;
          out.push(frameError('garbage'));
        } else {
          head.push(byte);
          if (byte !== separator) continue;
          const counted = panelHead(head);
          if (counted === null) continue;
          words = counted.words;
          missing = counted.count;
        }
      }
      return out;
    },
    silence() {
      const started = head.length > 0 || skipping;
      reset();
      skipping = false;
      return started ? [frameError('truncated')] : [];
    },
  };
}

/** `Dbc;<panel>;<levels>;<count>;` -> its words and count, else null. */
function panelHead(head: readonly number[]): { words: readonly string[]; count: number } | null {
  const match = /^(Dbc);([a-z]);(\d{1,3});(\d{1,7});$/.exec(String.fromCharCode(...head));
  if (match === null) return null;
  const count = Number(match[4]);
  return count > longestData ? null : { words: match.slice(1), count };
}
