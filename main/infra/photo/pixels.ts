import type { Canvas } from '@napi-rs/canvas';

/** Pixels as one byte of brightness each, with the colours beside them. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
  /** Rec. 601 luma, 0 to 255. */
  readonly luma: Float32Array;
}

export function pixelsOf(canvas: Canvas): Pixels {
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const luma = new Float32Array(width * height);
  for (let index = 0; index < luma.length; index += 1)
    luma[index] =
      0.299 * (rgba[index * 4] ?? 0) +
      0.587 * (rgba[index * 4 + 1] ?? 0) +
      0.114 * (rgba[index * 4 + 2] ?? 0);
  return { width, height, rgba, luma };
}

/** White as a wall in good light is: bright in every channel, and without a cast. */
export function isNearWhite({ rgba }: Pixels, index: number): boolean {
  const [red = 0, green = 0, blue = 0] = [rgba[index * 4], rgba[index * 4 + 1], rgba[index * 4 + 2]];
  const least = Math.min(red, green, blue);
  return least >= 230 && Math.max(red, green, blue) - least <= 20;
}

/**
 * Variance of the Laplacian over the pixels that `wanted` picks: high where edges are sharp, low where they are soft. The picture is smoothed
 * with 1-2-1 first, else the grain of a sensor in a blurred picture would count as sharpness.
 */
export function sharpnessOf(pixels: Pixels, wanted: (x: number, y: number) => boolean): number {
  const { width, height } = pixels;
  const smooth = smoothed(pixels);
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let y = 2; y < height - 2; y += 1)
    for (let x = 2; x < width - 2; x += 1) {
      if (!wanted(x, y)) continue;
      const at = y * width + x;
      const value =
        4 * (smooth[at] ?? 0) -
        (smooth[at - 1] ?? 0) -
        (smooth[at + 1] ?? 0) -
        (smooth[at - width] ?? 0) -
        (smooth[at + width] ?? 0);
      count += 1;
      sum += value;
      squares += value * value;
    }
  return count === 0 ? 0 : Math.max(0, squares / count - (sum / count) ** 2);
}

function smoothed({ width, height, luma }: Pixels): Float32Array {
  const across = new Float32Array(luma.length);
  const both = new Float32Array(luma.length);
  const blend = (from: Float32Array, to: Float32Array, step: number, first: number, last: number): void => {
    for (let at = first; at < last; at += 1)
      to[at] = ((from[at - step] ?? 0) + 2 * (from[at] ?? 0) + (from[at + step] ?? 0)) / 4;
  };
  // The outermost pixels wrap around or stay black; sharpnessOf does not look at them.
  blend(luma, across, 1, 1, width * height - 1);
  blend(across, both, width, width, width * (height - 1));
  return both;
}
