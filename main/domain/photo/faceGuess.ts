import type { CardPhotoRule, FaceLines } from '../../contract/photos.ts';
import { middle } from './planCrop.ts';

/** The outline of the person before a white ground, in pixels of the upright picture. */
export interface Silhouette {
  readonly hairTop: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Where the lines stand before a person has moved them. Hair top and the sides of the head come from the outline; the eyes are put where the
 * middle of the standard's bands would have them. A guess to start from, never a verdict (decision 0012).
 */
export function guessFace(
  size: { readonly width: number; readonly height: number },
  outline: Silhouette | null,
  card: CardPhotoRule,
): FaceLines {
  const eyesBelowHair = (card.height - card.minEyeFromBottom - middle(card.hairTop)) / middle(card.faceWidth);
  const faceWidth =
    outline === null ? size.width * (middle(card.faceWidth) / card.width) : outline.right - outline.left;
  const eyeX = outline === null ? size.width / 2 : (outline.left + outline.right) / 2;
  const hairTop = outline?.hairTop ?? size.height * (middle(card.hairTop) / card.height);
  const lines = {
    hairTop: Math.round(hairTop),
    eyeX: Math.round(eyeX),
    eyeY: Math.round(Math.min(hairTop + faceWidth * eyesBelowHair * 0.95, size.height - 1)),
    faceLeft: Math.round(eyeX - faceWidth / 2),
    faceRight: Math.round(eyeX + faceWidth / 2),
  };
  return {
    ...lines,
    faceLeft: Math.max(0, lines.faceLeft),
    faceRight: Math.min(size.width, lines.faceRight),
  };
}

/** May these lines be lines of a face in a picture of this size? */
export function linesFit(
  size: { readonly width: number; readonly height: number },
  { hairTop, eyeX, eyeY, faceLeft, faceRight }: FaceLines,
): boolean {
  return (
    hairTop < eyeY && eyeY < size.height && faceLeft < eyeX && eyeX < faceRight && faceRight <= size.width
  );
}
