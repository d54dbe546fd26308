import type { DevelopedPhoto } from '../../app/ports/pictures.ts';
import type { FaceLines } from '../../contract/photos.ts';
import { success, type Result } from '../../contract/result.ts';
import { guessFace } from '../../domain/photo/faceGuess.ts';
import { planCrop, type CropPlan } from '../../domain/photo/planCrop.ts';
import type { PhotoRules } from '../../domain/photo/photoRules.ts';
import { frameOf } from './ground.ts';
import { cardDerivative, chipDerivative, permitDerivative } from './makeDerivatives.ts';
import { openPicture, scaled } from './openPicture.ts';
import { measurePerson } from './outline.ts';
import { pixelsOf, sharpnessOf, type Pixels } from './pixels.ts';

/**
 * Opens a photo, measures it and makes the three derivatives (7.2). `lines` are where a person put the face; null lets the machine guess from
 * the outline. Same bytes, lines and rules, same result, byte for byte. Fails with the failures of `openPicture`.
 */
export async function developPhoto(
  bytes: Uint8Array,
  lines: FaceLines | null,
  rules: PhotoRules,
): Promise<Result<DevelopedPhoto>> {
  const opened = await openPicture(bytes);
  if (!opened.ok) return opened;
  const { file, image } = opened.value;
  const { card } = rules;
  const { pixels, whiteShare, outline } = measurePerson(image, file);
  const face = lines ?? guessFace(file, outline, card);
  const plan = planCrop(file, face, card);
  const crop = scaled(image, plan.crop, card.width, card.height);
  const derivatives = [
    await permitDerivative(opened.value, rules),
    await cardDerivative(crop, rules),
    await chipDerivative(crop, rules),
  ].filter((each) => each !== null);
  return success({
    facts: {
      file,
      whiteShare,
      frame: frameOf(pixels),
      sharpness: faceSharpness(pixelsOf(crop), plan, card.height),
    },
    lines: face,
    source: lines !== null ? 'manual' : outline !== null ? 'silhouette' : 'standard',
    plan,
    derivatives,
  });
}

/** At the size of the card, on the oval of the face only: a sharp tie under a blurred face helps nobody. */
function faceSharpness(pixels: Pixels, { onCard }: CropPlan, cardHeight: number): number {
  const eyeY = cardHeight - onCard.eyeFromBottom;
  const halfWidth = onCard.faceWidth / 2;
  const halfHeight = Math.max(1, (eyeY - onCard.hairTop) * 0.75);
  return sharpnessOf(
    pixels,
    (x, y) => ((x - onCard.eyeX) / halfWidth) ** 2 + ((y - eyeY) / halfHeight) ** 2 <= 1,
  );
}
