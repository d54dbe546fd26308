import type { CardPhotoRule, FaceLines } from '../../../../main/contract/photos.ts';
import { inBand, type CropPlan } from '../../../../main/domain/photo/planCrop.ts';
import { maxEnlargement } from '../../../../main/domain/photo/photoRules.ts';

export type LineName = keyof FaceLines;
/** In the order of their keys, 1 to 5. */
export const lineNames: readonly LineName[] = ['hairTop', 'eyeY', 'eyeX', 'faceLeft', 'faceRight'];
/** Lines that lie across the picture and move up and down. */
export const isLevel = (name: LineName): boolean => name === 'hairTop' || name === 'eyeY';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One line at another place, inside the picture and on its own side of the others. */
export function moveLine(lines: FaceLines, name: LineName, to: number, size: Size): FaceLines {
  const [low, high] = rangeOf(lines, name, size);
  return { ...lines, [name]: Math.round(Math.max(low, Math.min(high, to))) };
}

/** Where a line may go now. */
export function rangeOf(
  lines: FaceLines,
  name: LineName,
  { width, height }: Size,
): readonly [number, number] {
  switch (name) {
    case 'hairTop':
      return [0, lines.eyeY - 1];
    case 'eyeY':
      return [lines.hairTop + 1, height - 1];
    case 'eyeX':
      return [lines.faceLeft + 1, lines.faceRight - 1];
    case 'faceLeft':
      return [0, lines.eyeX - 1];
    case 'faceRight':
      return [lines.eyeX + 1, width];
  }
}

/** How far an arrow key moves a line; null for a key that does not. */
export function stepOf(name: LineName, key: string, shift: boolean): number | null {
  const by = shift ? 10 : 1;
  const [back, forth] = isLevel(name) ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  return key === back ? -by : key === forth ? by : null;
}

/** Does the face lie where the card rule of the case wants it? The host says so again when the lines are saved. */
export function fitsCard({ onCard, enlargement }: CropPlan, card: CardPhotoRule): boolean {
  return (
    inBand(onCard.hairTop, card.hairTop) &&
    inBand(onCard.eyeX, card.eyeX) &&
    inBand(onCard.faceWidth, card.faceWidth) &&
    onCard.eyeFromBottom >= card.minEyeFromBottom &&
    enlargement <= maxEnlargement
  );
}
