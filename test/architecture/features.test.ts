import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const testFolder = join(import.meta.dirname, '..');

/** What is promised that a test proves. */
const promised =
  'A1 A2 A3 A4 A5 A6 A8 A9 A10 A11 B1 B2 B3 B4 B5 B6 B7 C1 C2 C3 C4 C5 C6 C7 C8 C9 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 D12 D13 E2 E3 E4 E7 E8 F1 F2 F3 F4 F5 F6 F7 G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 H1 H2 H3 H4 H5 H6 H7 H8 H9 H10 I1 I2 I3 I4 I5 I6 I7 J1 J6 K1 K4'.split(
    ' ',
  );
/** Chapters of the feature list, A to K, and how many features each has. */
const chapters: Readonly<Record<string, number>> = {
  A: 11,
  B: 7,
  C: 9,
  D: 13,
  E: 8,
  F: 7,
  G: 11,
  H: 10,
  I: 7,
  J: 6,
  K: 4,
};
const isFeature = (id: string): boolean => {
  const number = Number(id.slice(1));
  return number >= 1 && number <= (chapters[id.charAt(0)] ?? 0);
};

/** Titles of suites and tests: a text that is the first argument of a call and is followed by what the test does. */
const title =
  /\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1\s*,\s*(?:\{[^{}]*\}\s*,\s*)?(?:async\b|function\b|\(|\w+\s*=>)/g;
const words = /\b[A-Z][0-9]{1,2}\b/g;

function citedIn(source: string): readonly string[] {
  return [...source.matchAll(title)].flatMap(([, , text = '']) => text.match(words) ?? []);
}

const testFiles = readdirSync(testFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(test\.tsx?|e2e\.ts)$/.test(name),
);
const cited = new Map(
  testFiles.map((name) => [name, citedIn(readFileSync(join(testFolder, name), 'utf8'))] as const),
);

describe('feature IDs in the titles of tests', () => {
  it.each(promised)('%s is cited', (id) => {
    expect([...cited].filter(([, ids]) => ids.includes(id)).map(([name]) => name)).not.toEqual([]);
  });

  it('are IDs of the feature list', () => {
    const unknown = [...cited].flatMap(([name, ids]) =>
      ids.filter((id) => !isFeature(id)).map((id) => `${name}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are found in titles only, of suites, tests and tables', () => {
    const source = [
      `describe('A1 one', () => {`,
      `  test.describe("B2 it's two", () => {`,
      '  describe.runIf(true)(`C3 three, ${lane}`, async () => {',
      `  it.each([1, 2])('D4 %s', (each) => {`,
      `  it('is said at the end (E5)', { timeout: 5 }, async ({ page }) => {`,
      `  it.each(rows)(`,
      `    'X9 unknown',`,
      `    async () => {`,
      `  // F6 in a comment`,
      `  expect('G7').toBe(text);`,
    ].join('\n');
    expect(citedIn(source)).toEqual(['A1', 'B2', 'C3', 'D4', 'E5', 'X9']);
  });
});
