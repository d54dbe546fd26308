import type { Edge } from '../../contract/photos.ts';
import type { Silhouette } from '../../domain/photo/faceGuess.ts';
import { isNearWhite, type Pixels } from './pixels.ts';

/**
 * Share of near-white pixels where the ground must show: a strip along the top, one along each side down to the shoulders, and the upper
 * corners. Hair and head of a photo by the standard stay out of these.
 */
export function whiteShareOf(pixels: Pixels): number {
  const { width, height } = pixels;
  const strip = { side: width * 0.08, top: height * 0.012, down: height * 0.55 };
  const corner = { side: width * 0.2, down: height * 0.1 };
  let all = 0;
  let white = 0;
  for (let y = 0; y < strip.down; y += 1)
    for (let x = 0; x < width; x += 1) {
      const toSide = Math.min(x, width - 1 - x);
      const ground = y < strip.top || toSide < strip.side || (toSide < corner.side && y < corner.down);
      if (!ground) continue;
      all += 1;
      if (isNearWhite(pixels, y * width + x)) white += 1;
    }
  return all === 0 ? 0 : white / all;
}

/** Brightness step, 0 to 255, from a frame to what is inside it. */
const frameStep = 40;
/** Share of an edge's length along which the step must be. Below the shoulders a dark frame is next to a dark jacket. */
const frameShare = 0.8;
/** Frames are looked for this far from the edge. */
const frameDepth = 0.05;

/**
 * Edges along which a uniform line runs: as even as a drawn line, and plainly darker or lighter than what lies a little further in. A jacket
 * that fills the lower edge has no step, a wall has none either.
 */
export function frameOf(pixels: Pixels): Edge[] {
  return (['top', 'right', 'bottom', 'left'] as const).filter((edge) => hasLine(pixels, edge));
}

function hasLine(pixels: Pixels, edge: Edge): boolean {
  const { width, height, luma } = pixels;
  const upright = edge === 'left' || edge === 'right';
  const length = upright ? height : width;
  const deep = upright ? width : height;
  const at = (along: number, depth: number): number => {
    const across = edge === 'right' || edge === 'bottom' ? deep - 1 - depth : depth;
    return luma[upright ? along * width + across : across * width + along] ?? 0;
  };
  const steps = Math.max(2, Math.round(deep * frameDepth));
  const gap = Math.max(2, Math.round(deep * 0.015));
  // The corners belong to the neighbouring edges.
  const margin = Math.round(length * frameDepth);
  for (let depth = 0; depth < steps; depth += 1) {
    let sum = 0;
    let squares = 0;
    let stepped = 0;
    for (let along = margin; along < length - margin; along += 1) {
      const value = at(along, depth);
      sum += value;
      squares += value * value;
      if (Math.abs(at(along, depth + gap) - value) >= frameStep) stepped += 1;
    }
    const count = length - 2 * margin;
    const deviation = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
    if (deviation <= 16 && stepped / count >= frameShare) return true;
  }
  return false;
}

/**
 * The outline of the person before the white ground, or null where there is none to follow: the first rows with something in the middle, and
 * the usual width of the head around where the eyes are.
 */
export function silhouetteOf(pixels: Pixels): Silhouette | null {
  const { width, height } = pixels;
  const central = { from: Math.round(width * 0.2), to: Math.round(width * 0.8) };
  const filled = (y: number): { count: number; left: number; right: number } => {
    let [count, left, right] = [0, -1, -1];
    for (let x = central.from; x < central.to; x += 1) if (!isNearWhite(pixels, y * width + x)) count += 1;
    for (let x = 0; x < width; x += 1)
      if (!isNearWhite(pixels, y * width + x)) {
        if (left === -1) left = x;
        right = x + 1;
      }
    return { count, left, right };
  };
  const enough = (central.to - central.from) * 0.04;
  let hairTop = -1;
  let run = 0;
  // Three rows in a line: a speck of dust is not hair.
  for (let y = 0; y < height * 0.6 && hairTop === -1; y += 1) {
    run = filled(y).count >= enough ? run + 1 : 0;
    if (run === 3) hairTop = y - 2;
  }
  if (hairTop <= 0) return null;
  // Of the rows around the eyes the one in the middle of the widths: ears stand out of some, a chin or hair is narrower in others.
  const rows = Array.from({ length: Math.round(height * 0.1) }, (_, index) =>
    filled(Math.min(height - 1, hairTop + Math.round(height * 0.25) + index)),
  ).toSorted((one, other) => one.right - one.left - (other.right - other.left));
  const usual = rows[rows.length >> 1];
  return usual === undefined || usual.right - usual.left < width * 0.15
    ? null
    : { hairTop, left: usual.left, right: usual.right };
}
