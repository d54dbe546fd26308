import { failure, success, type Result } from '../../main/contract/result.ts';
import type { Picture, QrDecoder } from './decoders/qrDecoder.ts';

const mediaTypes = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/bmp']);
const largestFile = 20 * 1024 * 1024;
/** Longest side that is looked at, in pixels. A page at 300 dots an inch is larger; its codes are still plain at this size. */
const longestSide = 2000;

/** The picture among what was pasted or dropped, or null: then it is none of our business. */
export function pictureIn(files: Iterable<File> | null | undefined): File | null {
  for (const file of files ?? []) if (file.type.startsWith('image/')) return file;
  return null;
}

/** Opens a picture file as pixels. Fails with pictureUnreadable. */
export async function openPicture(file: Blob): Promise<Result<Picture>> {
  if (!mediaTypes.has(file.type) || file.size > largestFile) return failure('pictureUnreadable');
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) return failure('pictureUnreadable');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    return success(context.getImageData(0, 0, width, height));
  } catch {
    return failure('pictureUnreadable');
  }
}

/** The text of the one code in a picture. Fails with pictureWithoutCode and pictureSeveralCodes: which of two is meant, nobody guesses. */
export async function readPicture(decoder: QrDecoder, picture: Picture): Promise<Result<string>> {
  const texts = new Set((await decoder.decode(picture)).map(({ text }) => text));
  const [text] = texts;
  if (text === undefined) return failure('pictureWithoutCode');
  return texts.size > 1 ? failure('pictureSeveralCodes', { count: texts.size }) : success(text);
}
