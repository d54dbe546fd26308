import type { DriverEvents } from '../api/driver.ts';
import { asciiBytes } from '../framing/bytes.ts';
import { decodeText } from '../framing/decodeText.ts';

/** Control characters that stand in GS1 and ISO 15434 data: EOT, TAB, FS, GS, RS, US. Others are line noise. */
const allowedControls: ReadonlySet<number> = new Set([0x04, 0x09, 0x1c, 0x1d, 0x1e, 0x1f]);

/** What a scanner was programmed to put around its data, in ASCII. */
export interface Wrapping {
  readonly prefix: string;
  readonly suffix: string;
}

/** Data without the programmed prefix and suffix; null when one of them is missing. */
export function unwrapped(bytes: Uint8Array, wrapping: Wrapping): Uint8Array | null {
  const { prefix, suffix } = wrapping;
  if (bytes.length < prefix.length + suffix.length) return null;
  const stands = (text: string, at: number): boolean =>
    asciiBytes(text).every((byte, index) => bytes[at + index] === byte);
  const end = bytes.length - suffix.length;
  return stands(prefix, 0) && stands(suffix, end) ? bytes.slice(prefix.length, end) : null;
}

/** Whether the bytes hold what no code holds and a disturbed line does. */
export function hasLineNoise(bytes: Uint8Array): boolean {
  return bytes.some((byte) => (byte < 0x20 && !allowedControls.has(byte)) || byte === 0x7f);
}

/** Decodes the data of a code and hands it up with its symbology, or says why not. */
export function deliverScan(
  events: DriverEvents,
  bytes: Uint8Array,
  symbologyFor: (text: string) => { readonly symbology: string; readonly text: string },
): void {
  const text = decodeText(bytes);
  if (text === null) events.readFailed('undecodable');
  else events.scan(symbologyFor(text));
}
