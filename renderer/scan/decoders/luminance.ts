import type { Picture } from './qrDecoder.ts';

/** Brightness of a picture, one byte a pixel, row by row. */
export interface Luminance {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Brightness by the usual weights; what is transparent counts as white paper, as a person sees it on a page. */
export function toLuminance({ data, width, height }: Picture): Luminance {
  const grey = new Uint8ClampedArray(width * height);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel += 1, at += 4) {
    const value = (306 * (data[at] ?? 0) + 601 * (data[at + 1] ?? 0) + 117 * (data[at + 2] ?? 0)) >> 10;
    const alpha = data[at + 3] ?? 255;
    grey[pixel] = alpha === 255 ? value : (value * alpha + 255 * (255 - alpha)) / 255;
  }
  return { data: grey, width, height };
}

export function toPicture({ data, width, height }: Luminance): Picture {
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (data[at] ?? 0) * 0x01_01_01 + 0xff_00_00_00;
  return { data: new Uint8ClampedArray(pixels.buffer), width, height };
}

/** Mean of the square of (2 radius + 1)² around each pixel; at the border of what lies inside. */
export function boxBlur(source: Luminance, radius: number): Luminance {
  const { width, height } = source;
  return { data: blurDown(blurAcross(source, radius), width, height, radius), width, height };
}

function blurAcross({ data, width, height }: Luminance, radius: number): Uint8ClampedArray {
  const to = new Uint8ClampedArray(data.length);
  for (let start = 0; start < width * height; start += width) {
    let sum = 0;
    let count = 0;
    for (let at = -radius; at < width; at += 1) {
      if (at + radius < width) {
        sum += data[start + at + radius] ?? 0;
        count += 1;
      }
      if (at - radius > 0) {
        sum -= data[start + at - radius - 1] ?? 0;
        count -= 1;
      }
      if (at >= 0) to[start + at] = sum / count;
    }
  }
  return to;
}

/** Row by row over the sums of all columns, because a walk down a column misses the processor's cache at every step. */
function blurDown(from: Uint8ClampedArray, width: number, height: number, radius: number): Uint8ClampedArray {
  const to = new Uint8ClampedArray(from.length);
  const sums = new Int32Array(width);
  let count = 0;
  for (let row = -radius; row < height; row += 1) {
    const arriving = row + radius < height ? (row + radius) * width : -1;
    const leaving = row - radius > 0 ? (row - radius - 1) * width : -1;
    count += (arriving >= 0 ? 1 : 0) - (leaving >= 0 ? 1 : 0);
    for (let x = 0; x < width; x += 1) {
      let sum = sums[x] ?? 0;
      if (arriving >= 0) sum += from[arriving + x] ?? 0;
      if (leaving >= 0) sum -= from[leaving + x] ?? 0;
      sums[x] = sum;
      if (row >= 0) to[row * width + x] = sum / count;
    }
  }
  return to;
}

/** Edges made steep again: what a blur of `radius` took away is added `amount` times. */
export function sharpen(source: Luminance, radius: number, amount: number): Luminance {
  const soft = boxBlur(source, radius).data;
  const data = new Uint8ClampedArray(soft.length);
  for (let at = 0; at < data.length; at += 1) {
    const value = source.data[at] ?? 0;
    data[at] = value + amount * (value - (soft[at] ?? 0));
  }
  return { ...source, data };
}

/** Twice the size, values in between drawn as a straight line: finder patterns of tiny modules get room. */
export function enlarge({ data, width, height }: Luminance): Luminance {
  const wide = width * 2;
  const tall = height * 2;
  const large = new Uint8ClampedArray(wide * tall);
  for (let y = 0; y < tall; y += 1) {
    const near = y >> 1;
    const far = Math.min(Math.max(near + (y % 2 === 0 ? -1 : 1), 0), height - 1);
    for (let x = 0; x < wide; x += 1) {
      const left = x >> 1;
      const right = Math.min(Math.max(left + (x % 2 === 0 ? -1 : 1), 0), width - 1);
      const upper = 3 * (data[near * width + left] ?? 0) + (data[near * width + right] ?? 0);
      const lower = 3 * (data[far * width + left] ?? 0) + (data[far * width + right] ?? 0);
      large[y * wide + x] = (3 * upper + lower + 8) >> 4;
    }
  }
  return { data: large, width: wide, height: tall };
}

/** Black and white by the mean of the surroundings: copes with shadows and pale prints. `bias` in grey levels below the mean. */
export function localThreshold(source: Luminance, radius: number, bias: number): Luminance {
  const mean = boxBlur(source, radius).data;
  const data = new Uint8ClampedArray(mean.length);
  for (let at = 0; at < data.length; at += 1)
    data[at] = (source.data[at] ?? 0) > (mean[at] ?? 0) - bias ? 255 : 0;
  return { ...source, data };
}
