import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessFace, linesFit } from '../../../../main/domain/photo/faceGuess.ts';
import { planCrop } from '../../../../main/domain/photo/planCrop.ts';
import { shippedPhotoRules } from '../../helpers/shippedPacks.ts';

const { card } = shippedPhotoRules();

describe('A6 the crop of 7.4', () => {
  it('of a permit photo 358 wide takes 441 of its 472 rows, as they are', () => {
    const plan = planCrop(
      { width: 358, height: 472 },
      { hairTop: 30, eyeX: 179, eyeY: 230, faceLeft: 80, faceRight: 280 },
      card,
    );
    expect(plan.crop).toEqual({ x: 0, y: 16, width: 358, height: 441 });
    expect(plan.enlargement).toBe(1);
    expect(plan.onCard).toEqual({ hairTop: 14, eyeX: 179, eyeFromBottom: 227, faceWidth: 200 });
  });

  it('of one 354 wide enlarges by 1.1 %', () => {
    const plan = planCrop(
      { width: 354, height: 472 },
      { hairTop: 20, eyeX: 177, eyeY: 220, faceLeft: 80, faceRight: 280 },
      card,
    );
    expect(plan.crop.width).toBe(354);
    expect(plan.enlargement).toBeCloseTo(1.0113, 4);
  });

  it('does not enlarge where another crop fits as well', () => {
    // A face of 180 would fill the band better in a crop of 354.
    const plan = planCrop(
      { width: 700, height: 900 },
      { hairTop: 300, eyeX: 350, eyeY: 480, faceLeft: 259, faceRight: 439 },
      card,
    );
    expect(plan.crop.width).toBe(358);
  });

  it('moves down for the eyes as far as the hair allows', () => {
    const plan = planCrop(
      { width: 358, height: 600 },
      { hairTop: 100, eyeX: 179, eyeY: 325, faceLeft: 80, faceRight: 280 },
      card,
    );
    expect(plan.onCard).toMatchObject({ hairTop: 9, eyeFromBottom: 207 });
  });

  it('never leaves the picture, keeps the ratio, and is the same every time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (width, height, [a = 0, b = 0, c = 0, d = 0, e = 0]) => {
          const lines = {
            hairTop: Math.floor(a * height),
            eyeX: Math.floor(b * width),
            eyeY: Math.floor(c * height),
            faceLeft: Math.floor(d * width),
            faceRight: Math.floor(e * width),
          };
          const plan = planCrop({ width, height }, lines, card);
          const { crop } = plan;
          expect(crop.x).toBeGreaterThanOrEqual(0);
          expect(crop.y).toBeGreaterThanOrEqual(0);
          expect(crop.width).toBeGreaterThanOrEqual(1);
          expect(crop.x + crop.width).toBeLessThanOrEqual(width);
          expect(crop.y + crop.height).toBeLessThanOrEqual(Math.max(height, card.height / card.width));
          expect(crop.width / crop.height).toBeCloseTo(card.width / card.height, 9);
          expect(planCrop({ width, height }, lines, card)).toEqual(plan);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('A6 where the lines start', () => {
  it('follow the outline, and stand by the standard where there is none', () => {
    const lines = guessFace({ width: 600, height: 800 }, { hairTop: 40, left: 150, right: 450 }, card);
    expect(lines).toMatchObject({ hairTop: 40, eyeX: 300, faceLeft: 150, faceRight: 450 });
    expect(lines.eyeY).toBeGreaterThan(280);
    const none = guessFace({ width: 358, height: 441 }, null, card);
    const { onCard } = planCrop({ width: 358, height: 441 }, none, card);
    expect(onCard.hairTop).toBeGreaterThanOrEqual(card.hairTop.low);
    expect(onCard.eyeFromBottom).toBeGreaterThanOrEqual(card.minEyeFromBottom);
  });

  it('must be lines of a face inside the picture', () => {
    const size = { width: 400, height: 500 };
    const good = { hairTop: 20, eyeX: 200, eyeY: 220, faceLeft: 100, faceRight: 300 };
    expect(linesFit(size, good)).toBe(true);
    for (const wrong of [
      { hairTop: 220 },
      { eyeY: 500 },
      { faceLeft: 200 },
      { faceRight: 200 },
      { faceRight: 401 },
    ])
      expect(linesFit(size, { ...good, ...wrong })).toBe(false);
  });
});
