/** Line lengths of ICAO 9303 documents: TD3 and MRV-A, TD2 and MRV-B, TD1. */
export const documentShapes: readonly (readonly number[])[] = [
  [44, 44],
  [36, 36],
  [30, 30, 30],
];
/** One-line 30-character documents exist (device-protocols 4.1); only an end of some kind can tell them from a TD1. */
export const oneLineShapes: readonly (readonly number[])[] = [[30]];

export function hasShape(shapes: readonly (readonly number[])[], lines: readonly string[]): boolean {
  return shapes.some(
    (shape) => shape.length === lines.length && shape.every((size, index) => lines[index]?.length === size),
  );
}

/** Lines of 88, 72 or 90 characters in one run, or null. */
export function splitRun(run: string): string[] | null {
  const shape = documentShapes.find((lengths) => lengths.length * (lengths[0] ?? 0) === run.length);
  if (shape === undefined) return null;
  const size = shape[0] ?? 1;
  return shape.map((_, index) => run.slice(index * size, (index + 1) * size));
}

/**
 * Lines of a zone that is whole: separated, or in one run. Handed on exactly as read; null for what has no ICAO shape, which is never
 * made into a shorter document.
 */
export function splitZone(text: string, separator: string | RegExp): readonly string[] | null {
  const parts = text.split(separator).filter((line) => line !== '');
  const lines = parts.length === 1 ? (splitRun(parts[0] ?? '') ?? parts) : parts;
  const clean = lines.every((line) => /^[A-Z0-9<]+$/.test(line));
  return clean && (hasShape(documentShapes, lines) || hasShape(oneLineShapes, lines)) ? lines : null;
}
