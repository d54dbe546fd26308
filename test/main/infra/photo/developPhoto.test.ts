import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { DevelopedPhoto } from '../../../../main/app/ports/pictures.ts';
import type { DerivativeKind, FaceLines } from '../../../../main/contract/photos.ts';
import { readJpeg } from '../../../../main/domain/photo/readJpeg.ts';
import { developPhoto } from '../../../../main/infra/photo/developPhoto.ts';
import { measuredLimits } from '../../../../main/domain/photo/photoRules.ts';
import { shippedPhotoRules } from '../../helpers/shippedPacks.ts';
import { drawnFace, drawPhoto, exifBody, personIds, withSegment, type PhotoWish } from './drawnPhotos.ts';

async function develop(
  wish: PhotoWish,
  lines: FaceLines | null = null,
  quality = 92,
): Promise<DevelopedPhoto> {
  const result = await developPhoto(await drawPhoto(wish, quality), lines, rules);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
const derivative = (photo: DevelopedPhoto, kind: DerivativeKind) => {
  const found = photo.derivatives.find((each) => each.facts.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} photo`);
  return found;
};
const whole = measuredLimits;
const rules = shippedPhotoRules();

describe('A6 measuring drawn photos', () => {
  it.each(personIds)(
    '%s before white is white, unframed and sharp; two pixels out of focus is not sharp',
    async (person) => {
      const { facts } = await develop({ person }, drawnFace);
      expect(facts.frame).toEqual([]);
      expect(facts.whiteShare).toBeGreaterThan(0.99);
      expect(facts.sharpness).toBeGreaterThan(whole.minSharpness * 2);
      // With the grain of a sensor, which a plain Laplacian takes for sharpness.
      const soft = await develop({ person, blur: 2, grain: 6 }, drawnFace);
      expect(soft.facts.sharpness).toBeLessThan(whole.minSharpness);
    },
  );

  it('measures sharpness on the face: a blurred face over sharp clothes does not pass', async () => {
    // The lines are laid on the empty wall beside the head.
    const off = { hairTop: 14, eyeX: 20, eyeY: 100, faceLeft: 0, faceRight: 40 };
    const { facts } = await develop({ width: 900, height: 1200, left: 500 }, off);
    expect(facts.sharpness).toBeLessThan(1);
  });

  it.each([
    ['#ffffff', true],
    ['#f0f0f0', true],
    ['#e0e0e0', false],
    ['#d8e4f0', false],
    ['#ffffe0', false],
    // Bright enough in every channel, and plainly blue.
    ['#e9e9ff', false],
    ['#4f7fbf', false],
  ])('ground of %s is white: %s', async (background, white) => {
    const { facts } = await develop({ background });
    expect(facts.whiteShare >= whole.minWhiteShare).toBe(white);
  });

  it.each(['#000000', '#888888', '#c0c0c0'])('sees a frame of %s, from one pixel on', async (colour) => {
    for (const width of [1, 4, 10])
      expect((await develop({ frame: { colour, width } })).facts.frame).toEqual([
        'top',
        'right',
        'bottom',
        'left',
      ]);
    expect((await develop({ frame: { colour, width: 2, inset: 6 } })).facts.frame.length).toBe(4);
  });

  it('a wall that is not white is no frame, and neither is a jacket on the lower edge', async () => {
    for (const background of ['#e0e0e0', '#4f7fbf'])
      expect((await develop({ background })).facts.frame).toEqual([]);
  });

  it('guesses hair top and head from the outline, to the pixel or two', async () => {
    const photo = await develop({ person: 'aygul', width: 500, height: 660, top: 60 });
    expect(photo.source).toBe('silhouette');
    expect(Math.abs(photo.lines.eyeX - 250)).toBeLessThanOrEqual(3);
    expect(Math.abs(photo.lines.hairTop - 70)).toBeLessThanOrEqual(3);
    expect((await develop({ background: '#4f7fbf' })).source).toBe('standard');
  });

  it('a photo that lies on its side is measured upright', async () => {
    const upright = await drawPhoto({ width: 400, height: 533 });
    const image = await loadImage(Buffer.from(upright));
    const turned = createCanvas(533, 400);
    const context = turned.getContext('2d');
    context.translate(0, 400);
    context.rotate(-Math.PI / 2);
    context.drawImage(image, 0, 0);
    const bytes = withSegment(
      new Uint8Array(turned.toBuffer('image/jpeg', 92)),
      0xe1,
      exifBody({ orientation: 6 }),
    );
    const result = await developPhoto(bytes, null, rules);
    if (!result.ok) throw new Error(result.error.code);
    const photo = result.value;
    expect(photo.facts.file).toMatchObject({ width: 400, height: 533, orientation: 6 });
    expect(photo.source).toBe('silhouette');
    const straight = await develop({ width: 400, height: 533 });
    expect(Math.abs(photo.lines.hairTop - straight.lines.hairTop)).toBeLessThanOrEqual(2);
    // The copy stands upright by itself and says nothing of a camera.
    const copy = readJpeg(derivative(photo, 'permit').bytes);
    expect(copy).toMatchObject({ ok: true, value: { file: { width: 400, height: 533, orientation: null } } });
  });

  it('a file that the decoder turns and the checker does not is refused: what is decoded must be what was checked', async () => {
    const body = Buffer.from(exifBody({ orientation: 6 }));
    // No TIFF any more, but a decoder may not mind.
    body.writeUInt16LE(43, 8);
    expect(await developPhoto(withSegment(await drawPhoto(), 0xe1, body), null, rules)).toMatchObject({
      ok: false,
      error: { code: 'pictureTruncated' },
    });
  });

  it('a file that has the form and no picture in it is damaged', async () => {
    const bytes = await drawPhoto();
    const table = bytes.findIndex((value, index) => value === 0xff && bytes[index + 1] === 0xdb);
    // The tables of the decoder become comments: well formed, and nothing to decode with.
    for (let at = table; bytes[at + 1] === 0xdb; at += 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0))
      bytes[at + 1] = 0xfe;
    expect(readJpeg(bytes).ok).toBe(true);
    expect(await developPhoto(bytes, null, rules)).toMatchObject({
      ok: false,
      error: { code: 'pictureTruncated' },
    });
  });
});

describe('A6 three derivatives of one capture (7.2, 7.3)', () => {
  const face = drawnFace;

  it('are the same bytes for the same photo and lines', async () => {
    const bytes = await drawPhoto({ grain: 6 });
    const [one, other] = [
      await developPhoto(bytes, face, rules),
      await developPhoto(bytes.slice(), { ...face }, rules),
    ];
    expect(one).toEqual(other);
    if (!one.ok || !other.ok) throw new Error('not developed');
    for (const [index, each] of one.value.derivatives.entries())
      expect(Buffer.compare(each.bytes, other.value.derivatives[index]?.bytes ?? new Uint8Array())).toBe(0);
    const moved = await developPhoto(
      bytes,
      { ...face, eyeX: face.eyeX + 4, hairTop: face.hairTop + 3 },
      rules,
    );
    if (!moved.ok) throw new Error('not developed');
    expect(derivative(moved.value, 'permit').facts.digest).toBe(derivative(one.value, 'permit').facts.digest);
    expect(derivative(moved.value, 'card').facts.digest).not.toBe(derivative(one.value, 'card').facts.digest);
  });

  it('the permit photo is the picture data of the file, without what the camera tells', async () => {
    const plain = await drawPhoto({ grain: 4 });
    const told = withSegment(plain, 0xe1, exifBody({ orientation: 1, captured: '2026:10:01 10:00:00' }));
    const result = await developPhoto(told, face, rules);
    if (!result.ok) throw new Error(result.error.code);
    const permit = derivative(result.value, 'permit');
    expect(Buffer.compare(permit.bytes, plain)).toBe(0);
    expect(permit.facts).toMatchObject({ quality: null, psnr: null, width: 358, height: 472 });
    expect(result.value.facts.file.capturedOn).toBe('2026-10-01');
  });

  it('a permit photo of more than 1,000,000 bytes is compressed until it fits, and says how', async () => {
    const photo = await develop({ width: 1432, height: 1888, scale: 4, grain: 24 }, null, 98);
    expect(photo.facts.file.bytes).toBeGreaterThan(1_048_576);
    const { facts, bytes } = derivative(photo, 'permit');
    expect(bytes.length).toBe(facts.bytes);
    expect(facts.bytes).toBeLessThanOrEqual(1_000_000);
    expect(facts.quality).toBeGreaterThanOrEqual(60);
    expect(facts.psnr).toBeGreaterThan(28);
    expect([facts.width, facts.height]).toEqual([1432, 1888]);
  });

  it.each(personIds)('card and chip photo of %s keep to their sizes and stay a face', async (person) => {
    const photo = await develop({ person, grain: 5 }, face);
    const card = derivative(photo, 'card');
    expect(readJpeg(card.bytes)).toMatchObject({
      ok: true,
      value: { file: { width: 358, height: 441, components: 3 } },
    });
    expect(card.facts.bytes).toBe(card.bytes.length);
    expect(card.facts.bytes).toBeGreaterThanOrEqual(14 * 1024);
    expect(card.facts.bytes).toBeLessThanOrEqual(40 * 1024);
    expect(card.facts.psnr).toBeGreaterThan(33);
    const chip = derivative(photo, 'chip');
    expect(chip.bytes.length).toBeLessThanOrEqual(4096);
    expect(Math.abs(chip.facts.width / chip.facts.height - 358 / 441)).toBeLessThan(0.005);
    expect(chip.facts.quality).toBeGreaterThanOrEqual(40);
    expect(chip.facts.psnr).toBeGreaterThan(26);
  });

  it('golden numbers of one drawn photo', async () => {
    const { derivatives } = await develop(
      { person: 'karl', width: 716, height: 944, scale: 2, grain: 8 },
      {
        hairTop: 186,
        eyeX: 358,
        eyeY: 424,
        faceLeft: 160,
        faceRight: 556,
      },
    );
    const rounded = derivatives.map(({ facts }) => ({
      kind: facts.kind,
      size: `${facts.width}×${facts.height}`,
      quality: facts.quality,
      psnr: facts.psnr === null ? null : Math.round(facts.psnr),
    }));
    expect(rounded).toMatchInlineSnapshot(`
      [
        {
          "kind": "permit",
          "psnr": null,
          "quality": null,
          "size": "716×944",
        },
        {
          "kind": "card",
          "psnr": 38,
          "quality": 80,
          "size": "358×441",
        },
        {
          "kind": "chip",
          "psnr": 33,
          "quality": 57,
          "size": "220×271",
        },
      ]
    `);
  });

  it('a photo 354 wide is enlarged to 358, one of 700 is not', async () => {
    const narrow = await develop({ width: 354, height: 472, left: -2 });
    expect(narrow.plan.enlargement).toBeCloseTo(358 / 354, 6);
    expect(derivative(narrow, 'card').facts.width).toBe(358);
    expect((await develop({ width: 700, height: 900, scale: 1.8 })).plan.enlargement).toBeLessThanOrEqual(1);
  });

  it('a crop that is not enlarged is the pixels of the photo', async () => {
    const photo = await develop({ width: 358, height: 472 }, face, 100);
    const { crop } = photo.plan;
    expect([crop.width, crop.height, crop.x % 1, crop.y % 1]).toEqual([358, 441, 0, 0]);
    // Against the source itself, not against our own copy of the crop.
    const source = await loadImage(Buffer.from(await drawPhoto({ width: 358, height: 472 }, 100)));
    const card = await loadImage(Buffer.from(derivative(photo, 'card').bytes));
    const [a, b] = [createCanvas(358, 441), createCanvas(358, 441)];
    a.getContext('2d').drawImage(source, -crop.x, -crop.y);
    b.getContext('2d').drawImage(card, 0, 0);
    const [one, other] = [a, b].map((canvas) => canvas.getContext('2d').getImageData(0, 0, 358, 441).data);
    let squares = 0;
    for (let at = 0; at < 358 * 441 * 4; at += 1)
      if (at % 4 !== 3) squares += ((one?.[at] ?? 0) - (other?.[at] ?? 0)) ** 2;
    const psnr = 10 * Math.log10((255 * 255) / (squares / (358 * 441 * 3)));
    expect(Math.abs(psnr - (derivative(photo, 'card').facts.psnr ?? 0))).toBeLessThan(0.11);
  });
});
