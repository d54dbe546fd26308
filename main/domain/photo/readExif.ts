/** What we want to know of EXIF; the rest (place, device, owner) is nobody's business here. */
export interface ExifFacts {
  readonly orientation: number | null;
  /** Day of DateTimeOriginal, yyyy-mm-dd. */
  readonly capturedOn: string | null;
}

const mostEntries = 256;
const tagOrientation = 0x0112;
const tagExif = 0x8769;
const tagCaptured = 0x9003;
const nothing: ExifFacts = { orientation: null, capturedOn: null };

/**
 * Reads the TIFF part of an EXIF segment. Whatever is damaged counts as not said; nothing throws. The file's own change date (0x0132) is
 * not a capture date and is not read.
 */
export function readExif(tiff: Uint8Array): ExifFacts {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 8) return nothing;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return nothing;
  const little = order === 0x4949;
  if (view.getUint16(2, little) !== 42) return nothing;

  const entries = (directory: number): Map<number, Entry> => {
    const found = new Map<number, Entry>();
    if (directory + 2 > tiff.length) return found;
    const count = Math.min(view.getUint16(directory, little), mostEntries);
    for (let index = 0; index < count; index += 1) {
      const at = directory + 2 + index * 12;
      if (at + 12 > tiff.length) break;
      found.set(view.getUint16(at, little), {
        type: view.getUint16(at + 2, little),
        count: view.getUint32(at + 4, little),
        short: view.getUint16(at + 8, little),
        long: view.getUint32(at + 8, little),
      });
    }
    return found;
  };

  const first = entries(view.getUint32(4, little));
  const turned = first.get(tagOrientation);
  const orientation =
    turned?.type === 3 && turned.count === 1 && turned.short >= 1 && turned.short <= 8 ? turned.short : null;
  const inner = first.get(tagExif);
  const captured = inner === undefined ? undefined : entries(inner.long).get(tagCaptured);
  const text =
    captured?.type === 2 && captured.count === 20 && captured.long + 19 <= tiff.length
      ? String.fromCharCode(...tiff.subarray(captured.long, captured.long + 19))
      : '';
  return { orientation, capturedOn: dayOf(text) };
}

interface Entry {
  readonly type: number;
  readonly count: number;
  readonly short: number;
  readonly long: number;
}

/** `2026:05:04 10:11:12` as a calendar date; null when it is none, as in `0000:00:00`. */
function dayOf(text: string): string | null {
  const found = /^(\d{4}):(\d\d):(\d\d) \d\d:\d\d:\d\d$/.exec(text);
  if (found === null) return null;
  const day = `${found[1]}-${found[2]}-${found[3]}`;
  const instant = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day) ? day : null;
}
