import { cardSize } from '../../domain/cardFace/cardTemplate.ts';
import type { Box } from '../../domain/cardFace/cardTemplate.ts';

/** Dots of a printed face, 300 dpi. A little larger than the card, so that colour reaches over its edge. */
export const cardDots = { width: 1016, height: 648 } as const;
export const dotsPerMillimetre = 300 / 25.4;

const bleedX = (cardDots.width - cardSize.width * dotsPerMillimetre) / 2;
const bleedY = (cardDots.height - cardSize.height * dotsPerMillimetre) / 2;

/** Card millimetres to dots of the face. */
export const originX = (x: number): number => bleedX + x * dotsPerMillimetre;
export const originY = (y: number): number => bleedY + y * dotsPerMillimetre;

export const dotsOf = (box: Box): Box => ({
  x: originX(box.x),
  y: originY(box.y),
  width: box.width * dotsPerMillimetre,
  height: box.height * dotsPerMillimetre,
});
