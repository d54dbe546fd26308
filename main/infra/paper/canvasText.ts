import { GlobalFonts } from '@napi-rs/canvas';
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { FaceName, PaperFonts, RunStyle } from './fonts.ts';

const registered = new Map<string, string>();

/** The canvas names fonts for the whole process: each file is registered once, under a name of ours. */
function canvasFamily(fonts: PaperFonts, face: FaceName): string {
  const path = fonts.path(face);
  const before = registered.get(path);
  if (before !== undefined) return before;
  const family = `zhengka-${face}-${registered.size}`;
  if (!GlobalFonts.registerFromPath(path, family)) throw new Error(`font file of ${face} cannot be read`);
  registered.set(path, family);
  return family;
}

export interface CanvasText {
  /** Width in dots. */
  measure(text: string, dots: number, style?: RunStyle): number;
  draw(text: string, x: number, baseline: number, dots: number, style?: RunStyle): void;
}

/** Text on a canvas, run by run, each with the font that has its letters. `dots` = type size in dots. */
export function canvasText(context: SKRSContext2D, fonts: PaperFonts): CanvasText {
  const each = (
    text: string,
    dots: number,
    style: RunStyle,
    visit: (part: string, at: number) => void,
  ): number => {
    let at = 0;
    for (const run of fonts.runs(text, style)) {
      context.font = `${dots}px "${canvasFamily(fonts, run.face)}"`;
      visit(run.text, at);
      at += context.measureText(run.text).width;
    }
    return at;
  };
  return {
    measure: (text, dots, style = {}) => each(text, dots, style, () => undefined),
    draw: (text, x, baseline, dots, style = {}) => {
      each(text, dots, style, (part, at) => context.fillText(part, x + at, baseline));
    },
  };
}
