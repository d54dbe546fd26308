// Pictures of printed QR codes as a scan, a photograph or a screenshot gives them; made from a seed, never from a file. They are about
// as hard as the set that the targets were measured with: one plain look of zxing-wasm reads seven in eight.
import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import qrcode from 'qrcode';
import { crc16Hex } from '../../../main/domain/identifiers/checksums.ts';
import type { Picture } from '../../../renderer/scan/decoders/qrDecoder.ts';
import { seededRandom } from '../../../main/training/seededRandom.ts';

export const kinds = [
  'rotated',
  'blurred',
  'noisy',
  'low contrast',
  'perspective',
  'small modules',
  'long Chinese',
  'everything',
] as const;
export type PictureKind = (typeof kinds)[number];

export interface MadePicture extends Picture {
  readonly kind: PictureKind;
  /** What the code says. */
  readonly expected: string;
}

const width = 640;
const height = 480;

interface Trouble {
  /** Pixels a module. */
  readonly moduleSize: number;
  /** Radians. */
  readonly rotation: number;
  /** Gaussian sigma, in modules. */
  readonly blur: number;
  /** Sigma of the noise, in grey levels. */
  readonly noise: number;
  /** Grey of ink and paper. */
  readonly ink: number;
  readonly paper: number;
  /** How far a corner is moved, as a part of the side. */
  readonly tilt: number;
  /** Brightness of the darkest corner, 1 = even light. */
  readonly shade: number;
  /** JPEG quality, or null for none. */
  readonly jpeg: number | null;
}

type Random = () => number;
const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

function troubleOf(kind: PictureKind, random: Random): Trouble {
  const range = (low: number, high: number): number => between(random, low, high);
  const slight: Trouble = {
    moduleSize: range(4, 7),
    rotation: range(-0.08, 0.08),
    blur: range(0, 0.2),
    noise: range(0, 6),
    ink: range(10, 50),
    paper: range(200, 250),
    tilt: range(0, 0.02),
    shade: range(0.85, 1),
    jpeg: random() < 0.5 ? Math.round(range(60, 90)) : null,
  };
  switch (kind) {
    case 'rotated':
      return { ...slight, rotation: range(0, 2 * Math.PI) };
    case 'blurred':
      return { ...slight, blur: range(0.25, 0.65), rotation: range(-0.3, 0.3) };
    case 'noisy':
      return { ...slight, noise: range(20, 70) };
    case 'low contrast': {
      const ink = range(70, 150);
      return { ...slight, ink, paper: ink + range(12, 50), shade: range(0.55, 1) };
    }
    case 'perspective':
      return { ...slight, tilt: range(0.08, 0.22), rotation: range(-0.5, 0.5) };
    case 'small modules':
      return { ...slight, moduleSize: range(1.5, 2.6), blur: range(0, 0.25) };
    case 'long Chinese':
      return { ...slight, moduleSize: range(3, 4.5) };
    case 'everything':
      return {
        moduleSize: range(2.5, 5),
        rotation: range(0, 2 * Math.PI),
        blur: range(0.15, 0.45),
        noise: range(4, 20),
        ink: range(20, 80),
        paper: range(140, 220),
        tilt: range(0, 0.1),
        shade: range(0.5, 0.9),
        jpeg: Math.round(range(35, 75)),
      };
  }
}

function payloadOf(kind: PictureKind, random: Random): string {
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const permit = `110${digits(12)}`;
  if (kind !== 'long Chinese') return `ZKT1:${permit}:${crc16Hex(permit)}`;
  const characters = '外国人工作许可通知社会保障卡样本培训专用单位名称测试岗位有效期限北京海淀';
  const text = Array.from(
    { length: Math.round(between(random, 40, 110)) },
    () => characters[Math.floor(random() * characters.length)],
  ).join('');
  return `许可编号：${permit}；${text}`;
}

type Matrix = { readonly size: number; dark(row: number, column: number): boolean };

function matrixOf(text: string, random: Random): Matrix {
  const { modules } = qrcode.create([{ data: Buffer.from(text, 'utf8'), mode: 'byte' }], {
    errorCorrectionLevel: random() < 0.5 ? 'M' : 'L',
  });
  return { size: modules.size, dark: (row, column) => modules.get(row, column) !== 0 };
}

/** Page with lines of print around the code, 1 = paper; code and quiet zone lie in the middle. */
function drawPage(matrix: Matrix, moduleSize: number, random: Random): Canvas {
  const canvas = createCanvas(width * 2, height * 2);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'black';
  const size = matrix.size * moduleSize;
  const left = (canvas.width - size) / 2;
  const top = (canvas.height - size) / 2;
  for (let y = 20; y < canvas.height; y += 26) {
    for (let x = 10; x < canvas.width;) {
      const word = between(random, 15, 70);
      const quiet = 4 * moduleSize;
      const hits =
        x + word > left - quiet && x < left + size + quiet && y + 12 > top - quiet && y < top + size + quiet;
      if (!hits) context.fillRect(x, y + between(random, 0, 3), word, between(random, 3, 11));
      x += word + between(random, 5, 14);
    }
  }
  for (let row = 0; row < matrix.size; row += 1)
    for (let column = 0; column < matrix.size; column += 1)
      if (matrix.dark(row, column)) {
        const x = left + column * moduleSize;
        const y = top + row * moduleSize;
        context.fillRect(x, y, moduleSize, moduleSize);
      }
  return canvas;
}

const gauss = (random: Random): number =>
  Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());

/** Nine numbers that take a point of the picture to a point of the page, both around their middle. */
function makeView(trouble: Trouble, random: Random): readonly number[] {
  const cosine = Math.cos(trouble.rotation);
  const sine = Math.sin(trouble.rotation);
  const side = trouble.moduleSize * 29;
  const lean = (): number => ((random() < 0.5 ? -1 : 1) * trouble.tilt) / side;
  const stretch = 1 + trouble.tilt * between(random, -0.6, 0.6);
  return [
    cosine * stretch,
    -sine,
    between(random, -8, 8),
    sine,
    cosine,
    between(random, -8, 8),
    lean(),
    lean(),
    1,
  ];
}

/** Takes the picture of a page drawn at twice the size: view, light, ink, all but blur and noise. */
function photograph(page: Canvas, trouble: Trouble, random: Random): Float32Array {
  const { width: wide, height: tall } = page;
  const { data } = page.getContext('2d').getImageData(0, 0, wide, tall);
  const pixels = new Uint8Array(wide * tall).map((_, at) => data[4 * at] ?? 0);
  const view = makeView(trouble, random);
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = view;
  const darkCorner = [random() < 0.5 ? 0 : width, random() < 0.5 ? 0 : height] as const;
  const picture = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let sample = 0; sample < 4; sample += 1) {
        const u = x - width / 2 + 0.25 + 0.5 * (sample & 1);
        const v = y - height / 2 + 0.25 + 0.5 * (sample >> 1);
        const depth = Math.max(g * u + h * v + 1, 0.2);
        const pageX = Math.round(width + (2 * (a * u + b * v + c)) / depth);
        const pageY = Math.round(height + (2 * (d * u + e * v + f)) / depth);
        const inside = pageX >= 0 && pageY >= 0 && pageX < wide && pageY < tall;
        sum += inside ? (pixels[pageY * wide + pageX] ?? 255) : 255;
      }
      const bright = sum / 4 / 255;
      const far = Math.hypot(x - darkCorner[0], y - darkCorner[1]) / Math.hypot(width, height);
      const light = trouble.shade + (1 - trouble.shade) * far;
      picture[y * width + x] = (trouble.ink + (trouble.paper - trouble.ink) * bright) * light;
    }
  return picture;
}

function blurred(picture: Float32Array, sigma: number): Float32Array {
  if (sigma < 0.2) return picture;
  const radius = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * radius + 1 }, (_, at) =>
    Math.exp(-((at - radius) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const along = (from: Float32Array, dx: number, dy: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        let sum = 0;
        for (let at = -radius; at <= radius; at += 1) {
          const atX = Math.min(Math.max(x + at * dx, 0), width - 1);
          const atY = Math.min(Math.max(y + at * dy, 0), height - 1);
          sum += (weights[at + radius] ?? 0) * (from[atY * width + atX] ?? 0);
        }
        to[y * width + x] = sum / total;
      }
    return to;
  };
  return along(along(picture, 1, 0), 0, 1);
}

async function squeezed(picture: Picture, quality: number): Promise<Picture> {
  const canvas = createCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(picture.width, picture.height);
  image.data.set(picture.data);
  context.putImageData(image, 0, 0);
  context.drawImage(await loadImage(await canvas.encode('jpeg', quality)), 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  return { ...picture, data: new Uint8ClampedArray(data) };
}

/** Picture `index` of the set with this seed. */
export async function makePicture(seed: number, index: number): Promise<MadePicture> {
  const random = seededRandom(seed * 100_003 + index);
  const kind = kinds[index % kinds.length] ?? 'rotated';
  const expected = payloadOf(kind, random);
  const trouble = troubleOf(kind, random);
  const page = drawPage(matrixOf(expected, random), trouble.moduleSize * 2, random);
  const seen = blurred(photograph(page, trouble, random), trouble.blur * trouble.moduleSize);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < seen.length; at += 1) {
    const grey = (seen[at] ?? 0) + gauss(random) * trouble.noise;
    data[4 * at] = grey;
    data[4 * at + 1] = grey;
    data[4 * at + 2] = grey;
    data[4 * at + 3] = 255;
  }
  const plain = { data, width, height };
  const picture = trouble.jpeg === null ? plain : await squeezed(plain, trouble.jpeg);
  return { ...picture, kind, expected };
}
