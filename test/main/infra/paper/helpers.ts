import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const repoDir = fileURLToPath(new URL('../../../../', import.meta.url));
export const places = {
  fontsDir: `${repoDir}node_modules`,
  resourcesDir: `${repoDir}resources`,
};

/** poppler's reader: a second opinion on our PDFs. */
export const hasPdfText = spawnSync('pdftotext', ['-v']).error === undefined;
export const pdfTextLane = hasPdfText
  ? 'text by pdftotext'
  : 'text by pdftotext: NOT RUN, poppler-utils is not installed (apt-get install -y poppler-utils)';

export function pdfText(pdf: Uint8Array): string {
  const { stdout, status, stderr } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString('utf8');
}

export const pagesOf = (pdf: Uint8Array): string[] =>
  pdfText(pdf)
    .split('\f')
    .filter((page) => page !== '');

/** Text without any space: where a line breaks is not what these tests are about. */
export const joined = (text: string): string => text.replace(/\s+/g, '');

/** The first page as an eye sees it, at so many dots an inch. */
export function pdfPixels(
  pdf: Uint8Array,
  resolution: number,
): { width: number; height: number; dark(x: number, y: number): boolean } {
  const { stdout, status, stderr } = spawnSync('pdftoppm', ['-r', String(resolution), '-gray', '-'], {
    input: pdf,
    maxBuffer: 64 << 20,
  });
  if (status !== 0) throw new Error(stderr.toString());
  const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(stdout.subarray(0, 40).toString('latin1'));
  if (!head) throw new Error('pdftoppm gave no grey picture');
  const [width, height] = [Number(head[1]), Number(head[2])];
  const pixels = stdout.subarray(head[0].length);
  return {
    width,
    height,
    dark: (x, y) => (pixels[Math.floor(y) * width + Math.floor(x)] ?? 255) < 128,
  };
}

/** Words of the first page with their boxes, in points from the top left. */
export function pdfWords(
  pdf: Uint8Array,
): { text: string; left: number; top: number; right: number; bottom: number }[] {
  const { stdout, status, stderr } = spawnSync('pdftotext', ['-bbox', '-f', '1', '-l', '1', '-', '-'], {
    input: pdf,
  });
  if (status !== 0) throw new Error(stderr.toString());
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g;
  return Array.from(stdout.toString('utf8').matchAll(word), ([, left, top, right, bottom, text]) => ({
    text: text ?? '',
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
  }));
}
