import { loadCanvas } from '../../training/loadCanvas.ts';
import type { Panels } from '../../../drivers/printers/evolis/faceCodec.ts';
import { panelsToRgba } from '../../../drivers/sim/panelsToRgba.ts';

const width = 1016;
const height = 648;

/** The face as the printer got it: PNG, landscape, 300 dpi. */
export function faceImage(panels: Panels): Uint8Array {
  const canvas = loadCanvas().createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  image.data.set(panelsToRgba(panels));
  context.putImageData(image, 0, 0);
  return Uint8Array.from(canvas.toBuffer('image/png'));
}
