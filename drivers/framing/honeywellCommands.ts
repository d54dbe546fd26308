import { asciiBytes, concatBytes, hexBytes } from './bytes.ts';

/**
 * Honeywell / HHP commands (device-protocols 2.2, and 1.3 through report FD). Triggers and the beep have no answer. A trigger works only
 * when the scanner is set to trigger mode.
 */
export const honeywellTrigger = hexBytes('16 54 0D');
export const honeywellRelease = hexBytes('16 55 0D');
/** Weak: the source shows it through report FD only; to be proved on first hardware. */
export const honeywellBeep = hexBytes('16 07 0D');

/** A menu command such as `REVINF`: `!` keeps it in RAM only, `.` in flash too. */
export function encodeMenu(command: string, storage: '!' | '.'): Uint8Array {
  return concatBytes([hexBytes('16 4D 0D'), asciiBytes(command + storage)]);
}

export type MenuResult = 'ok' | 'refused' | 'unknownCommand';
const results: ReadonlyMap<string, MenuResult> = new Map([
  ['\x06', 'ok'],
  ['\x15', 'refused'],
  ['\x05', 'unknownCommand'],
]);

/**
 * The answer to a menu command: echo, then 06 (done), 15 (refused) or 05 (unknown), then `.` or `!`, which may be missing after a query.
 * Null when it is none. `text` is the echo, with what a query adds to it (`CBRENA1`).
 */
export function parseMenuAnswer(
  answer: string,
): { readonly text: string; readonly result: MenuResult } | null {
  const match = /^([\x20-\x7e]{1,200}?)[.!]?([\x05\x06\x15])[.!]?$/.exec(answer);
  const result = results.get(match?.[2] ?? '');
  return match === null || result === undefined ? null : { text: match[1] ?? '', result };
}
