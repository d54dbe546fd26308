import type { SKRSContext2D } from '@napi-rs/canvas';
import { loadCanvas } from './loadCanvas.ts';

/** How a sample person is drawn. Colours are CSS colours. */
export interface Appearance {
  readonly skin: string;
  readonly hair: string;
  readonly hairStyle: 'short' | 'long' | 'bun' | 'curly' | 'bald' | 'bob';
  readonly jacket: string;
  readonly shirt: string;
  readonly glasses?: boolean;
  readonly beard?: boolean;
}

/** Card print photo (domain-rules 7.3): 358 × 441, 24-bit, white ground. */
const width = 358;
const height = 441;
const middle = width / 2;
/** Eye line at least 207 px from the bottom, face 179 to 255 px wide, hair top 7 to 21 px from the top. */
const eyeLine = 212;
const faceHalf = 92;

/** Draws a friendly, obviously drawn portrait and gives it as JPEG of 9 to 40 KB (domain-rules 7.3). The same person, the same bytes. */
export function drawPortrait(person: Appearance, seed: number): Uint8Array {
  const canvas = loadCanvas().createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  hairBehind(context, person);
  shoulders(context, person);
  head(context, person);
  hairBefore(context, person);
  features(context, person);
  fineGrain(context, seed);
  for (const quality of [88, 78, 68, 58]) {
    const bytes = canvas.toBuffer('image/jpeg', quality);
    if (bytes.length <= largest) return new Uint8Array(bytes);
  }
  throw new Error('a drawn portrait does not fit the size of a card photo');
}

const largest = 40 * 1024;

function shape(context: SKRSContext2D, fill: string, draw: () => void): void {
  context.fillStyle = fill;
  context.beginPath();
  draw();
  context.closePath();
  context.fill();
}

const ellipse = (context: SKRSContext2D, fill: string, x: number, y: number, rx: number, ry: number): void =>
  shape(context, fill, () => context.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2));

function hairBehind(context: SKRSContext2D, { hairStyle, hair }: Appearance): void {
  const dark = shade(hair, 0.8);
  if (hairStyle === 'long')
    shape(context, dark, () => {
      context.moveTo(62, 210);
      context.bezierCurveTo(40, -50, 318, -50, 296, 210);
      context.bezierCurveTo(304, 300, 300, 350, 290, 392);
      context.lineTo(68, 392);
      context.bezierCurveTo(58, 350, 54, 300, 62, 210);
    });
  if (hairStyle === 'bob')
    shape(context, dark, () => {
      context.moveTo(66, 290);
      context.bezierCurveTo(24, -60, 334, -60, 292, 290);
      context.bezierCurveTo(270, 318, 88, 318, 66, 290);
    });
  if (hairStyle === 'bun') ellipse(context, dark, middle, 44, 46, 34);
  if (hairStyle === 'curly')
    for (let turn = 0; turn < 22; turn += 1) {
      const angle = Math.PI * (0.93 + (turn / 21) * 1.14);
      ellipse(context, dark, middle + Math.cos(angle) * 98, 172 + Math.sin(angle) * 118, 33, 33);
    }
}

function shoulders(context: SKRSContext2D, { jacket, shirt, skin }: Appearance): void {
  shape(context, jacket, () => {
    context.moveTo(6, height);
    context.bezierCurveTo(14, 382, 70, 366, 128, 350);
    context.lineTo(230, 350);
    context.bezierCurveTo(288, 366, 344, 382, 352, height);
  });
  shape(context, shirt, () => {
    context.moveTo(126, 350);
    context.lineTo(middle, height);
    context.lineTo(232, 350);
    context.lineTo(212, 334);
    context.lineTo(146, 334);
  });
  shape(context, shade(skin, 0.86), () => {
    context.moveTo(142, 276);
    context.lineTo(216, 276);
    context.lineTo(218, 346);
    context.bezierCurveTo(200, 382, 158, 382, 140, 346);
  });
  for (const side of [-1, 1])
    shape(context, shade(jacket, 0.82), () => {
      context.moveTo(middle + side * 54, 346);
      context.lineTo(middle + side * 92, 362);
      context.lineTo(middle + side * 66, 398);
      context.lineTo(middle + side * 10, height);
    });
}

function head(context: SKRSContext2D, { skin }: Appearance): void {
  for (const side of [-1, 1]) {
    ellipse(context, skin, middle + side * faceHalf, eyeLine + 6, 15, 27);
    ellipse(context, shade(skin, 0.86), middle + side * (faceHalf + 2), eyeLine + 6, 7, 15);
  }
  const light = context.createLinearGradient(80, 90, 290, 330);
  light.addColorStop(0, shade(skin, 1.05));
  light.addColorStop(1, shade(skin, 0.94));
  context.fillStyle = light;
  context.beginPath();
  context.moveTo(middle - faceHalf, 190);
  context.bezierCurveTo(middle - faceHalf, 62, middle + faceHalf, 62, middle + faceHalf, 190);
  context.bezierCurveTo(middle + faceHalf, 270, middle + 52, 328, middle, 328);
  context.bezierCurveTo(middle - 52, 328, middle - faceHalf, 270, middle - faceHalf, 190);
  context.closePath();
  context.fill();
}

function hairBefore(context: SKRSContext2D, { hairStyle, hair }: Appearance): void {
  if (hairStyle === 'bald') return;
  const fringe = hairStyle === 'short' ? 150 : 138;
  const crown = hairStyle === 'curly' ? 36 : 14;
  shape(context, hair, () => {
    context.moveTo(middle - faceHalf - 8, 206);
    context.bezierCurveTo(
      middle - faceHalf - 22,
      crown - 22,
      middle + faceHalf + 22,
      crown - 22,
      middle + faceHalf + 8,
      206,
    );
    context.bezierCurveTo(middle + faceHalf - 4, 176, middle + 78, fringe, middle + 52, fringe - 14);
    context.bezierCurveTo(middle + 10, fringe - 4, middle - 30, fringe - 12, middle - 50, fringe - 26);
    context.bezierCurveTo(middle - 66, fringe + 6, middle - faceHalf + 2, 176, middle - faceHalf - 8, 206);
  });
}

function features(context: SKRSContext2D, person: Appearance): void {
  const { skin, hair, glasses, beard } = person;
  for (const side of [-1, 1]) {
    const x = middle + side * 38;
    ellipse(context, shade(skin, 0.97), x + side * 14, 262, 20, 13);
    ellipse(context, '#ffffff', x, eyeLine, 14, 9);
    ellipse(context, '#3a2f2a', x, eyeLine, 7.5, 8);
    ellipse(context, '#ffffff', x + 2.5, eyeLine - 3, 2.2, 2.2);
    context.strokeStyle = person.hairStyle === 'bald' ? '#5a4a40' : shade(hair, 0.75);
    context.lineWidth = 6;
    context.lineCap = 'round';
    context.beginPath();
    context.arc(x, eyeLine + 14, 38, Math.PI * 1.34, Math.PI * 1.66);
    context.stroke();
    if (glasses === true) {
      context.strokeStyle = '#2f3a46';
      context.lineWidth = 3.5;
      context.beginPath();
      context.ellipse(x, eyeLine + 1, 27, 22, 0, 0, Math.PI * 2);
      context.moveTo(middle + side * 11, eyeLine - 2);
      context.lineTo(middle, eyeLine - 4);
      context.moveTo(middle + side * 65, eyeLine - 3);
      context.lineTo(middle + side * 88, eyeLine - 6);
      context.stroke();
    }
  }
  if (beard === true)
    shape(context, shade(hair, 0.92), () => {
      context.moveTo(middle - faceHalf + 3, 232);
      context.bezierCurveTo(middle - 80, 352, middle + 80, 352, middle + faceHalf - 3, 232);
      context.bezierCurveTo(middle + 64, 282, middle + 44, 262, middle, 264);
      context.bezierCurveTo(middle - 44, 262, middle - 64, 282, middle - faceHalf + 3, 232);
    });
  context.strokeStyle = shade(skin, 0.76);
  context.lineWidth = 4;
  context.beginPath();
  context.moveTo(middle + 2, 222);
  context.quadraticCurveTo(middle + 14, 250, middle - 5, 251);
  context.stroke();
  context.strokeStyle = '#a8524a';
  context.lineWidth = 5;
  context.beginPath();
  context.arc(middle, 258, 30, Math.PI * 0.24, Math.PI * 0.76);
  context.stroke();
}

/** A little sensor noise off the white ground: a drawing without it is smaller than any real photo. */
function fineGrain(context: SKRSContext2D, seed: number): void {
  const image = context.getImageData(0, 0, width, height);
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  for (let at = 0; at < image.data.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const [red = 255, green = 255, blue = 255] = [image.data[at], image.data[at + 1], image.data[at + 2]];
    if (red > 250 && green > 250 && blue > 250) continue;
    const grain = ((state >>> 24) % 9) - 4;
    for (const channel of [0, 1, 2])
      image.data[at + channel] = Math.max(0, Math.min(255, (image.data[at + channel] ?? 0) + grain));
  }
  context.putImageData(image, 0, 0);
}

/** A colour made darker (factor below 1) or lighter. */
function shade(colour: string, factor: number): string {
  const value = Number.parseInt(colour.slice(1), 16);
  const channel = (shift: number): number => Math.min(255, Math.round(((value >> shift) & 255) * factor));
  return `#${[16, 8, 0].map((shift) => channel(shift).toString(16).padStart(2, '0')).join('')}`;
}
