import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import type { DrawnFace, Paper } from '../../app/ports/outside.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { labelText, millimetresPerPoint } from '../../domain/cardFace/cardTemplate.ts';
import type { Box, CardTemplate } from '../../domain/cardFace/cardTemplate.ts';
import {
  faceValue,
  fittedFields,
  lackingFields,
  layoutCardFace,
} from '../../domain/cardFace/layoutCardFace.ts';
import type { FaceData, FaceStyle, MeasureText, PlacedText } from '../../domain/cardFace/layoutCardFace.ts';
import { canvasText } from './canvasText.ts';
import { drawFrontBody, roundCorners } from './cardBody.ts';
import { cardDots, dotsOf, dotsPerMillimetre, originX, originY } from './cardDots.ts';
import type { PaperFonts, RunStyle } from './fonts.ts';
import { cutCardPhoto, type CardPhoto } from '../photo/cutCardPhoto.ts';

/** A dot that is at least about two fifths covered is ink: thin strokes of Chinese letters stay whole. */
const inkLimit = 148;

const runStyles: Readonly<Record<FaceStyle, RunStyle>> = {
  sans: {},
  sansBold: { bold: true },
  mono: { mono: true },
  monoBold: { mono: true, bold: true },
  label: {},
};

/**
 * Draws the face at 300 dpi (contract `cardFace`): photo and training mark for the colour panels, text for the black one, and a preview
 * of the finished card, composed of those same panels. What keeps the face from being whole is named before anything is drawn (`Paper.cardFace`).
 */
export async function renderCardFace(
  fonts: PaperFonts,
  template: CardTemplate,
  data: FaceData,
  options: Parameters<Paper['cardFace']>[1],
): Promise<Result<DrawnFace>> {
  const lacking = lackingFields(template, data);
  if (lacking.length > 0) return failure('cardNotAllowed', { reason: lacking.join(', ') });
  const words = template.fields.map((field) => labelText(template, field) + faceValue(data, field.field));
  const missing = fonts.missing(words.join(''));
  if (missing.length > 0) return failure('glyphMissing', { glyphs: missing.join(' ') });
  const photo = await cutCardPhoto(Buffer.from(data.photo, 'base64'), options.photo);
  if (!photo.ok) return photo;

  const ink = renderInk(fonts, template, data);
  const colour = drawColour(template.photo, photo.value, fonts, options.training);
  const fitted = fittedFields(template, data, faceMeasure(fonts)).find(({ field }) => field === 'name');
  if (fitted === undefined) throw new Error(`template ${template.id} shows no name`);
  const { step, steps, lines, size, narrow } = fitted;
  return success({
    face: { ...cardDots, colour: toRgb(colour), black: ink },
    png: new Uint8Array(preview(template, colour, ink, fonts)),
    nameFit: { step, steps, lines, size, narrow },
    template: templateMark(template),
  });
}

/** Name and fingerprint of a template: two templates with the same mark draw the same face of the same data. */
export function templateMark(template: CardTemplate): string {
  const digest = createHash('sha256').update(JSON.stringify(template)).digest('hex');
  return `${template.id}@${digest.slice(0, 8)}`;
}

/** The black panel alone: one byte a dot, 1 = ink. */
export function renderInk(
  fonts: PaperFonts,
  template: CardTemplate,
  data: FaceData,
): Uint8Array<ArrayBuffer> {
  const canvas = createCanvas(cardDots.width, cardDots.height);
  return drawText(canvas, fonts, layoutCardFace(template, data, measureWith(canvas, fonts)));
}

/** Widths as the printer's fonts have them. */
export const faceMeasure = (fonts: PaperFonts): MeasureText =>
  measureWith(createCanvas(cardDots.width, cardDots.height), fonts);

function measureWith(canvas: Canvas, fonts: PaperFonts): MeasureText {
  const text = canvasText(canvas.getContext('2d'), fonts);
  return (value, size, style) =>
    text.measure(value, size * millimetresPerPoint * dotsPerMillimetre, runStyles[style]) / dotsPerMillimetre;
}

/** One byte a dot, 1 = ink. */
function drawText(canvas: Canvas, fonts: PaperFonts, placed: readonly PlacedText[]): Uint8Array<ArrayBuffer> {
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000000';
  const text = canvasText(context, fonts);
  for (const each of placed) {
    context.save();
    context.translate(originX(each.x), originY(each.baseline));
    context.scale(each.narrow, 1);
    text.draw(each.text, 0, 0, each.size * millimetresPerPoint * dotsPerMillimetre, runStyles[each.style]);
    context.restore();
  }
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const ink = new Uint8Array(canvas.width * canvas.height);
  for (let dot = 0; dot < ink.length; dot += 1) ink[dot] = (data[dot * 4] ?? 255) < inkLimit ? 1 : 0;
  return ink;
}

function drawColour(box: Box, photo: CardPhoto, fonts: PaperFonts, training: boolean): Canvas {
  const canvas = createCanvas(cardDots.width, cardDots.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const target = dotsOf(box);
  // Filled without distortion: a template's window of another ratio than the photo's cuts it evenly.
  const { image, area } = photo;
  const scale = Math.max(target.width / area.width, target.height / area.height);
  const width = target.width / scale;
  const height = target.height / scale;
  context.drawImage(
    image,
    area.x + (area.width - width) / 2,
    area.y + (area.height - height) / 2,
    width,
    height,
    target.x,
    target.y,
    target.width,
    target.height,
  );
  if (training) drawTrainingMark(canvas, fonts);
  return canvas;
}

/** 培训 TRAINING across the card in pale red, under the black text. */
function drawTrainingMark(canvas: Canvas, fonts: PaperFonts): void {
  const context = canvas.getContext('2d');
  const text = canvasText(context, fonts);
  const mark = '培训 TRAINING';
  const dots = 118;
  context.save();
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate(-Math.atan2(canvas.height, canvas.width));
  context.globalAlpha = 0.3;
  context.fillStyle = '#d23b2e';
  text.draw(mark, -text.measure(mark, dots, { bold: true }) / 2, dots * 0.35, dots, { bold: true });
  context.restore();
}

function toRgb(canvas: Canvas): Uint8Array<ArrayBuffer> {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const rgb = new Uint8Array(canvas.width * canvas.height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 255;
    rgb[to + 1] = data[from + 1] ?? 255;
    rgb[to + 2] = data[from + 2] ?? 255;
  }
  return rgb;
}

/** The card as it will look: artwork of the body, colour printed through it, black on top. */
function preview(template: CardTemplate, colour: Canvas, ink: Uint8Array, fonts: PaperFonts): Buffer {
  const canvas = createCanvas(cardDots.width, cardDots.height);
  const context = canvas.getContext('2d');
  drawFrontBody(canvas, template.photo, fonts);
  context.globalCompositeOperation = 'multiply';
  context.drawImage(colour, 0, 0);
  context.globalCompositeOperation = 'source-over';
  const layer = createCanvas(canvas.width, canvas.height);
  const pixels = layer.getContext('2d').createImageData(canvas.width, canvas.height);
  ink.forEach((dot, index) => {
    if (dot === 1) pixels.data.set([20, 22, 26, 255], index * 4);
  });
  layer.getContext('2d').putImageData(pixels, 0, 0);
  context.drawImage(layer, 0, 0);
  roundCorners(canvas);
  return canvas.toBuffer('image/png');
}
