import type { Panels } from '../printers/evolis/faceCodec.ts';
import { dotsPerPanel, unpackBlack, unpackColour, type ColourLevels } from '../printers/evolis/panelCodec.ts';

const levelsKnown: readonly ColourLevels[] = [128, 64, 32];
const fullInk = 127;

/**
 * What the received panels (`<panel>;<levels>` to packed bytes) put on a card; a missing panel prints nothing, colour of fewer levels is spread
 * over 0..127. Null when there is none, or one is not whole, the overlay included.
 */
export function facePanels(packed: ReadonlyMap<string, Uint8Array>): Panels | null {
  if (packed.size === 0) return null;
  const black = (panel: 'k' | 'o'): Uint8Array | null => {
    const bytes = packed.get(`${panel};2`);
    return bytes === undefined ? new Uint8Array(dotsPerPanel) : unpackBlack(bytes);
  };
  const colour = (panel: 'y' | 'm' | 'c'): Uint8Array | null => {
    const levels = levelsKnown.find((count) => packed.has(`${panel};${count}`));
    const bytes = levels === undefined ? undefined : packed.get(`${panel};${levels}`);
    if (levels === undefined || bytes === undefined) return new Uint8Array(dotsPerPanel);
    return unpackColour(bytes, levels)?.map((dot) => Math.round((dot * fullInk) / (levels - 1))) ?? null;
  };
  const y = colour('y');
  const m = colour('m');
  const c = colour('c');
  const k = black('k');
  if (y === null || m === null || c === null || k === null || black('o') === null) return null;
  return { y, m, c, k };
}
