import type { Edge, ScanFacts } from '../../contract/photos.ts';
import { success, type Result } from '../../contract/result.ts';
import { openPicture, scaled, wholeOf } from './openPicture.ts';
import { pixelsOf, sharpnessOf, type Pixels } from './pixels.ts';

/** Width at which a page is measured: small enough to be quick, large enough for 10-point text. */
const measuringWidth = 1240;
const tile = 40;
/** Contrast of a tile with something on it. Blurred print still has it; shading of a scanner and the grain of paper stay below. */
const contentContrast = 24;
/** Brightness step between neighbouring pixels that only ink, a line or a paper edge makes. */
const inkStep = 60;
/** Steps for each 1000 pixels of an edge: a clean edge has none, a line of text that runs out of the picture has dozens. */
const mostSteps = 8;

/** Opens a scan of an original and measures it (B5). Fails with the failures of `openPicture`. */
export async function measureScan(bytes: Uint8Array): Promise<Result<ScanFacts>> {
  const opened = await openPicture(bytes);
  if (!opened.ok) return opened;
  const { file, image } = opened.value;
  const scale = Math.min(1, measuringWidth / Math.min(file.width, file.height));
  const pixels = pixelsOf(
    scaled(
      image,
      wholeOf(file),
      Math.max(1, Math.round(file.width * scale)),
      Math.max(1, Math.round(file.height * scale)),
    ),
  );
  return success({ file, ...inkOf(pixels), cut: cutEdges(pixels) });
}

/**
 * How much of the page is content, and how sharp that is: the mean of the sharpest quarter of the tiles that have any. Blank paper is neither
 * sharp nor blurred and must not pull the answer down.
 */
function inkOf(pixels: Pixels): { readonly ink: number; readonly sharpness: number } {
  const { width, height, rgba } = pixels;
  const found: number[] = [];
  let tiles = 0;
  for (let top = 0; top + tile <= height; top += tile)
    for (let left = 0; left + tile <= width; left += tile) {
      const luma = cutOut(pixels, left, top);
      tiles += 1;
      if (contrastOf(luma) >= contentContrast)
        found.push(sharpnessOf({ width: tile, height: tile, rgba, luma }, () => true));
    }
  const sharpest = found
    .toSorted((one, other) => other - one)
    .slice(0, Math.max(1, Math.ceil(found.length / 4)));
  const sum = sharpest.reduce((total, each) => total + each, 0);
  return { ink: found.length / Math.max(1, tiles), sharpness: sum / Math.max(1, sharpest.length) };
}

/** From the darkest to the brightest pixel. */
const contrastOf = (luma: Float32Array): number => {
  let [darkest, brightest] = [255, 0];
  for (const value of luma) {
    darkest = Math.min(darkest, value);
    brightest = Math.max(brightest, value);
  }
  return brightest - darkest;
};

function cutOut({ width, luma }: Pixels, left: number, top: number): Float32Array {
  const part = new Float32Array(tile * tile);
  for (let y = 0; y < tile; y += 1)
    part.set(luma.subarray((top + y) * width + left, (top + y) * width + left + tile), y * tile);
  return part;
}

/** Edges that something printed runs into: along the outermost pixels of a whole page there is only paper, or only the lid. */
function cutEdges({ width, height, luma }: Pixels): Edge[] {
  const steps = (length: number, at: (along: number) => number): number => {
    let count = 0;
    for (let along = 2; along < length; along += 1)
      if (Math.abs((luma[at(along)] ?? 0) - (luma[at(along - 2)] ?? 0)) >= inkStep) count += 1;
    return (count * 1000) / length;
  };
  const edges: Record<Edge, number> = {
    top: steps(width, (x) => x),
    right: steps(height, (y) => y * width + width - 1),
    bottom: steps(width, (x) => (height - 1) * width + x),
    left: steps(height, (y) => y * width),
  };
  return (['top', 'right', 'bottom', 'left'] as const).filter((edge) => edges[edge] > mostSteps);
}
