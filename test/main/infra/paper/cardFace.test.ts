import { describe, expect, it } from 'vitest';
import { cardFace } from '../../../../main/contract/devices.ts';
import { labelBox } from '../../../../main/domain/cardFace/cardTemplate.ts';
import type { CardTemplate } from '../../../../main/domain/cardFace/cardTemplate.ts';
import { dotsOf } from '../../../../main/infra/paper/cardDots.ts';
import { renderInk } from '../../../../main/infra/paper/cardFace.ts';
import { createPaper } from '../../../../main/infra/paper/createPaper.ts';
import { openFonts } from '../../../../main/infra/paper/fonts.ts';
import { readTemplate } from '../../../../main/infra/paper/paperMethods.ts';
import { places } from './helpers.ts';
import { faceOptions, sampleCard } from './samples.ts';

const paper = createPaper({ ...places, workersDir: null });
const fonts = openFonts(places.fontsDir);
const template = readTemplate(places.resourcesDir);
const card = sampleCard();
const width = 1016;

/** 1 where a label or a value may have ink. */
function allowed(from: CardTemplate): Uint8Array {
  const mask = new Uint8Array(width * 648);
  for (const field of from.fields) {
    for (const box of [field.box, labelBox(from, field)]) {
      const { x, y, width: wide, height } = dotsOf(box);
      for (let row = Math.floor(y); row < y + height; row += 1) {
        mask.fill(1, row * width + Math.floor(x), row * width + Math.ceil(x + wide));
      }
    }
  }
  return mask;
}

const mask = allowed(template);
function strayDots(ink: Uint8Array): number {
  let stray = 0;
  for (let at = 0; at < ink.length; at += 1) if (ink[at] === 1 && mask[at] === 0) stray += 1;
  return stray;
}
const inkOf = (ink: Uint8Array): number => ink.reduce((sum, dot) => sum + dot, 0);

/** Ink at the very edge of the name's box in the direction of the text would be a cut letter. */
function touchesEdge(ink: Uint8Array): boolean {
  const box = template.fields.find(({ field }) => field === 'name')?.box;
  if (!box) return true;
  const { x, y, width: wide, height } = dotsOf(box);
  const right = Math.ceil(x + wide) - 1;
  for (let row = Math.floor(y); row < y + height; row += 1) if (ink[row * width + right] === 1) return true;
  return false;
}

async function faceOf(changes: Parameters<typeof sampleCard>[0], training = false) {
  const result = await paper.cardFace(sampleCard(changes), faceOptions(training));
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('D10 card face', () => {
  it('is what the printer takes: 1016 × 648, three bytes and one byte a dot', async () => {
    const { face, png } = await faceOf({});
    expect(cardFace.parse(face).width).toBe(1016);
    expect(face.colour).toHaveLength(1016 * 648 * 3);
    expect(face.black).toHaveLength(1016 * 648);
    expect(new Set(face.black)).toEqual(new Set([0, 1]));
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it('same data, same bytes', async () => {
    const [one, other] = [await faceOf({}, true), await faceOf({}, true)];
    expect(Buffer.compare(one.face.black, other.face.black)).toBe(0);
    expect(Buffer.compare(one.face.colour, other.face.colour)).toBe(0);
    expect(Buffer.compare(one.png, other.png)).toBe(0);
  });

  it('a name of 240 wide letters stays inside too', () => {
    const ink = renderInk(fonts, template, { ...card, name: 'W'.repeat(240), permitNumber: 'W'.repeat(32) });
    expect(strayDots(ink)).toBe(0);
    expect(touchesEdge(ink)).toBe(false);
  });

  it('moving a field by a millimetre, or another letter, shows in the dots', () => {
    const before = renderInk(fonts, template, card);
    const moved = structuredClone(template);
    for (const field of moved.fields) if (field.field === 'name') field.box.x += 1;
    const differing = (other: Uint8Array): number =>
      other.reduce((sum, dot, at) => sum + (dot === before[at] ? 0 : 1), 0);
    expect(differing(renderInk(fonts, moved, card)) / (width * 648)).toBeGreaterThan(0.005);
    expect(differing(renderInk(fonts, template, { ...card, cardNumber: 'B00000018' }))).toBeGreaterThan(20);
    expect(differing(renderInk(fonts, template, card))).toBe(0);
  });

  it('the training mark is in the colour panels only and hides no text', async () => {
    const [plain, training] = [await faceOf({}), await faceOf({}, true)];
    expect(Buffer.compare(plain.face.black, training.face.black)).toBe(0);
    const marked = training.face.colour.reduce(
      (sum, value, at) => sum + (value === plain.face.colour[at] ? 0 : 1),
      0,
    );
    expect(marked / training.face.colour.length).toBeGreaterThan(0.02);
    // Pale: even at its darkest it leaves black text readable.
    expect(Math.min(...training.face.colour.subarray(width * 3 * 520, width * 3 * 560))).toBeGreaterThan(120);
  });

  it('prints the photo where the template says, and white elsewhere', async () => {
    const { face } = await faceOf({});
    const { x, y, width: wide, height } = dotsOf(template.photo);
    const inside = (column: number, row: number): boolean =>
      column >= Math.floor(x) && column <= x + wide && row >= Math.floor(y) && row <= y + height;
    let outsideInk = 0;
    let insideInk = 0;
    for (let at = 0; at < width * 648; at += 1) {
      if (face.colour[at * 3] === 255 && face.colour[at * 3 + 2] === 255) continue;
      if (inside(at % width, Math.floor(at / width))) insideInk += 1;
      else outsideInk += 1;
    }
    expect(outsideInk).toBe(0);
    expect(insideInk / (wide * height)).toBeGreaterThan(0.3);
  });
});

describe('A4 letters with marks', () => {
  it('Ł Ş Ğ İ Ż Ő Ș come from the Latin font, each its own shape', () => {
    const letters = Array.from('ŁŞĞİŻŐȘLSGIZO');
    const shapes = letters.map((name) =>
      Buffer.from(renderInk(fonts, template, { ...card, name })).toString('base64'),
    );
    expect(new Set(shapes).size).toBe(letters.length);
    const dots = (name: string): number => inkOf(renderInk(fonts, template, { ...card, name }));
    for (const [marked, plain] of ['ŁL', 'ŞS', 'ĞG', 'İI', 'ŻZ', 'ŐO', 'ȘS'].map((pair) => Array.from(pair)))
      expect(dots(marked ?? '')).toBeGreaterThan(dots(plain ?? ''));
    expect(fonts.runs('ŁUCJA 安娜')).toEqual([
      { face: 'latin', text: 'ŁUCJA ' },
      { face: 'han', text: '安娜' },
    ]);
  });

  it('a decomposed name prints as the composed one', () => {
    const dots = (name: string): string =>
      Buffer.from(renderInk(fonts, template, { ...card, name })).toString('base64');
    expect(dots('JOSÉ'.normalize('NFD'))).toBe(dots('JOSÉ'.normalize('NFC')));
  });
});

describe('A4 D9 a letter no font has is named before anything is touched', () => {
  it('names the letter and its code, even when the photo could not be read', async () => {
    const result = await paper.cardFace(
      sampleCard({ name: 'SPECIMEN 𓀀 𓀀 𠮷', photo: 'AAAA' }),
      faceOptions(),
    );
    expect(result).toEqual({
      ok: false,
      error: { code: 'glyphMissing', detail: { glyphs: '𓀀 U+13000 𠮷 U+20BB7' } },
    });
  });
});
