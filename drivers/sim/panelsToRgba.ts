import { panelsToRgba as turnedPanelsToRgba, type Panels } from '../printers/evolis/faceCodec.ts';
import { deskProfile } from '../printers/evolis/profile.ts';

/**
 * The printed face as a landscape image, 1016 × 648 × RGBA, the way the simulated printer turns it. Feed it
 * `printedFaces().at(-1).panels`.
 */
export function panelsToRgba(panels: Panels): Uint8Array {
  return turnedPanelsToRgba(panels, deskProfile.turn);
}
