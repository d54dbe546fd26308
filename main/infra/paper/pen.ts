import { fillLines } from '../../domain/cardFace/breakText.ts';
import type { FaceName, PaperFonts, TextRun } from './fonts.ts';

type Document = PDFKit.PDFDocument;

export const colours = {
  ink: '#171c24',
  quiet: '#5b6470',
  line: '#c3c9d1',
  faint: '#eef1f4',
  accent: '#1f4175',
  alarm: '#a4231c',
} as const;

/** How a text looks. Sizes in points; `leading` is the pitch of lines as a part of the size. */
export interface Ink {
  readonly size: number;
  readonly bold?: boolean;
  readonly mono?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly leading?: number;
}

/** Sets text in several fonts on one line, and breaks it by the rules of both scripts. All lengths in points. */
export interface Pen {
  measure(text: string, ink: Ink): number;
  lines(text: string, width: number, ink: Ink): string[];
  height(text: string, width: number, ink: Ink): number;
  /** Writes from the top edge `y` down; the answer is the height that was used. */
  write(text: string, x: number, y: number, width: number, ink: Ink): number;
  /** One line as it is, `baseline` down from the top of the page. */
  line(text: string, x: number, baseline: number, ink: Ink): void;
}

export const lineHeight = (ink: Ink): number => ink.size * (ink.leading ?? 1.4);

/** Chinese letters hang 0.88 em above the baseline, 0.12 em below. */
const aboveBaseline = 0.88;

export function createPen(document: Document, fonts: PaperFonts, faces: readonly FaceName[]): Pen {
  // Pdfkit takes a font that is already open; its types know files and bytes only.
  for (const face of faces) {
    document.registerFont(face, fonts.forDocument(face) as unknown as PDFKit.Mixins.PDFFontSource);
  }
  const widths = new Map<string, number>();

  const widthOf = (run: TextRun): number => {
    const key = `${run.face} ${run.text}`;
    const before = widths.get(key);
    if (before !== undefined) return before;
    const width = document.font(run.face).fontSize(1000).widthOfString(run.text) / 1000;
    widths.set(key, width);
    return width;
  };
  const measure = (text: string, ink: Ink): number =>
    fonts.runs(text, ink).reduce((sum, run) => sum + widthOf(run), 0) * ink.size;

  const lines = (text: string, width: number, ink: Ink): string[] => {
    const pieces = new Map<string, number>();
    const cached = (part: string): number => {
      const before = pieces.get(part);
      if (before !== undefined) return before;
      const value = measure(part, ink);
      pieces.set(part, value);
      return value;
    };
    return text.split('\n').flatMap((paragraph) => fillLines(paragraph, width, cached));
  };

  const line = (text: string, x: number, baseline: number, ink: Ink): void => {
    let at = x;
    for (const run of fonts.runs(text, ink)) {
      document
        .font(run.face)
        .fontSize(ink.size)
        .fillColor(ink.colour ?? colours.ink)
        .text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
      at += widthOf(run) * ink.size;
    }
  };

  const write = (text: string, x: number, y: number, width: number, ink: Ink): number => {
    const pitch = lineHeight(ink);
    const set = lines(text, width, ink);
    set.forEach((each, index) => {
      const free = width - measure(each, ink);
      const shift = ink.align === 'right' ? free : ink.align === 'center' ? free / 2 : 0;
      const baseline = y + index * pitch + (pitch - ink.size) / 2 + aboveBaseline * ink.size;
      line(each, x + shift, baseline, ink);
    });
    return set.length * pitch;
  };

  const height = (text: string, width: number, ink: Ink): number =>
    lines(text, width, ink).length * lineHeight(ink);
  return { measure, lines, height, write, line };
}
