import { createCanvas, loadImage, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { samplePeople } from '../../../../main/training/people.ts';

/** Pictures for the tests of measuring: drawings of nobody, made larger, smaller, framed, blurred and coloured on purpose. */
export interface PhotoWish {
  readonly person?: string;
  readonly width?: number;
  readonly height?: number;
  /** Size of the drawn person against its own 358×441. */
  readonly scale?: number;
  /** Where the drawing's upper left corner lies. */
  readonly left?: number;
  readonly top?: number;
  readonly background?: string;
  /** Gaussian blur in pixels, before the grain. */
  readonly blur?: number;
  /** Grain of a sensor: ± so many steps of brightness. */
  readonly grain?: number;
  readonly frame?: { readonly colour: string; readonly width: number; readonly inset?: number };
  /** Makes it grey. */
  readonly grey?: boolean;
}

const people = samplePeople('2026-11-28');
export const personIds = people.map(({ id }) => id);

/** The drawing's own geometry at 358×441 (main/training/drawPortrait.ts): eyes, and the head from ear to ear. */
export const drawnFace = { hairTop: 14, eyeX: 179, eyeY: 212, faceLeft: 80, faceRight: 278 } as const;

export async function drawPhotoCanvas(wish: PhotoWish = {}): Promise<Canvas> {
  const { width = 358, height = 472, scale = 1, background = '#ffffff' } = wish;
  const { left = (width - 358 * scale) / 2, top = 0 } = wish;
  const found = people.find(({ id }) => id === (wish.person ?? 'anna')) ?? people[0];
  if (found === undefined) throw new Error('no sample people');
  const portrait = await loadImage(Buffer.from(found.photo()));
  const drawing = createCanvas(width, height);
  const pen = drawing.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(portrait, left, top, 358 * scale, 441 * scale);
  // Shoulders go on to the lower edge.
  const below = top + 441 * scale;
  if (below < height) pen.drawImage(drawing, 0, below - 2, width, 1, 0, below - 1, width, height - below + 1);
  if (background !== '#ffffff') {
    // Multiply: what is white becomes the ground's colour, the person is hardly changed where it is dark.
    pen.globalCompositeOperation = 'multiply';
    pen.fillStyle = background;
    pen.fillRect(0, 0, width, height);
    pen.globalCompositeOperation = 'source-over';
  }
  const canvas = blurred(drawing, wish.blur ?? 0);
  const context = canvas.getContext('2d');
  if (wish.grain !== undefined) addGrain(context, width, height, wish.grain);
  if (wish.frame !== undefined) {
    const { colour, width: line, inset = 0 } = wish.frame;
    context.strokeStyle = colour;
    context.lineWidth = line;
    const at = inset + line / 2;
    context.strokeRect(at, at, width - 2 * at, height - 2 * at);
  }
  if (wish.grey === true) {
    const picture = context.getImageData(0, 0, width, height);
    for (let at = 0; at < picture.data.length; at += 4)
      picture.data.fill(picture.data[at + 1] ?? 0, at, at + 3);
    context.putImageData(picture, 0, 0);
  }
  return canvas;
}

export async function drawPhoto(wish: PhotoWish = {}, quality = 92): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array((await drawPhotoCanvas(wish)).toBuffer('image/jpeg', quality));
}

function addGrain(context: SKRSContext2D, width: number, height: number, strength: number): void {
  const picture = context.getImageData(0, 0, width, height);
  let state = 12_345;
  for (let at = 0; at < picture.data.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const noise = Math.round(((state >>> 16) / 65_535 - 0.5) * 2 * strength);
    for (const channel of [0, 1, 2])
      picture.data[at + channel] = Math.max(0, Math.min(255, (picture.data[at + channel] ?? 0) + noise));
  }
  context.putImageData(picture, 0, 0);
}

/** A segment put right behind SOI. */
export function withSegment(jpeg: Uint8Array, marker: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = body.length + 2;
  return new Uint8Array(
    Buffer.concat([
      jpeg.subarray(0, 2),
      Buffer.from([0xff, marker, length >> 8, length & 255]),
      body,
      jpeg.subarray(2),
    ]),
  );
}

/** An EXIF body with these two facts, in the byte order of a camera's maker. */
export function exifBody(
  facts: { readonly orientation?: number; readonly captured?: string },
  little = true,
): Uint8Array {
  const tiff = Buffer.alloc(8 + 2 + 24 + 4 + 2 + 12 + 4 + 20);
  const u16 = (value: number, at: number): unknown =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const u32 = (value: number, at: number): unknown =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(little ? 'II' : 'MM', 0, 'latin1');
  u16(42, 2);
  u32(8, 4);
  u16(2, 8);
  u16(0x0112, 10);
  u16(3, 12);
  u32(1, 14);
  u16(facts.orientation ?? 1, 18);
  u16(0x8769, 22);
  u16(4, 24);
  u32(1, 26);
  u32(38, 30);
  u16(1, 38);
  u16(0x9003, 40);
  u16(2, 42);
  u32(20, 44);
  u32(56, 48);
  tiff.write(`${facts.captured ?? '0000:00:00 00:00:00'}\0`, 56, 'latin1');
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
}

/** A page of text at so many dots an inch, as a scanner gives it. */
export function drawPage(
  wish: {
    readonly width?: number;
    readonly height?: number;
    readonly margin?: number;
    readonly shift?: number;
    readonly blur?: number;
    readonly text?: boolean;
  } = {},
  quality = 85,
): Uint8Array<ArrayBuffer> {
  const { width = 1654, height = 2339, margin = 120, shift = 0 } = wish;
  const paper = createCanvas(width, height);
  const pen = paper.getContext('2d');
  pen.fillStyle = '#fdfdfb';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#20242c';
  pen.font = `${Math.round(width / 60)}px sans-serif`;
  if (wish.text !== false)
    for (let line = 0; line < 60; line += 1) {
      // Strokes like those of letters; fonts are not the same on every machine.
      const y = margin + line * (height - 2 * margin) * (1 / 60);
      for (let x = margin + shift; x < width - margin + shift; x += 14) {
        const tall = 6 + ((x * 7 + line * 13) % 13);
        pen.fillRect(x, y, 3, tall);
        pen.fillRect(x, y + (tall >> 1), 8, 2);
      }
    }
  return new Uint8Array(blurred(paper, wish.blur ?? 0).toBuffer('image/jpeg', quality));
}

/** Gaussian blur of so many pixels. Drawn wider than it is, else the edges would mix with nothing and darken like a frame. */
function blurred(drawing: Canvas, pixels: number): Canvas {
  const { width, height } = drawing;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  if (pixels > 0) {
    const wide = createCanvas(width * 3, height * 3);
    const around = wide.getContext('2d');
    // The outermost pixels go on outside.
    around.drawImage(drawing, 0, 0, width, 1, 0, 0, width * 3, height);
    around.drawImage(drawing, 0, 0, 1, height, 0, height, width, height);
    around.drawImage(drawing, width - 1, 0, 1, height, width * 2, height, width, height);
    around.drawImage(drawing, 0, height - 1, width, 1, width, height * 2, width, height);
    around.drawImage(drawing, width, height);
    context.filter = `blur(${pixels}px)`;
    context.drawImage(wide, -width, -height);
    context.filter = 'none';
  } else context.drawImage(drawing, 0, 0);
  return canvas;
}
