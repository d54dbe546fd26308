import { createCanvas, loadImage, type Canvas, type Image } from '@napi-rs/canvas';
import { failure, success, type Result } from '../../contract/result.ts';
import { readJpeg, type JpegStructure } from '../../domain/photo/readJpeg.ts';

/** A decoded picture, upright, with what its file says. */
export interface OpenPicture extends JpegStructure {
  readonly bytes: Uint8Array;
  readonly image: Image;
}

/** A rectangle of a picture in its own pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Checks the form first and decodes then, so that a bomb is refused unopened. The decoder turns the picture upright by its EXIF. */
export async function openPicture(bytes: Uint8Array): Promise<Result<OpenPicture>> {
  const structure = readJpeg(bytes);
  if (!structure.ok) return structure;
  const { file } = structure.value;
  try {
    const image = await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    // What was decoded must be what was checked.
    if (image.width !== file.width || image.height !== file.height) return failure('pictureTruncated');
    return success({ ...structure.value, bytes, image });
  } catch {
    return failure('pictureTruncated');
  }
}

/**
 * A part of a picture at another size. Halves as long as the goal is less than half, because one large step skips pixels: fine patterns would
 * come out as noise, and noise would count as sharpness.
 */
export function scaled(image: Image | Canvas, area: Area, width: number, height: number): Canvas {
  let source: Image | Canvas = image;
  let from = area;
  while (from.width >= width * 2 && from.height >= height * 2) {
    const half = drawn(source, from, Math.ceil(from.width / 2), Math.ceil(from.height / 2));
    source = half;
    from = { x: 0, y: 0, width: half.width, height: half.height };
  }
  return drawn(source, from, width, height);
}

function drawn(source: Image | Canvas, from: Area, width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, from.x, from.y, from.width, from.height, 0, 0, width, height);
  return canvas;
}

export const wholeOf = ({ width, height }: { readonly width: number; readonly height: number }): Area => ({
  x: 0,
  y: 0,
  width,
  height,
});
