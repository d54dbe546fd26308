import { createCanvas, loadImage } from '@napi-rs/canvas';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labelBox, type Box, type CardTemplate } from '../../../../main/domain/cardFace/cardTemplate.ts';
import { cardDots, dotsOf } from '../../../../main/infra/paper/cardDots.ts';
import { renderCardFace } from '../../../../main/infra/paper/cardFace.ts';
import { openFonts } from '../../../../main/infra/paper/fonts.ts';
import { readTemplate } from '../../../../main/infra/paper/paperMethods.ts';
import { samplePeople } from '../../../../main/training/people.ts';
import { foreignNames } from '../../../kit/foreignNames.ts';
import { places } from './helpers.ts';
import { drawSheet } from './faceSheet.ts';
import { faceOptions, sampleCard } from './samples.ts';

/**
 * What the printer gets, kept as pictures: photo and ink of a few hard names by each shipped template. To renew them after a wanted change:
 * RENEW_GOLDENS=1 for this file, look at the contact sheet that it then draws into out/cards, and commit the pictures that changed.
 */
const renew = process.env['RENEW_GOLDENS'] === '1';
const folder = join(import.meta.dirname, 'goldens');
const sheets = join(import.meta.dirname, '../../../../out/cards');
const fonts = openFonts(places.fontsDir);
const templates = ['ssc-front', 'ssc-front-permit'].map((id) => readTemplate(places.resourcesDir, id));

const invented = foreignNames();
const longest = (group: string): string =>
  invented
    .filter((each) => each.group === group)
    .map(({ familyName, givenNames }) => [familyName, givenNames].filter((part) => part !== '').join(', '))
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))[0] ?? '';
const [anna] = samplePeople('2026-11-25');
/** Three kinds of alphabets, one name without a second part, the longest of all, and the first person of the training sample. */
const names: readonly (readonly [key: string, name: string])[] = [
  ['vietnamese', longest('vietnamese')],
  ['latin', longest('latin')],
  ['slavic', longest('slavic')],
  ['one-part', longest('onePart')],
  ['long', longest('long')],
  ['training', anna?.name ?? ''],
];

interface Pixels {
  readonly rgba: Uint8ClampedArray;
}

/** Black on colour, as the ribbon lays them one over the other; without the artwork of the blank, which is not ours. */
async function printed(template: CardTemplate, name: string): Promise<Pixels> {
  const card = { ...sampleCard({ name }), permitValidUntil: '2027-11-23' };
  const made = await renderCardFace(fonts, template, card, faceOptions());
  if (!made.ok) throw new Error(made.error.code);
  const { colour, black } = made.value.face;
  const rgba = new Uint8ClampedArray(black.length * 4);
  black.forEach((ink, dot) => {
    for (let part = 0; part < 3; part += 1)
      rgba[dot * 4 + part] = ink === 1 ? 0 : (colour[dot * 3 + part] ?? 255);
    rgba[dot * 4 + 3] = 255;
  });
  return { rgba };
}

function pngOf({ rgba }: Pixels): Buffer {
  const canvas = createCanvas(cardDots.width, cardDots.height);
  const image = canvas.getContext('2d').createImageData(cardDots.width, cardDots.height);
  image.data.set(rgba);
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas.toBuffer('image/png');
}

async function goldenOf(path: string): Promise<Pixels> {
  const image = await loadImage(readFileSync(path));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return { rgba: canvas.getContext('2d').getImageData(0, 0, image.width, image.height).data };
}

/** Less than this in every colour is the rounding of another processor. */
const sameColour = 24;
/** At most this share of pixels may differ, of the card and of every part of it: on the whole card a small field would be lost. */
const mostDiffering = 0.005;

function differing(one: Pixels, other: Pixels, { x, y, width, height }: Box): number {
  let count = 0;
  let all = 0;
  for (let row = Math.floor(y); row < y + height; row += 1)
    for (let column = Math.floor(x); column < x + width; column += 1) {
      const at = (row * cardDots.width + column) * 4;
      all += 1;
      if (
        [0, 1, 2].some(
          (part) => Math.abs((one.rgba[at + part] ?? 0) - (other.rgba[at + part] ?? 0)) > sameColour,
        )
      )
        count += 1;
    }
  return count / all;
}

const partsOf = (template: CardTemplate): readonly (readonly [string, Box])[] => [
  ['card', { x: 0, y: 0, width: cardDots.width, height: cardDots.height }],
  ['photo', dotsOf(template.photo)],
  ...template.fields.flatMap((field): [string, Box][] => [
    [field.field, dotsOf(field.box)],
    [`${field.field} label`, dotsOf(labelBox(template, field))],
  ]),
];

const unlike = (template: CardTemplate, one: Pixels, other: Pixels): string[] =>
  partsOf(template)
    .filter(([, part]) => differing(one, other, part) > mostDiffering)
    .map(([name]) => name);

describe('D10 A4 faces look as they were approved', () => {
  const faces = templates.flatMap((template) =>
    names.map(([key, name]) => ({ template, name, file: `${template.id}-${key}.png` })),
  );

  it.each(faces)('$file', async ({ template, name, file }) => {
    const now = await printed(template, name);
    const path = join(folder, file);
    if (renew) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, pngOf(now));
    }
    expect(existsSync(path), `${file} is missing: RENEW_GOLDENS=1`).toBe(true);
    expect(unlike(template, now, await goldenOf(path))).toEqual([]);
  });

  it.each(templates.flatMap((template) => template.fields.map(({ field }) => ({ template, field }))))(
    'shows that $field of $template.id was moved by one millimetre',
    async ({ template, field }) => {
      const moved = structuredClone(template);
      for (const each of moved.fields) if (each.field === field) each.box.x += 1;
      const [key, name] = names[5] ?? ['', ''];
      const golden = await goldenOf(join(folder, `${template.id}-${key}.png`));
      expect(unlike(template, await printed(moved, name), golden)).toContain(field);
    },
  );

  it('shows that the photo was moved by one millimetre', async () => {
    const [template] = templates;
    if (template === undefined) throw new Error('no template');
    const moved = structuredClone(template);
    moved.photo.y += 1;
    const golden = await goldenOf(join(folder, `${template.id}-training.png`));
    expect(unlike(template, await printed(moved, names[5]?.[1] ?? ''), golden)).toContain('photo');
  });

  it.runIf(renew)(
    'draws a contact sheet of hard names',
    async () => {
      mkdirSync(sheets, { recursive: true });
      for (const template of templates)
        writeFileSync(join(sheets, `faces-${template.id}.png`), await drawSheet(fonts, template));
    },
    600_000,
  );
});
