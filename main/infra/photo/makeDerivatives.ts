import type { Canvas } from '@napi-rs/canvas';
import { loadImage } from '@napi-rs/canvas';
import { sm3 } from 'sm-crypto-v2';
import type { Derivative } from '../../app/ports/pictures.ts';
import type { DerivativeKind } from '../../contract/photos.ts';
import { chipWidths, type PhotoRules } from '../../domain/photo/photoRules.ts';
import { readJpeg, withoutMetadata } from '../../domain/photo/readJpeg.ts';
import { scaled, wholeOf, type OpenPicture } from './openPicture.ts';
import { pixelsOf } from './pixels.ts';

/** A permit photo needs no more than this; larger ones are made smaller before they are compressed harder. */
const mostPermitPixels = 4_000_000;
/** Below this a JPEG shows its blocks; a picture that still does not fit is made smaller instead. */
const leastQuality = 40;

/**
 * The permit photo (7.2): the picture data of the file itself, without what the camera tells, when it is upright, coloured and small enough;
 * else a copy of the whole picture at the highest quality that fits. Null when nothing fits.
 */
export async function permitDerivative(
  picture: OpenPicture,
  { permit }: PhotoRules,
): Promise<Derivative | null> {
  const { file, header, bytes, image } = picture;
  if ((file.orientation ?? 1) === 1 && file.components !== 4) {
    const plain = withoutMetadata(bytes, header);
    if (plain.length <= permit.producedMaxBytes) return derivative('permit', plain, file, null, null);
  }
  const shrink = Math.min(1, Math.sqrt(mostPermitPixels / (file.width * file.height)));
  const whole = scaled(
    image,
    wholeOf(file),
    Math.max(1, Math.round(file.width * shrink)),
    Math.max(1, Math.round(file.height * shrink)),
  );
  const encoded = encodeWithin(whole, qualities(95, leastQuality), 0, permit.producedMaxBytes);
  return encoded === null ? null : measured('permit', encoded, whole, whole);
}

/** The card photo (7.3): at the quality that the rule names, 70 by default, or the nearest quality that brings it into the band of bytes. */
export async function cardDerivative(crop: Canvas, { card }: PhotoRules): Promise<Derivative | null> {
  const { low, high } = card.bytes;
  const encoded =
    encodeWithin(crop, [card.quality], low, high) ??
    encodeWithin(crop, qualities(card.quality, leastQuality), low, high) ??
    encodeWithin(crop, qualities(card.quality, 98), low, high);
  return encoded === null ? null : measured('card', encoded, crop, crop);
}

/**
 * The chip photo (7.2): at most 4096 bytes, or fewer where the rule says so. Few bytes buy either pixels or quality; of the widths that may be had it takes the one that is
 * nearest to the card photo when both are shown at one size.
 */
export async function chipDerivative(crop: Canvas, { card, chip }: PhotoRules): Promise<Derivative | null> {
  let best: Derivative | null = null;
  for (const width of chipWidths) {
    const small = scaled(crop, wholeOf(crop), width, Math.round((width * card.height) / card.width));
    const encoded = highestWithin(small, chip.maxBytes);
    const found = encoded === null ? null : await measured('chip', encoded, small, crop);
    if (found !== null && (best === null || (found.facts.psnr ?? 0) > (best.facts.psnr ?? 0))) best = found;
  }
  return best;
}

interface Encoded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly quality: number;
}

/** The highest quality, to the single step, that fits; found by halving, because bytes grow with quality. */
function highestWithin(canvas: Canvas, most: number): Encoded | null {
  let found: Encoded | null = null;
  let [low, high] = [leastQuality, 95];
  while (low <= high) {
    const quality = (low + high) >> 1;
    const bytes = encode(canvas, quality);
    if (bytes.length <= most) {
      found = { bytes, quality };
      low = quality + 1;
    } else high = quality - 1;
  }
  return found;
}

function qualities(from: number, to: number): number[] {
  const direction = to < from ? -5 : 5;
  const list: number[] = [];
  for (let quality = from; direction < 0 ? quality >= to : quality <= to; quality += direction)
    list.push(quality);
  return list;
}

/** The first of these qualities whose bytes lie in the span; null when none does. */
function encodeWithin(canvas: Canvas, list: readonly number[], low: number, high: number): Encoded | null {
  for (const quality of list) {
    const bytes = encode(canvas, quality);
    if (bytes.length >= low && bytes.length <= high) return { bytes, quality };
  }
  return null;
}

/** Without the colour profile that the library writes: canvas pixels are sRGB, which is what a reader without a profile takes them for. */
function encode(canvas: Canvas, quality: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(canvas.toBuffer('image/jpeg', quality));
  const structure = readJpeg(bytes);
  if (!structure.ok) throw new Error(`our own JPEG is not one: ${structure.error.code}`);
  return withoutMetadata(bytes, structure.value.header, { dropProfile: true });
}

/** Decodes what was made and compares it with the picture it stands for, at the size of that picture. */
async function measured(
  kind: DerivativeKind,
  { bytes, quality }: Encoded,
  size: Canvas,
  reference: Canvas,
): Promise<Derivative> {
  const image = await loadImage(Buffer.from(bytes));
  const shown = scaled(image, wholeOf(size), reference.width, reference.height);
  return derivative(kind, bytes, size, quality, psnrOf(shown, reference));
}

const derivative = (
  kind: DerivativeKind,
  bytes: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  quality: number | null,
  psnr: number | null,
): Derivative => ({
  bytes,
  facts: { kind, bytes: bytes.length, width, height, quality, psnr, digest: sm3(bytes) },
});

/** Peak signal-to-noise ratio over the three channels, in dB with one decimal; null when the pixels are the same. */
export function psnrOf(one: Canvas, other: Canvas): number | null {
  const { rgba: a } = pixelsOf(one);
  const { rgba: b } = pixelsOf(other);
  let squares = 0;
  for (let at = 0; at < a.length; at += 1) if (at % 4 !== 3) squares += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2;
  if (squares === 0) return null;
  return Math.round(100 * Math.log10((255 * 255) / (squares / ((a.length / 4) * 3)))) / 10;
}
