import { decodeGb18030 } from '../framing/decodeText.ts';
import { asciiText, concatBytes, hexOf } from '../framing/bytes.ts';
import { chipNameBytes } from '../../main/contract/devices.ts';

/** A field of EF05 or EF06 (device-protocols 7): its tag, its record number and the length of its value. */
export interface CardField {
  readonly file: 0x05 | 0x06;
  readonly tag: number;
  readonly record: number;
  readonly length: number;
}

const field = (file: 0x05 | 0x06, tag: number, record: number, length: number): CardField => ({
  file,
  tag,
  record,
  length,
});

/** Every freely readable field. The extension 4E of the name stands in record 2 with it (to be proved on first hardware). */
export const cardFields = {
  cardIdentifier: field(0x05, 0x01, 1, 0x10),
  cardType: field(0x05, 0x02, 2, 0x01),
  specificationVersion: field(0x05, 0x03, 3, 0x04),
  initialisingBody: field(0x05, 0x04, 4, 0x0c),
  issuedOn: field(0x05, 0x05, 5, 0x04),
  expiresOn: field(0x05, 0x06, 6, 0x04),
  cardNumber: field(0x05, 0x07, 7, 0x09),
  socialSecurityNumber: field(0x06, 0x08, 1, 0x12),
  name: field(0x06, 0x09, 2, chipNameBytes.name),
  nameExtension: field(0x06, 0x4e, 2, chipNameBytes.extension),
  sex: field(0x06, 0x0a, 3, 0x01),
  ethnicGroup: field(0x06, 0x0b, 4, 0x01),
  birthPlace: field(0x06, 0x0c, 5, 0x03),
  birthDate: field(0x06, 0x0d, 6, 0x04),
} as const satisfies Readonly<Record<string, CardField>>;

/** Printable text of an `an` field; unwritten bytes (00, FF, spaces) count as nothing. */
export function fieldText(value: Uint8Array | null): string | null {
  const text = value === null ? '' : (asciiText(withoutPadding(value))?.trimEnd() ?? '');
  return /^[\x21-\x7e]+$/.test(text) ? text : null;
}

/** Digits of a `cn` field without the F that pads them; null when anything else is in it. */
export function fieldDigits(value: Uint8Array | null): string | null {
  const digits = value === null ? '' : hexOf(value).replace(/F+$/, '');
  return /^\d+$/.test(digits) ? digits : null;
}

/** yyyy-mm-dd of a `cn` date yyyymmdd; null when unwritten (zeros) or no day of the calendar. */
export function fieldDate(value: Uint8Array | null): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})$/.exec(fieldDigits(value) ?? '') ?? [];
  const text = `${year}-${month}-${day}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) && year > '0000' ? text : null;
}

/** Bytes of yyyy-mm-dd, or of any even row of digits. */
export function digitBytes(text: string): Uint8Array {
  const digits = text.replaceAll('-', '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

/** True when 09 has no room for one more character: only then does 4E belong to this name and not to an older one. */
export function nameGoesOn(name: Uint8Array | null): boolean {
  return name !== null && withoutPadding(name).length > chipNameBytes.name - 4;
}

/**
 * Name from 09 and 4E. The profile's encoding comes first, because two-character names in GBK can be valid UTF-8 and UTF-8 is often
 * valid GB18030; the other one is the fallback. Null when unwritten or no text.
 */
export function fieldName(
  name: Uint8Array | null,
  extension: Uint8Array | null,
  encoding: 'gb18030' | 'utf-8',
): string | null {
  if (name === null) return null;
  const bytes = concatBytes([withoutPadding(name), withoutPadding(extension ?? new Uint8Array(0))]);
  const order = encoding === 'utf-8' ? [decodeUtf8, decodeGb18030] : [decodeGb18030, decodeUtf8];
  for (const decode of order) {
    const text = decode(bytes)?.trim();
    if (text !== undefined) return text === '' ? null : text;
  }
  return null;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Zeros and FF stand for nothing; trailing blanks of one part may be the blank between two names. */
function withoutPadding(value: Uint8Array): Uint8Array {
  let end = value.length;
  while (end > 0 && [0x00, 0xff].includes(value[end - 1] ?? 0)) end -= 1;
  return value.subarray(0, end);
}
