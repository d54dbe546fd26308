import { faceNames } from './fonts.ts';
import type { FaceName, PaperFonts, TextRun } from './fonts.ts';

/** What pdfkit has of a font that is open in a document. Its types do not tell. */
interface OpenFont {
  readonly id: string;
  encode(text: string): [readonly string[], readonly GlyphPosition[]];
  readonly font: { glyphForCodePoint(code: number): PlainGlyph };
  readonly subset: { includeGlyph(id: number): number };
  readonly widths: (number | undefined)[];
  readonly unicode: (readonly number[] | undefined)[];
  /** Units of the font to thousandths of an em. */
  readonly scale: number;
  ref(): unknown;
}
interface PlainGlyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}
interface GlyphPosition {
  readonly xAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
  /** Of the glyph itself; what differs from it is kerning. */
  readonly advanceWidth: number;
}
interface InsideDocument {
  readonly _font: OpenFont;
  readonly page: { readonly fonts: Record<string, unknown> };
}

/** A run as a PDF has it. */
export interface ShapedRun {
  /** The inside of a `TJ` array; null = glyphs stand off the line (marks over letters), which pdfkit draws. */
  readonly glyphs: string | null;
  /** Em. */
  readonly width: number;
}

interface Letter {
  readonly hex: string;
  /** Em. */
  readonly width: number;
}

/** Glyphs of one document. */
export interface Glyphs {
  shape(run: TextRun): ShapedRun;
  /** The name of a face on the page that is being drawn. */
  nameOnPage(face: FaceName): string;
}

/**
 * Letters of these faces and scripts never change, alone or beside others: no ligature, no kerning, no other form. They need no shaping. A
 * test compares them with what shaping makes of them.
 */
export const standsAlone: Readonly<Partial<Record<FaceName, RegExp>>> = {
  mono: /^[\u0020-\u007E]+$/,
  monoBold: /^[\u0020-\u007E]+$/,
  han: /^[\u2E80-\u3030\u3400-\u4DBF\u4E00-\u9FFF\uFF01-\uFF60]+$/,
  hanBold: /^[\u2E80-\u3030\u3400-\u4DBF\u4E00-\u9FFF\uFF01-\uFF60]+$/,
};

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

/**
 * Shapes each text once per document. Pdfkit does it anew for every text it measures and draws, which is most of the time that a table of a
 * thousand rows takes.
 */
export function createGlyphs(document: PDFKit.PDFDocument, fonts: PaperFonts): Glyphs {
  const inside = document as unknown as InsideDocument;
  const opened = new Map<FaceName, OpenFont>();
  for (const face of faceNames)
    // Pdfkit takes a font that is already open; its types know files and bytes only.
    document.registerFont(face, fonts.forDocument(face) as unknown as PDFKit.Mixins.PDFFontSource);

  const fontOf = (face: FaceName): OpenFont => {
    const before = opened.get(face);
    if (before !== undefined) return before;
    document.font(face);
    opened.set(face, inside._font);
    return inside._font;
  };

  const shaped = new Map<FaceName, Map<string, ShapedRun>>(faceNames.map((face) => [face, new Map()]));
  const whole = (face: FaceName, text: string): ShapedRun => {
    const [codes, positions] = fontOf(face).encode(text);
    return { glyphs: arrayOf(codes, positions), width: widthOf(positions) };
  };
  const letters = new Map<FaceName, Map<string, Letter>>(faceNames.map((face) => [face, new Map()]));
  const letterOf = (face: FaceName, character: string): Letter => {
    const before = letters.get(face)?.get(character);
    if (before !== undefined) return before;
    const { font, subset, widths, unicode, scale } = fontOf(face);
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const id = subset.includeGlyph(glyph.id);
    // As pdfkit notes them when it encodes a text.
    widths[id] ??= glyph.advanceWidth * scale;
    unicode[id] ??= glyph.codePoints;
    const letter = { hex: id.toString(16).padStart(4, '0'), width: (glyph.advanceWidth * scale) / 1000 };
    letters.get(face)?.set(character, letter);
    return letter;
  };
  const oneByOne = (face: FaceName, text: string): ShapedRun => {
    let hex = '';
    let width = 0;
    for (const character of text) {
      const letter = letterOf(face, character);
      hex += letter.hex;
      width += letter.width;
    }
    return { glyphs: `<${hex}>`, width };
  };
  const shape = ({ face, text }: TextRun): ShapedRun => {
    const known = shaped.get(face);
    const before = known?.get(text);
    if (before !== undefined) return before;
    const made = standsAlone[face]?.test(text) === true ? oneByOne(face, text) : whole(face, text);
    known?.set(text, made);
    return made;
  };

  return {
    shape,
    nameOnPage(face) {
      const font = fontOf(face);
      inside.page.fonts[font.id] ??= font.ref();
      return font.id;
    },
  };
}

const widthOf = (positions: readonly GlyphPosition[]): number =>
  positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / 1000;

function arrayOf(codes: readonly string[], positions: readonly GlyphPosition[]): string | null {
  let array = '';
  let open = '';
  for (const [index, { xAdvance, xOffset, yOffset, advanceWidth }] of positions.entries()) {
    if (xOffset !== 0 || yOffset !== 0) return null;
    open += codes[index] ?? '';
    const kerning = thousandths(advanceWidth - xAdvance);
    if (kerning === 0) continue;
    array += `<${open}> ${kerning} `;
    open = '';
  }
  return open === '' ? array.trimEnd() : `${array}<${open}>`;
}
