import type { Image } from '@napi-rs/canvas';
import type { PictureFile } from '../../contract/photos.ts';
import type { Silhouette } from '../../domain/photo/faceGuess.ts';
import { measuredLimits } from '../../domain/photo/photoRules.ts';
import { silhouetteOf, whiteShareOf } from './ground.ts';
import { scaled, wholeOf } from './openPicture.ts';
import { pixelsOf, type Pixels } from './pixels.ts';

/** Width at which ground and frame are measured: twice the card's, so that a fine line is still one. */
const measuringWidth = 716;

export interface Measured {
  readonly pixels: Pixels;
  /** Share of near-white pixels around the face, 0 to 1. */
  readonly whiteShare: number;
  /** In pixels of the picture itself; null where there is no white ground to follow it on. */
  readonly outline: Silhouette | null;
}

/** Measures ground and outline of a picture, at most at twice the width of a card photo. */
export function measurePerson(image: Image, file: Pick<PictureFile, 'width' | 'height'>): Measured {
  const scale = Math.min(1, measuringWidth / file.width);
  const size = {
    width: Math.max(1, Math.round(file.width * scale)),
    height: Math.max(1, Math.round(file.height * scale)),
  };
  const pixels = pixelsOf(scaled(image, wholeOf(file), size.width, size.height));
  const whiteShare = whiteShareOf(pixels);
  // Without a white ground everything is outline.
  const outline = whiteShare >= measuredLimits.minWhiteShare ? silhouetteOf(pixels) : null;
  return { pixels, whiteShare, outline: enlarged(outline, 1 / scale) };
}

const enlarged = (outline: Silhouette | null, by: number): Silhouette | null =>
  outline === null
    ? null
    : { hairTop: outline.hairTop * by, left: outline.left * by, right: outline.right * by };
