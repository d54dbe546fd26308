import { signatureField, type SignatureStrokes } from '../../contract/handOver.ts';

/** A signature crosses at least so much of its field: a dot or a slip of the pen is none. */
const leastWidth = 80;
const leastLength = 200;

/** Is this drawn, and not only touched? Lengths in units of `signatureField`. */
export function isSignature(strokes: SignatureStrokes): boolean {
  const xs = strokes.flat().map(([x]) => x);
  const width = Math.max(...xs) - Math.min(...xs);
  const length = strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
  return width >= leastWidth && length >= leastLength;
}

function lengthOf(stroke: SignatureStrokes[number]): number {
  return stroke.reduce((sum, [x, y], index) => {
    const before = stroke[index - 1];
    return before === undefined ? sum : sum + Math.hypot(x - before[0], y - before[1]);
  }, 0);
}

/** The picture of a signature, as the bytes of an SVG: same strokes, same bytes. Only numbers go into it, so it is ASCII. */
export function signatureSvg(strokes: SignatureStrokes): Uint8Array {
  const { width, height } = signatureField;
  const paths = strokes.map((stroke) => {
    const [first = [0, 0], ...rest] = stroke;
    // A touch without a move shows as a dot.
    const line = rest.length === 0 ? [first] : rest;
    return `<path d="M${first.join(' ')}${line.map((point) => `L${point.join(' ')}`).join('')}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><g fill="none" stroke="#000" stroke-width="6" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g></svg>`;
  return Uint8Array.from(svg, (letter) => letter.charCodeAt(0));
}
