import { largestPictureBytes, mostPicturePixels, type PictureFile } from '../../contract/photos.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { readExif } from './readExif.ts';

/** One marker segment, `from` at its 0xff, `to` behind its last byte. */
export interface JpegSegment {
  readonly marker: number;
  readonly from: number;
  readonly to: number;
}
export interface JpegStructure {
  readonly file: PictureFile;
  /** Segments before the first scan, in order. */
  readonly header: readonly JpegSegment[];
}

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
/** A real camera writes up to about ten scans; thousands of them only keep a decoder busy. */
const mostScans = 64;
const mostSegments = 512;

const processOf: Readonly<Record<number, PictureFile['process']>> = {
  0xc0: 'baseline',
  0xc1: 'extended',
  0xc2: 'progressive',
};
/** Frames that no decoder of ours opens: lossless, differential, arithmetic. C4, C8 and CC are no frames. */
const isOtherFrame = (marker: number): boolean =>
  marker >= 0xc3 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Beginnings of other things inside segments: a file that is a picture for one program and something else for another. Lower case. */
const foreign = ['%pdf-', 'pk\u0003\u0004', '<?php', '<script', '<html', '<!doctype'].map((sign) =>
  Array.from(sign, (letter) => letter.charCodeAt(0)),
);

/**
 * Walks a JPEG from SOI to EOI without decoding it. Never throws, touches each byte at most twice. Fails with pictureTooLarge,
 * pictureNotJpeg, pictureTruncated, pictureForeignContent (bytes after EOI, other formats in segments), pictureJpegKind and
 * pictureTooManyPixels.
 */
export function readJpeg(bytes: Uint8Array): Result<JpegStructure> {
  if (bytes.length > largestPictureBytes)
    return failure('pictureTooLarge', { bytes: bytes.length, limit: largestPictureBytes });
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage || bytes[2] !== 0xff) return failure('pictureNotJpeg');

  const header: JpegSegment[] = [];
  let frame: Frame | null = null;
  let scans = 0;
  let at = 2;
  for (let seen = 0; seen < mostSegments; seen += 1) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined || marker === 0) return failure('pictureTruncated');
    if (marker === endOfImage) {
      if (frame === null || scans === 0) return failure('pictureTruncated');
      if (at + 2 !== bytes.length) return failure('pictureForeignContent');
      return finish(bytes, frame, header);
    }
    if (standsAlone(marker) || marker === startOfImage) return failure('pictureTruncated');
    const to = at + 2 + wordAt(bytes, at + 2);
    // Not a number: the length itself is missing.
    if (!(to >= at + 4 && to <= bytes.length)) return failure('pictureTruncated');
    if (isOtherFrame(marker)) return failure('pictureJpegKind', { kind: `SOF${marker - 0xc0}` });
    const process = processOf[marker];
    if (process !== undefined) {
      if (frame !== null) return failure('pictureTruncated');
      const read = readFrame(bytes, at, to, process);
      if (!read.ok) return read;
      frame = read.value;
    }
    if (scans === 0) header.push({ marker, from: at, to });
    if (isForeign(bytes, marker, at, to)) return failure('pictureForeignContent');
    at = to;
    if (marker !== startOfScan) continue;
    if (frame === null) return failure('pictureTruncated');
    scans += 1;
    if (scans > mostScans) return failure('pictureJpegKind', { kind: `${mostScans}+ scans` });
    at = endOfScan(bytes, at);
  }
  return failure('pictureTruncated');
}

interface Frame {
  readonly process: PictureFile['process'];
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

function readFrame(bytes: Uint8Array, from: number, to: number, process: Frame['process']): Result<Frame> {
  const precision = bytes[from + 4] ?? 0;
  const height = wordAt(bytes, from + 5);
  const width = wordAt(bytes, from + 7);
  const components = bytes[from + 9] ?? 0;
  if (to - from !== 10 + 3 * components) return failure('pictureTruncated');
  if (precision !== 8) return failure('pictureJpegKind', { kind: `${precision} bit` });
  if (components !== 1 && components !== 3 && components !== 4)
    return failure('pictureJpegKind', { kind: `${components} components` });
  if (width === 0 || height === 0) return failure('pictureTruncated');
  if (width * height > mostPicturePixels)
    return failure('pictureTooManyPixels', { width, height, million: mostPicturePixels / 1_000_000 });
  return success({ process, width, height, components });
}

/** Position of the marker that ends the scan. Stuffed zeros and restart markers belong to the scan. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1) return bytes.length;
    const next = bytes[at + 1];
    if (next === 0 || (next !== undefined && next >= 0xd0 && next <= 0xd7)) at += 2;
    else return at;
  }
}

/** Application data and comments hold text of cameras and editors, so only what another program would run or open counts. */
function isForeign(bytes: Uint8Array, marker: number, from: number, to: number): boolean {
  if (marker !== 0xfe && (marker < 0xe0 || marker > 0xef)) return false;
  for (let at = from + 4; at < to; at += 1)
    if (foreign.some((sign) => sign.every((letter, index) => lower(bytes[at + index]) === letter)))
      return true;
  return false;
}

const lower = (byte: number | undefined): number | undefined =>
  byte !== undefined && byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;

function finish(bytes: Uint8Array, frame: Frame, header: readonly JpegSegment[]): Result<JpegStructure> {
  const found = header.find((segment) => segment.marker === 0xe1 && isExif(bytes, segment.from + 4));
  const exif = found === undefined ? null : readExif(bytes.subarray(found.from + 10, found.to));
  const orientation = exif?.orientation ?? null;
  // 5 to 8 lie on their side: a person sees the sides swapped.
  const turned = orientation !== null && orientation >= 5;
  return success({
    header,
    file: {
      bytes: bytes.length,
      width: turned ? frame.height : frame.width,
      height: turned ? frame.width : frame.height,
      components: frame.components,
      process: frame.process,
      orientation,
      capturedOn: exif?.capturedOn ?? null,
    },
  });
}

const exifSign = [0x45, 0x78, 0x69, 0x66, 0, 0];
const isExif = (bytes: Uint8Array, at: number): boolean =>
  exifSign.every((value, index) => bytes[at + index] === value);

/** Big-endian 16 bits; not a number behind the end. */
const wordAt = (bytes: Uint8Array, at: number): number => {
  const [high, low] = [bytes[at], bytes[at + 1]];
  return high === undefined || low === undefined ? Number.NaN : high * 256 + low;
};

/**
 * The same picture data without what cameras and editors tell about it: place, device, thumbnails, comments. What a decoder needs for the
 * colours stays: JFIF (APP0), colour profile (APP2, unless `dropProfile`) and Adobe's transform (APP14).
 */
export function withoutMetadata(
  bytes: Uint8Array,
  header: readonly JpegSegment[],
  options: { readonly dropProfile?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const dropped = (marker: number): boolean =>
    marker === 0xfe ||
    (marker >= 0xe0 && marker <= 0xef && marker !== 0xe0 && marker !== 0xee && marker !== 0xe2) ||
    (marker === 0xe2 && options.dropProfile === true);
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const segment of header) {
    if (!dropped(segment.marker)) continue;
    parts.push(bytes.subarray(from, segment.from));
    from = segment.to;
  }
  parts.push(bytes.subarray(from));
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
