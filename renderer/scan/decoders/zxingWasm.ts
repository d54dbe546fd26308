import { prepareZXingModule, readBarcodes, type ReaderOptions, type ReadResult } from 'zxing-wasm/reader';
import { decodeText } from '../../../main/contract/devices/decodeText.ts';
import {
  boxBlur,
  enlarge,
  localThreshold,
  sharpen,
  toLuminance,
  toPicture,
  type Luminance,
} from './luminance.ts';
import type { DecodedCode, Picture, QrDecoder } from './qrDecoder.ts';

const look: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  binarizer: 'LocalAverage',
  maxNumberOfSymbols: 4,
};

/** A print of ours is dark on light: what is light on dark and out of focus as well is not worth the time. */
const furtherLook: ReaderOptions = { ...look, tryInvert: false };

interface Looks {
  readonly plain: Luminance;
  /** The noise taken out; every later look starts from it. */
  readonly soft: Luminance;
}

/** Above this many pixels a module is hardly ever too small to be seen, and twice the size would take too long. */
const smallPicture = 1_000_000;

/**
 * What is tried when the picture as it is shows nothing, cheapest first. Chosen by measurement (docs/measurements/devices.md): the first
 * reads what is out of focus, the second pale and unevenly lit prints, the third small modules with noise.
 */
const furtherLooks: readonly ((looks: Looks) => Luminance | null)[] = [
  ({ soft }) => sharpen(soft, 5, 3),
  ({ soft }) => localThreshold(soft, 16, 2),
  ({ plain, soft }) => (plain.data.length > smallPicture ? null : enlarge(sharpen(soft, 4, 3))),
];

function codeOf(result: ReadResult): DecodedCode | null {
  if (!result.isValid) return null;
  // A code that names its character set is believed; one that does not is text by our own rule.
  const text = result.hasECI ? result.text : decodeText(result.bytes);
  return text === null ? null : { symbology: 'qrCode', text, bytes: result.bytes };
}

/** The default decoder. `wasmBinary` is the reader's WebAssembly: left to itself the library would fetch it from a network. */
export function createZxingWasm(wasmBinary: ArrayBuffer): QrDecoder {
  prepareZXingModule({ overrides: { wasmBinary } });
  const readIn = async (picture: Picture, options: ReaderOptions): Promise<readonly DecodedCode[]> => {
    const { data, width, height } = picture;
    // The library takes an ImageData and uses these fields of it; Node has no such class. The fields of a real one are no own properties.
    const given = { data, width, height, colorSpace: 'srgb' } as ImageData;
    const found = await readBarcodes(given, options);
    return found.map(codeOf).filter((code) => code !== null);
  };
  return {
    decode: async (picture) => {
      const first = await readIn(picture, look);
      if (first.length > 0) return first;
      const plain = toLuminance(picture);
      const looks = { plain, soft: boxBlur(plain, 1) };
      for (const further of furtherLooks) {
        const made = further(looks);
        const found = made === null ? [] : await readIn(toPicture(made), furtherLook);
        if (found.length > 0) return found;
      }
      return [];
    },
  };
}
