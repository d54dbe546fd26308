import { describe, expect, it } from 'vitest';
import { faceNames, openFonts } from '../../../../main/infra/paper/fonts.ts';
import { standsAlone } from '../../../../main/infra/paper/glyphs.ts';
import { places } from './helpers.ts';

interface LaidOut {
  readonly glyphs: readonly { readonly id: number; readonly advanceWidth: number }[];
  readonly positions: readonly {
    readonly xAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }[];
}
interface Shaper {
  hasGlyphForCodePoint(code: number): boolean;
  glyphForCodePoint(code: number): { readonly id: number; readonly advanceWidth: number };
  layout(text: string): LaidOut;
}

const fonts = openFonts(places.fontsDir);
/** Every character that a pattern covers and a font has, in runs of eight, so that each has neighbours. */
function textsOf(font: Shaper, pattern: RegExp): string[] {
  const letters: string[] = [];
  for (let code = 0x20; code < 0xffff; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const letter = String.fromCodePoint(code);
    if (pattern.test(letter) && font.hasGlyphForCodePoint(code)) letters.push(letter);
  }
  return Array.from({ length: Math.ceil(letters.length / 8) }, (_, index) =>
    letters.slice(index * 8, index * 8 + 8).join(''),
  );
}

describe('H4 letters that are set without shaping', () => {
  for (const face of faceNames) {
    const pattern = standsAlone[face];
    if (pattern === undefined) continue;
    it(`${face}: shaping gives the same glyphs, at the same places`, () => {
      const font = fonts.forDocument(face) as unknown as Shaper;
      const texts = textsOf(font, pattern);
      expect(texts.length).toBeGreaterThan(10);
      const differing = texts.filter((text) => {
        const { glyphs, positions } = font.layout(text);
        const plain = Array.from(text, (letter) => font.glyphForCodePoint(letter.codePointAt(0) ?? 0));
        return (
          glyphs.length !== plain.length ||
          plain.some(({ id, advanceWidth }, index) => {
            const at = positions[index];
            return (
              glyphs[index]?.id !== id ||
              at?.xAdvance !== advanceWidth ||
              at.xOffset !== 0 ||
              at.yOffset !== 0
            );
          })
        );
      });
      expect(differing).toEqual([]);
    }, 90_000);
  }
});
