import { describe, expect, it } from 'vitest';
import { cardPhotoRule } from '../../../main/contract/photos.ts';
import { planCrop } from '../../../main/domain/photo/planCrop.ts';
import {
  fitsCard,
  lineNames,
  moveLine,
  rangeOf,
  stepOf,
} from '../../../renderer/features/desk/photo/faceLines.ts';

const size = { width: 400, height: 500 };
const lines = { hairTop: 20, eyeX: 200, eyeY: 220, faceLeft: 100, faceRight: 300 };

describe('A6 face lines on the screen', () => {
  it('stay inside the picture and on their own side of the others', () => {
    expect(moveLine(lines, 'hairTop', -5, size).hairTop).toBe(0);
    expect(moveLine(lines, 'hairTop', 400, size).hairTop).toBe(219);
    expect(moveLine(lines, 'eyeY', 900, size).eyeY).toBe(499);
    expect(moveLine(lines, 'eyeY', 3, size).eyeY).toBe(21);
    expect(moveLine(lines, 'eyeX', 0, size).eyeX).toBe(101);
    expect(moveLine(lines, 'eyeX', 400, size).eyeX).toBe(299);
    expect(moveLine(lines, 'faceLeft', 250, size).faceLeft).toBe(199);
    expect(moveLine(lines, 'faceRight', 10, size).faceRight).toBe(201);
    expect(moveLine(lines, 'faceRight', 900, size).faceRight).toBe(400);
    expect(moveLine(lines, 'eyeX', 210.6, size)).toEqual({ ...lines, eyeX: 211 });
  });

  it('can go wherever they are allowed to, each of them', () => {
    for (const name of lineNames) {
      const [low, high] = rangeOf(lines, name, size);
      expect(low).toBeLessThan(high);
      expect(moveLine(lines, name, low, size)[name]).toBe(low);
      expect(moveLine(lines, name, high, size)[name]).toBe(high);
    }
  });

  it('move by the arrows of their own direction, by ten with Shift', () => {
    expect(stepOf('hairTop', 'ArrowUp', false)).toBe(-1);
    expect(stepOf('eyeY', 'ArrowDown', true)).toBe(10);
    expect(stepOf('eyeX', 'ArrowLeft', false)).toBe(-1);
    expect(stepOf('faceRight', 'ArrowRight', true)).toBe(10);
    expect(stepOf('eyeY', 'ArrowLeft', false)).toBeNull();
    expect(stepOf('faceLeft', 'ArrowUp', false)).toBeNull();
    expect(stepOf('faceLeft', 'Enter', false)).toBeNull();
  });

  it('fit the card exactly where the host says so', () => {
    const rule = cardPhotoRule.parse({
      width: 358,
      height: 441,
      bytes: { low: 14_336, high: 40_960 },
      quality: 70,
      faceWidth: { low: 179, high: 255 },
      hairTop: { low: 7, high: 21 },
      eyeX: { low: 162, high: 196 },
      minEyeFromBottom: 207,
      maxYears: null,
    });
    const card = { width: 358, height: 441 };
    const good = { hairTop: 14, eyeX: 179, eyeY: 212, faceLeft: 79, faceRight: 279 };
    expect(fitsCard(planCrop(card, good, rule), rule)).toBe(true);
    for (const wrong of [{ hairTop: 40 }, { eyeX: 120 }, { eyeY: 300 }, { faceLeft: 150 }])
      expect(fitsCard(planCrop(card, { ...good, ...wrong }, rule), rule)).toBe(false);
    expect(
      fitsCard(
        planCrop(
          { width: 200, height: 246 },
          { hairTop: 8, eyeX: 100, eyeY: 118, faceLeft: 45, faceRight: 155 },
          rule,
        ),
        rule,
      ),
    ).toBe(false);
    // Another region, another band: the same face no longer fits.
    const narrow = { ...rule, faceWidth: { low: 210, high: 255 } };
    expect(fitsCard(planCrop(card, good, narrow), narrow)).toBe(false);
  });
});
