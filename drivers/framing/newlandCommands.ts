import { asciiBytes, asciiText, concatBytes, hexBytes } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';

/**
 * Newland "unified" commands (device-protocols 2.1). Request `7E 01 30 30 30 30 <40|23> <command> 3B 03`, answer
 * `02 01 30 30 30 30 <40|23> <command> <06|15|05> 3B 03`. The meaning of 15 and 05 is weak: to be proved on first hardware.
 */
const requestStart = hexBytes('7E 01 30 30 30 30');
const answerStart = hexBytes('02 01 30 30 30 30');
const end = hexBytes('3B 03');
const longestAnswer = 48;
const results: ReadonlyMap<number, NewlandResult> = new Map([
  [0x06, 'ok'],
  [0x15, 'outOfRange'],
  [0x05, 'unknownCommand'],
]);

export type NewlandResult = 'ok' | 'outOfRange' | 'unknownCommand';
/** `#` holds until power-off, `@` for ever. */
export type NewlandStorage = '#' | '@';

/** What comes from a Newland scanner: text of a code (its bytes, suffix removed), or the answer to a command. */
export type NewlandFrame =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'answer'; readonly command: string; readonly result: NewlandResult };

/** Bytes of a command such as `SCNTRG1`. */
export function encodeNewland(command: string, storage: NewlandStorage): Uint8Array {
  return concatBytes([requestStart, asciiBytes(storage + command), end]);
}

/** Bytes of the answer to a command, as a scanner sends it. */
export function encodeNewlandAnswer(
  command: string,
  storage: NewlandStorage,
  result: NewlandResult,
): Uint8Array {
  const code = [...results].find(([, name]) => name === result)?.[0] ?? 0;
  return concatBytes([answerStart, asciiBytes(storage + command), Uint8Array.of(code), end]);
}

/** The answer in exactly these bytes, or null. */
export function parseNewlandAnswer(
  bytes: Uint8Array,
): { readonly command: string; readonly result: NewlandResult } | null {
  const text = asciiText(bytes) ?? '';
  const match = /^\x02\x010000[@#]([A-Z0-9]{3,24})([\x05\x06\x15]);\x03$/.exec(text);
  const result = results.get(match?.[2]?.charCodeAt(0) ?? 0);
  return match === null || result === undefined ? null : { command: match[1] ?? '', result };
}

/**
 * Takes the answers out of the stream and leaves the rest to `lines`. An answer that starts behind a text without suffix ends it.
 * What begins like an answer and is none goes to `lines` whole, so that nothing is lost unseen.
 */
export function newlandFramer(lines: Framer<Uint8Array>): Framer<NewlandFrame> {
  let answer: number[] = [];

  const texts = (outcomes: readonly FrameOutcome<Uint8Array>[]): FrameOutcome<NewlandFrame>[] =>
    outcomes.map((outcome) =>
      outcome.kind === 'error' ? outcome : frameOf({ kind: 'text' as const, bytes: outcome.frame }),
    );
  const takeByte = (byte: number): FrameOutcome<NewlandFrame>[] => {
    if (answer.length === 0 && byte !== answerStart[0]) return texts(lines.push(Uint8Array.of(byte)));
    answer.push(byte);
    const place = answer.length - 1;
    const differs = place < answerStart.length && byte !== answerStart[place];
    if (differs || answer.length > longestAnswer) return giveUp();
    if (place < answerStart.length || byte !== 0x03) return [];
    const parsed = parseNewlandAnswer(Uint8Array.from(answer));
    if (parsed === null) return giveUp();
    answer = [];
    return [...texts(lines.silence()), frameOf({ kind: 'answer' as const, ...parsed })];
  };
  const giveUp = (): FrameOutcome<NewlandFrame>[] => {
    const [first = 0, ...rest] = answer;
    answer = [];
    // The first byte is text for certain; an answer may still begin in the ones behind it.
    return [...texts(lines.push(Uint8Array.of(first))), ...rest.flatMap(takeByte)];
  };

  return {
    silenceMs: lines.silenceMs,
    get pending() {
      return lines.pending || answer.length > 0;
    },
    get held() {
      return lines.held + answer.length;
    },
    push: (chunk) => [...chunk].flatMap(takeByte),
    silence() {
      const cutOff = answer.length > 0;
      answer = [];
      const out = texts(lines.silence());
      return cutOff ? [...out, frameError('truncated')] : out;
    },
  };
}
