import type { DevelopedPhoto } from '../../app/ports/pictures.ts';
import type { FaceLines } from '../../contract/photos.ts';
import { success, type Result } from '../../contract/result.ts';
import { guessFace, type Silhouette } from '../../domain/photo/faceGuess.ts';
import { planCrop, type CropPlan } from '../../domain/photo/planCrop.ts';
import { photoRules } from '../../domain/photo/photoRules.ts';
import { frameOf, silhouetteOf, whiteShareOf } from './ground.ts';
import { cardDerivative, chipDerivative, permitDerivative } from './makeDerivatives.ts';
import { openPicture, scaled, wholeOf } from './openPicture.ts';
import { pixelsOf, sharpnessOf, type Pixels } from './pixels.ts';

/** Width at which ground and frame are measured: twice the card's, so that a fine line is still one. */
const measuringWidth = 716;

/**
 * Opens a photo, measures it and makes the three derivatives (7.2). `lines` are where a person put the face; null lets the machine guess from
 * the outline. Same bytes and lines, same result, byte for byte. Fails with the failures of `openPicture`.
 */
export async function developPhoto(
  bytes: Uint8Array,
  lines: FaceLines | null,
): Promise<Result<DevelopedPhoto>> {
  const opened = await openPicture(bytes);
  if (!opened.ok) return opened;
  const { file, image } = opened.value;
  const scale = Math.min(1, measuringWidth / file.width);
  const size = {
    width: Math.max(1, Math.round(file.width * scale)),
    height: Math.max(1, Math.round(file.height * scale)),
  };
  const pixels = pixelsOf(scaled(image, wholeOf(file), size.width, size.height));
  const whiteShare = whiteShareOf(pixels);
  // Without a white ground everything is outline.
  const outline =
    lines === null && whiteShare >= photoRules.measured.minWhiteShare
      ? enlarged(silhouetteOf(pixels), 1 / scale)
      : null;
  const face = lines ?? guessFace(file, outline);
  const plan = planCrop(file, face);
  const { card } = photoRules;
  const crop = scaled(image, plan.crop, card.width, card.height);
  const derivatives = [
    await permitDerivative(opened.value),
    await cardDerivative(crop),
    await chipDerivative(crop),
  ].filter((each) => each !== null);
  return success({
    facts: { file, whiteShare, frame: frameOf(pixels), sharpness: faceSharpness(pixelsOf(crop), plan) },
    lines: face,
    source: lines !== null ? 'manual' : outline !== null ? 'silhouette' : 'standard',
    plan,
    derivatives,
  });
}

const enlarged = (outline: Silhouette | null, by: number): Silhouette | null =>
  outline === null
    ? null
    : { hairTop: outline.hairTop * by, left: outline.left * by, right: outline.right * by };

/** At the size of the card, on the oval of the face only: a sharp tie under a blurred face helps nobody. */
function faceSharpness(pixels: Pixels, { onCard }: CropPlan): number {
  const eyeY = photoRules.card.height - onCard.eyeFromBottom;
  const halfWidth = onCard.faceWidth / 2;
  const halfHeight = Math.max(1, (eyeY - onCard.hairTop) * 0.75);
  return sharpnessOf(
    pixels,
    (x, y) => ((x - onCard.eyeX) / halfWidth) ** 2 + ((y - eyeY) / halfHeight) ** 2 <= 1,
  );
}
