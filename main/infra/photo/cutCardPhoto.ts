import type { Image } from '@napi-rs/canvas';
import type { CardPhotoRule } from '../../contract/photos.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { guessFace } from '../../domain/photo/faceGuess.ts';
import { maxEnlargement } from '../../domain/photo/photoRules.ts';
import { planCrop } from '../../domain/photo/planCrop.ts';
import { openPicture, wholeOf, type Area } from './openPicture.ts';
import { measurePerson } from './outline.ts';

export interface CardPhoto {
  readonly image: Image;
  /** The part that is printed, in pixels of the picture; it has the ratio of the rule. */
  readonly area: Area;
}

/**
 * The photo that upstream gave, as it goes onto a card (domain-rules 7.3): whole where it has the card's ratio, otherwise cut to it around the
 * face, as a photo that is taken at the desk (`planCrop`), never evenly and never stretched. Errors: those of `openPicture`,
 * cardPhotoTooSmall (it would be enlarged by more than 7.4 allows).
 */
export async function cutCardPhoto(bytes: Uint8Array, rule: CardPhotoRule): Promise<Result<CardPhoto>> {
  const opened = await openPicture(bytes);
  if (!opened.ok) return opened;
  const { image, file } = opened.value;
  // Less than a pixel of the card's own photo: a rounding of upstream's scaler, not another ratio.
  const sameRatio = Math.abs((file.width / file.height) * rule.height - rule.width) < 1;
  const area = sameRatio
    ? wholeOf(file)
    : planCrop(file, guessFace(file, measurePerson(image, file).outline, rule), rule).crop;
  if (rule.width / area.width > maxEnlargement + 1e-9)
    return failure('cardPhotoTooSmall', {
      width: file.width,
      height: file.height,
      wantedWidth: rule.width,
      wantedHeight: rule.height,
    });
  return success({ image, area });
}
