import type { Driver, DriverHandle } from '../api/driver.ts';
import { decodeText } from '../framing/decodeText.ts';
import { framedHandle } from '../framing/framedHandle.ts';
import { lineSplitter } from '../framing/lineSplitter.ts';

/** Largest text a read may carry (contract `scanRead`), in bytes of its widest encoding; a QR holds under 3 KB. */
const maxBytes = 8192;
const silenceMs = 80;

/** AIM code letter to the symbology name of XFS4IoT (device-protocols 2, 9). */
const aimSymbologies: Readonly<Record<string, string>> = {
  A: 'code39',
  C: 'code128',
  d: 'dataMatrix',
  E: 'ean13',
  I: 'itf',
  L: 'pdf417',
  Q: 'qrCode',
  z: 'aztec',
};

/** Control characters that stand in GS1 and ISO 15434 data: EOT, TAB, FS, GS, RS, US. Others are line noise. */
const allowedControls = new Set([0x04, 0x09, 0x1c, 0x1d, 0x1e, 0x1f]);

/** Splits an AIM prefix such as `]Q1` from the text of a scan. */
export function splitSymbology(text: string): { readonly symbology: string; readonly text: string } {
  const match = /^\]([A-Za-z])[0-9A-Za-z]/.exec(text);
  const symbology = aimSymbologies[match?.[1] ?? ''];
  return symbology === undefined ? { symbology: 'unknown', text } : { symbology, text: text.slice(3) };
}

/** Any scanner on a serial or CDC line that sends the text of a code, with CR, LF, CRLF or no suffix. */
export const serialTextDriver: Driver<'scanner', DriverHandle> = {
  id: 'serial-text',
  kind: 'scanner',
  matches: (config) => config.driver === 'serial-text' && config.kind === 'scanner',
  async open(transport, clock, events) {
    const framer = lineSplitter({ maxBytes, silenceMs, suffix: 'auto' });
    const handle = framedHandle(transport, clock, events, framer, (line) => {
      if (line.some((byte) => (byte < 0x20 && !allowedControls.has(byte)) || byte === 0x7f))
        return events.readFailed('garbage');
      const text = decodeText(line);
      if (text === null) return events.readFailed('undecodable');
      events.scan(splitSymbology(text));
    });
    return { ok: true, handle };
  },
};
