import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import { cardSize } from '../../domain/cardFace/cardTemplate.ts';
import type { Box } from '../../domain/cardFace/cardTemplate.ts';
import { canvasText } from './canvasText.ts';
import { cardDots, dotsOf, dotsPerMillimetre, originX, originY } from './cardDots.ts';
import type { PaperFonts } from './fonts.ts';

/** Corner radius of ID-1 in millimetres (domain-rules 8.1). */
const cornerRadius = 3.18;
/** Contact plate (ISO/IEC 7816-2 position) on the face that carries it: with photo and data on the front, that is the back. */
const contacts: Box = { x: 10.0, y: 19.0, width: 13.2, height: 11.6 };

/** Neutral artwork of the blank's front for the preview. The real one is pre-printed; no emblem is imitated. */
export function drawFrontBody(canvas: Canvas, photo: Box, fonts: PaperFonts): void {
  drawPaper(canvas, ['#f4f8fb', '#e2ecf4', '#d3e2ee']);
  const context = canvas.getContext('2d');
  const text = canvasText(context, fonts);
  context.fillStyle = '#1f4175';
  text.draw('社会保障卡', originX(4), originY(7.3), 54, { bold: true });
  text.draw('Social Security Card', originX(30), originY(7.2), 30);
  const window = dotsOf({ x: photo.x, y: photo.y, width: photo.width, height: photo.height });
  context.fillStyle = '#ffffff';
  context.fillRect(window.x, window.y, window.width, window.height);
}

/** The back of a training card for the tour: fixed text, contact plate, no number that could be mistaken for a real one. */
export function renderCardBack(fonts: PaperFonts): Uint8Array {
  const canvas = createCanvas(cardDots.width, cardDots.height);
  drawPaper(canvas, ['#f2f4f6', '#e6eaee', '#dde3e9']);
  const context = canvas.getContext('2d');
  const text = canvasText(context, fonts);
  drawContacts(canvas);
  context.fillStyle = '#a4231c';
  text.draw('本卡为培训样卡', originX(28), originY(24), 58, { bold: true });
  context.fillStyle = '#3a4450';
  text.draw('Training sample, not a valid document', originX(28), originY(28.6), 33);
  text.draw('服务热线见发卡机构公告', originX(6), originY(44), 30);
  text.draw('Hotline: see the notices of the issuing authority', originX(6), originY(47.6), 26);
  roundCorners(canvas);
  return new Uint8Array(canvas.toBuffer('image/png'));
}

/** A calm gradient with fine waves, like security paper. */
function drawPaper(canvas: Canvas, stops: readonly [string, string, string]): void {
  const context = canvas.getContext('2d');
  const gradient = context.createLinearGradient(0, 0, canvas.width, canvas.height);
  stops.forEach((colour, index) => gradient.addColorStop(index / 2, colour));
  context.fillStyle = gradient;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = '#ffffff';
  context.lineWidth = 1.1;
  context.globalAlpha = 0.55;
  for (let wave = -6; wave < 40; wave += 1) {
    context.beginPath();
    for (let x = 0; x <= canvas.width; x += 8) {
      const y = wave * 18 + 34 * Math.sin(x / 150 + wave / 5) + x * 0.04;
      if (x === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawContacts(canvas: Canvas): void {
  const context = canvas.getContext('2d');
  const { x, y, width, height } = dotsOf(contacts);
  context.fillStyle = '#d9c48a';
  context.strokeStyle = '#9c8544';
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x, y, width, height, 16);
  context.fill();
  context.stroke();
  context.beginPath();
  for (const part of [0.25, 0.5, 0.75]) {
    context.moveTo(x, y + height * part);
    context.lineTo(x + width * 0.36, y + height * part);
    context.moveTo(x + width * 0.64, y + height * part);
    context.lineTo(x + width, y + height * part);
  }
  context.roundRect(x + width * 0.36, y + height * 0.12, width * 0.28, height * 0.76, 8);
  context.stroke();
}

/** Everything outside the card becomes transparent. */
export function roundCorners(canvas: Canvas): void {
  const context = canvas.getContext('2d');
  context.globalCompositeOperation = 'destination-in';
  context.beginPath();
  context.roundRect(
    originX(0),
    originY(0),
    cardSize.width * dotsPerMillimetre,
    cardSize.height * dotsPerMillimetre,
    cornerRadius * dotsPerMillimetre,
  );
  context.fillStyle = '#000000';
  context.fill();
  context.globalCompositeOperation = 'source-over';
}
