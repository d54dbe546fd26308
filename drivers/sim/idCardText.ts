import { samVAddressBytes, samVTextBytes } from '../framing/samVReplies.ts';
import {
  idCardLayouts,
  idCardTypeAt,
  withoutEnd,
  type IdCardField,
  type IdCardText,
} from '../framing/samVText.ts';

const sexCodes = { M: '1', F: '2', X: '9' } as const;

/** The 256-byte block of a card; the inverse of `parseIdCardText`. What does not fit its field is cut, as a personalisation would. */
export function encodeIdCardText(card: IdCardText): Uint8Array {
  const block = spaces(samVTextBytes);
  const layout = idCardLayouts[card.cardType];
  const compact = (date: string): string => date.replaceAll('-', '');
  const texts: Readonly<Record<IdCardField, string | null>> = {
    ...card,
    sex: sexCodes[card.sex],
    birthDate: compact(card.birthDate),
    validFrom: compact(card.validFrom),
    validTo: card.expiresOn === null ? withoutEnd : compact(card.expiresOn),
  };
  for (const field of Object.keys(texts) as IdCardField[]) {
    let rest = texts[field] ?? '';
    for (const [from, to] of layout.fields[field] ?? []) {
      const size = (to - from) / 2;
      putUtf16(block, from, rest.slice(0, size));
      rest = rest.slice(size);
    }
  }
  putUtf16(block, idCardTypeAt, layout.type);
  return block;
}

/** The 70 bytes of a newest address. */
export function encodeNewestAddress(address: string): Uint8Array {
  const block = spaces(samVAddressBytes);
  putUtf16(block, 0, address.slice(0, samVAddressBytes / 2));
  return block;
}

function spaces(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index % 2 === 0 ? 0x20 : 0));
}

function putUtf16(block: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    block.set([unit & 0xff, unit >> 8], at + index * 2);
  }
}
