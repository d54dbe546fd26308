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
