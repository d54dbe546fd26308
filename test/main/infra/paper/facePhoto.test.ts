import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { cardDots, dotsOf } from '../../../../main/infra/paper/cardDots.ts';
import { renderCardFace } from '../../../../main/infra/paper/cardFace.ts';
import { openFonts } from '../../../../main/infra/paper/fonts.ts';
import { readTemplate } from '../../../../main/infra/paper/paperMethods.ts';
import { cutCardPhoto } from '../../../../main/infra/photo/cutCardPhoto.ts';
import { places } from './helpers.ts';
import { faceOptions, sampleCard } from './samples.ts';

const fonts = openFonts(places.fontsDir);
const template = readTemplate(places.resourcesDir);
const { photo: rule } = faceOptions();

/** A head before a white ground, plainly nobody, with a green disc on it: a disc that is stretched is none. */
function picture(width: number, height: number, head: { x: number; y: number; radius: number }): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const fill = (colour: string, x: number, y: number, wide: number, high: number): void => {
    context.fillStyle = colour;
    context.beginPath();
    context.ellipse(x, y, wide, high, 0, 0, Math.PI * 2);
    context.fill();
  };
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  const { x, y, radius } = head;
  fill('#4a6a8c', x, y + radius * 3.1, radius * 1.7, radius * 1.6);
  fill('#b08060', x, y, radius, radius * 1.35);
  fill('#00a040', x, y, radius * 0.4, radius * 0.4);
  return canvas;
}
const jpegOf = (canvas: Canvas): Uint8Array => new Uint8Array(canvas.toBuffer('image/jpeg', 92));
const drawn = async (photo: Uint8Array, training = false) => {
  const card = sampleCard({ photo: Buffer.from(photo).toString('base64') });
  const made = await renderCardFace(fonts, template, card, faceOptions(training));
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};
const pixelsOf = async (png: Uint8Array): Promise<Uint8ClampedArray> => {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.getContext('2d').getImageData(0, 0, image.width, image.height).data;
};

/** Extent of the green disc on the colour panels, in dots. */
function discOf(colour: Uint8Array): { readonly width: number; readonly height: number } {
  const [left, right, top, bottom] = [
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
  ];
  for (let dot = 0; dot < cardDots.width * cardDots.height; dot += 1) {
    const [red = 0, green = 0, blue = 0] = colour.subarray(dot * 3, dot * 3 + 3);
    if (green - red < 60 || green - blue < 40) continue;
    for (const columns of [left, right]) columns.add(dot % cardDots.width);
    for (const rows of [top, bottom]) rows.add(Math.floor(dot / cardDots.width));
  }
  const span = (places: ReadonlySet<number>): number => Math.max(...places) - Math.min(...places) + 1;
  return { width: span(left), height: span(top) };
}

describe('D10 the preview is made of the very panels that the printer gets', () => {
  it('ink where the black panel has ink, the colour panel everywhere else, through the artwork of the blank', async () => {
    const plain = picture(rule.width, rule.height, { x: 179, y: 190, radius: 95 });
    const { face, png } = await drawn(jpegOf(plain), true);
    const shown = await pixelsOf(png);
    const window = dotsOf(template.photo);
    let [ink, photo, tinted, artwork] = [0, 0, 0, 0];
    for (let dot = 0; dot < face.black.length; dot += 1) {
      const [red = 0, green = 0, blue = 0] = shown.subarray(dot * 4, dot * 4 + 3);
      if (face.black[dot] === 1) {
        expect([red, green, blue]).toEqual([20, 22, 26]);
        ink += 1;
        continue;
      }
      const [x, y] = [dot % cardDots.width, Math.floor(dot / cardDots.width)];
      const wanted = face.colour.subarray(dot * 3, dot * 3 + 3);
      const inWindow =
        x > window.x + 1 &&
        x < window.x + window.width - 1 &&
        y > window.y + 1 &&
        y < window.y + window.height - 1;
      if (inWindow) {
        // The window of the blank is white: what is printed there is what is seen.
        for (const [part, value] of [red, green, blue].entries())
          if (Math.abs(value - (wanted[part] ?? 0)) > 2) throw new Error(`differs at ${x}, ${y}`);
        photo += 1;
      } else if ((wanted[1] ?? 255) < 200 && shown[dot * 4 + 3] === 255) {
        // The training mark: ink of a colour panel never makes a dot lighter.
        for (const [part, value] of [red, green, blue].entries())
          if (value > (wanted[part] ?? 0) + 2) throw new Error(`lighter at ${x}, ${y}`);
        tinted += 1;
      } else if (Math.min(...wanted) === 255 && Math.min(red, green, blue) < 250) artwork += 1;
    }
    expect(ink).toBeGreaterThan(5000);
    expect(photo).toBeGreaterThan(60_000);
    expect(tinted).toBeGreaterThan(1000);
    // Where nothing is printed the blank itself is seen, as it will be.
    expect(artwork).toBeGreaterThan(200_000);
  });
});

describe('D10 7.3 the photo on the face', () => {
  it('is printed whole when it has the size of the standard', async () => {
    const cut = await cutCardPhoto(jpegOf(picture(358, 441, { x: 179, y: 190, radius: 95 })), rule);
    expect(cut.ok && cut.value.area).toEqual({ x: 0, y: 0, width: 358, height: 441 });
  });

  it.each([
    ['tall', 716, 1400, { x: 358, y: 900, radius: 190 }],
    ['wide', 1400, 882, { x: 900, y: 400, radius: 190 }],
  ])(
    'of another ratio (%s) it is cut around the face and not evenly, and a disc stays a disc',
    async (_, width, height, head) => {
      const photo = jpegOf(picture(width, height, head));
      const cut = await cutCardPhoto(photo, rule);
      if (!cut.ok) throw new Error(cut.error.code);
      const { area } = cut.value;
      expect(area.width / area.height).toBeCloseTo(rule.width / rule.height, 2);
      // The face is in it, and where the standard wants its middle.
      expect((head.x - area.x) / area.width).toBeCloseTo(0.5, 1);
      expect(area.y).toBeLessThan(head.y - head.radius * 1.3);
      expect(area.y + area.height).toBeGreaterThan(head.y + head.radius);
      const even = { x: (width - area.width) / 2, y: (height - area.height) / 2 };
      expect(Math.hypot(area.x - even.x, area.y - even.y)).toBeGreaterThan(100);
      const disc = discOf((await drawn(photo)).face.colour);
      expect(disc.width).toBeGreaterThan(20);
      expect(disc.width / disc.height).toBeCloseTo(1, 1);
    },
  );

  it('a window of another ratio than the photo cuts it and never stretches it', async () => {
    const square = structuredClone(template);
    square.photo.height = square.photo.width;
    const photo = jpegOf(picture(rule.width, rule.height, { x: 179, y: 220, radius: 95 }));
    const card = sampleCard({ photo: Buffer.from(photo).toString('base64') });
    const made = await renderCardFace(fonts, square, card, faceOptions());
    if (!made.ok) throw new Error(made.error.code);
    const disc = discOf(made.value.face.colour);
    expect(disc.width).toBeGreaterThan(20);
    expect(disc.width / disc.height).toBeCloseTo(1, 1);
  });

  it('a permit photo of 354 × 472 may just be enlarged (7.4); a smaller one is refused by its size', async () => {
    const permit = await cutCardPhoto(jpegOf(picture(354, 472, { x: 177, y: 200, radius: 95 })), rule);
    expect(permit.ok).toBe(true);
    const small = jpegOf(picture(300, 370, { x: 150, y: 160, radius: 80 }));
    const refused = {
      ok: false,
      error: {
        code: 'cardPhotoTooSmall',
        detail: { width: 300, height: 370, wantedWidth: rule.width, wantedHeight: rule.height },
      },
    };
    expect(await cutCardPhoto(small, rule)).toEqual(refused);
    const card = sampleCard({ photo: Buffer.from(small).toString('base64') });
    expect(await renderCardFace(fonts, template, card, faceOptions())).toEqual(refused);
  });

  it('what is no JPEG is named', async () => {
    expect(await cutCardPhoto(new Uint8Array([1, 2, 3]), rule)).toEqual({
      ok: false,
      error: { code: 'pictureNotJpeg' },
    });
  });
});

describe('D10 8.3 optional permit fields', () => {
  const proposal = readTemplate(places.resourcesDir, 'ssc-front-permit');
  const inkIn = async (data: Parameters<typeof renderCardFace>[2]): Promise<number> => {
    const made = await renderCardFace(fonts, proposal, data, faceOptions());
    if (!made.ok) throw new Error(made.error.code);
    const box = proposal.fields.find(({ field }) => field === 'permitValidUntil')?.box;
    if (box === undefined) throw new Error('the proposal lost its field');
    // Value and the label above it.
    const { x, y, width, height } = dotsOf({ ...box, y: box.y - 1.8, height: box.height + 1.8 });
    let ink = 0;
    for (let row = Math.floor(y); row < y + height; row += 1)
      for (let column = Math.floor(x); column < x + width; column += 1)
        ink += made.value.face.black[row * cardDots.width + column] ?? 0;
    return ink;
  };

  it('are printed where the card has them, and left out with their label where it has not', async () => {
    expect(await inkIn({ ...sampleCard(), permitValidUntil: '2027-11-23' })).toBeGreaterThan(300);
    expect(await inkIn(sampleCard())).toBe(0);
  });

  it('a template that insists on one refuses a card without it, by name', async () => {
    const insisting = structuredClone(proposal);
    for (const each of insisting.fields) each.optional = false;
    expect(await renderCardFace(fonts, insisting, sampleCard(), faceOptions())).toEqual({
      ok: false,
      error: { code: 'cardNotAllowed', detail: { reason: 'permitValidUntil' } },
    });
  });
});
