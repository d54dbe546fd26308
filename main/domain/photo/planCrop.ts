import type { Band, CardPhotoRule, FaceLines } from '../../contract/photos.ts';
import { maxEnlargement } from './photoRules.ts';

/** The part of the upright picture that becomes the card photo, and where the face then is, in pixels of the card photo. */
export interface CropPlan {
  readonly crop: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly onCard: {
    readonly hairTop: number;
    readonly eyeX: number;
    readonly eyeFromBottom: number;
    readonly faceWidth: number;
  };
  /** How much the crop is enlarged: 1.011 for a 354 pixel wide permit photo; at most 1 for a large one. */
  readonly enlargement: number;
}

/**
 * The crop of the card's ratio (7.3: 358:441) that brings the face into the bands of `card`, or as near as the picture allows: nothing is invented outside of it.
 * Among crops that fit it prefers one without enlargement, then a face in the middle of its band. Same input, same crop.
 */
export function planCrop(
  size: { readonly width: number; readonly height: number },
  lines: FaceLines,
  card: CardPhotoRule,
  mostEnlargement: number = maxEnlargement,
): CropPlan {
  const widest = Math.floor(Math.min(size.width, (size.height * card.width) / card.height));
  const narrowest = Math.min(widest, Math.ceil(card.width / mostEnlargement));
  let best: { readonly plan: CropPlan; readonly cost: number } | null = null;
  for (let width = widest; width >= Math.max(1, narrowest); width -= 1) {
    const plan = place(size, lines, width, card);
    const cost = costOf(plan, card);
    if (best === null || cost < best.cost) best = { plan, cost };
  }
  // A picture that is not one pixel wide never comes this far: the file says at least 1×1.
  return best?.plan ?? place(size, lines, 1, card);
}

function place(
  size: { readonly width: number; readonly height: number },
  lines: FaceLines,
  width: number,
  card: CardPhotoRule,
): CropPlan {
  const scale = card.width / width;
  const height = card.height / scale;
  // Whole pixels: a crop that is not enlarged is then the camera's own pixels.
  const x = within(Math.round(lines.eyeX - middle(card.eyeX) / scale), 0, size.width - width);
  const low = lines.hairTop - card.hairTop.high / scale;
  const high = lines.hairTop - card.hairTop.low / scale;
  // The eye line may pull the crop down inside the band of the hair; the band wins where both cannot be had.
  const forEyes = lines.eyeY - (card.height - card.minEyeFromBottom) / scale;
  const wanted = within(Math.max(lines.hairTop - middle(card.hairTop) / scale, forEyes), low, high);
  const y = within(Math.round(wanted), 0, Math.max(0, Math.floor(size.height - height)));
  return {
    crop: { x, y, width, height },
    onCard: {
      hairTop: tenth((lines.hairTop - y) * scale),
      eyeX: tenth((lines.eyeX - x) * scale),
      eyeFromBottom: tenth(card.height - (lines.eyeY - y) * scale),
      faceWidth: tenth((lines.faceRight - lines.faceLeft) * scale),
    },
    enlargement: scale,
  };
}

/** Pixels outside the bands count most, then being enlarged, then the distance from the middle of the face's band. */
function costOf({ onCard, enlargement }: CropPlan, card: CardPhotoRule): number {
  const outside =
    beyond(onCard.hairTop, card.hairTop) +
    beyond(onCard.eyeX, card.eyeX) +
    beyond(onCard.faceWidth, card.faceWidth) +
    Math.max(0, card.minEyeFromBottom - onCard.eyeFromBottom);
  return (
    outside * 10_000 + (enlargement > 1 ? 1000 : 0) + Math.abs(onCard.faceWidth - middle(card.faceWidth))
  );
}

export const middle = ({ low, high }: Band): number => (low + high) / 2;
export const inBand = (value: number, { low, high }: Band): boolean => value >= low && value <= high;
const beyond = (value: number, { low, high }: Band): number => Math.max(0, low - value, value - high);
const within = (value: number, low: number, high: number): number =>
  Math.max(Math.min(value, high), Math.min(low, high));
const tenth = (value: number): number => Math.round(value * 10) / 10;
