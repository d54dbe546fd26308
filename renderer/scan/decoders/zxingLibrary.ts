import {
  BinaryBitmap,
  DecodeHintType,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  InvertedLuminanceSource,
  QRCodeReader,
  RGBLuminanceSource,
  type LuminanceSource,
  type Result,
} from '@zxing/library';
import { decodeText } from '../../../main/contract/devices/decodeText.ts';
import { toLuminance } from './luminance.ts';
import type { DecodedCode, QrDecoder } from './qrDecoder.ts';

// Under this name the platform decodes windows-1252, where each of the 256 bytes has a character of its own. So the bytes can be had back,
// and our own rule decides what text they are.
const hints = new Map<DecodeHintType, unknown>([
  [DecodeHintType.TRY_HARDER, true],
  [DecodeHintType.CHARACTER_SET, 'ISO-8859-1'],
]);

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const byteOf = new Map(
  Array.from(new TextDecoder('windows-1252').decode(everyByte), (character, byte) => [character, byte]),
);

function codeOf(result: Result): DecodedCode | null {
  const content = result.getText();
  const found = Array.from(content, (character) => byteOf.get(character));
  if (found.every((byte) => byte !== undefined)) {
    const bytes = Uint8Array.from(found);
    const text = decodeText(bytes);
    return text === null ? null : { symbology: 'qrCode', text, bytes };
  }
  // A code that names its own character set was decoded by it already.
  return { symbology: 'qrCode', text: content, bytes: new TextEncoder().encode(content) };
}

/** The decoder in plain JavaScript: finds one code a picture. The second choice; `createZxingWasm` reads more (docs/measurements/devices.md). */
export function createZxingLibrary(): QrDecoder {
  const reader = new QRCodeReader();
  const tries: readonly ((source: LuminanceSource) => BinaryBitmap)[] = [
    (source) => new BinaryBitmap(new HybridBinarizer(source)),
    (source) => new BinaryBitmap(new GlobalHistogramBinarizer(source)),
    (source) => new BinaryBitmap(new HybridBinarizer(new InvertedLuminanceSource(source))),
  ];
  return {
    decode: async (picture) => {
      const { data, width, height } = toLuminance(picture);
      for (const attempt of tries) {
        try {
          const found = codeOf(reader.decode(attempt(new RGBLuminanceSource(data, width, height)), hints));
          if (found !== null) return [found];
        } catch {
          // "Not in this look": the library has no other way to say it.
          continue;
        }
      }
      return [];
    },
  };
}
