import { fillLines } from '../../domain/cardFace/breakText.ts';
import type { PaperFonts, TextRun } from './fonts.ts';
import { createGlyphs } from './glyphs.ts';

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
  /** One line that is set already, from its top edge. */
  set(text: string, x: number, y: number, width: number, ink: Ink): void;
  /** What is written in it stays on this page and does not overlap: it goes into the file as one. */
  together(draw: () => void): void;
  /** A level line from one place to another. */
  rule(from: number, to: number, y: number, weight: number, colour: string): void;
  /** One line as it is, `baseline` down from the top of the page. */
  line(text: string, x: number, baseline: number, ink: Ink): void;
}

export const lineHeight = (ink: Ink): number => ink.size * (ink.leading ?? 1.4);

/** Chinese letters hang 0.88 em above the baseline, 0.12 em below. */
const aboveBaseline = 0.88;

export function createPen(document: Document, fonts: PaperFonts): Pen {
  const glyphs = createGlyphs(document, fonts);
  const runsOf = rememberRuns(fonts);
  const measure = (text: string, ink: Ink): number => {
    let width = 0;
    for (const run of runsOf(text, ink)) width += glyphs.shape(run).width;
    return width * ink.size;
  };

  const lines = (text: string, width: number, ink: Ink): string[] =>
    text.includes('\n')
      ? text.split('\n').flatMap((paragraph) => linesOf(paragraph, width, ink))
      : linesOf(text, width, ink);

  const linesOf = (paragraph: string, width: number, ink: Ink): string[] => {
    const whole = paragraph.trimEnd();
    // Most texts fit: then nothing needs to be looked at piece by piece.
    if (measure(whole, ink) <= width) return [whole];
    const pieces = new Map<string, number>();
    const cached = (part: string): number => {
      const before = pieces.get(part);
      if (before !== undefined) return before;
      const value = measure(part, ink);
      pieces.set(part, value);
      return value;
    };
    return fillLines(paragraph, width, cached);
  };

  const line = (text: string, x: number, baseline: number, ink: Ink): void => {
    const { height } = document.page;
    const size = short(ink.size);
    const top = short(height - baseline);
    let at = x;
    for (const run of runsOf(text, ink)) {
      const shaped = glyphs.shape(run);
      if (shaped.glyphs === null) raised(run, at, baseline, ink);
      else if (shaped.glyphs !== '') {
        block.colour(operatorOf(ink.colour ?? colours.ink));
        block.font(`/${glyphs.nameOnPage(run.face)} ${size} Tf`);
        block.commands += `1 0 0 1 ${short(at)} ${top} Tm\n[${shaped.glyphs}] TJ\n`;
      }
      at += shaped.width * ink.size;
    }
    if (!gathering) put();
  };

  const block = createBlock();
  let gathering = false;
  const put = (): void => {
    const commands = block.take();
    if (commands !== '')
      document.addContent(`q\n1 0 0 -1 0 ${short(document.page.height)} cm\nBT\n${commands}ET\nQ`);
  };
  const together = (draw: () => void): void => {
    gathering = true;
    draw();
    gathering = false;
    put();
  };

  /** Marks over letters are not on the line: pdfkit places them. */
  const raised = (run: TextRun, x: number, baseline: number, ink: Ink): void => {
    document
      .font(run.face)
      .fontSize(ink.size)
      .fillColor(ink.colour ?? colours.ink)
      .text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
  };

  const set = (text: string, x: number, y: number, width: number, ink: Ink): void => {
    const free = ink.align === 'right' || ink.align === 'center' ? width - measure(text, ink) : 0;
    const shift = ink.align === 'center' ? free / 2 : free;
    line(text, x + shift, y + (lineHeight(ink) - ink.size) / 2 + aboveBaseline * ink.size, ink);
  };

  const write = (text: string, x: number, y: number, width: number, ink: Ink): number => {
    const pitch = lineHeight(ink);
    const broken = lines(text, width, ink);
    broken.forEach((each, index) => set(each, x, y + index * pitch, width, ink));
    return broken.length * pitch;
  };

  const rule = (from: number, to: number, y: number, weight: number, colour: string): void => {
    document.addContent(
      `q\n${operatorOf(colour).toUpperCase()}\n${short(weight)} w\n${short(from)} ${short(y)} m\n${short(to)} ${short(y)} l\nS\nQ`,
    );
  };

  const height = (text: string, width: number, ink: Ink): number =>
    lines(text, width, ink).length * lineHeight(ink);
  return { measure, lines, height, write, set, line, rule, together };
}

/** Text commands that go into the file as one; font and colour are told when they change. */
function createBlock(): {
  commands: string;
  font(operator: string): void;
  colour(operator: string): void;
  take(): string;
} {
  let lastFont = '';
  let lastColour = '';
  const block = {
    commands: '',
    font(operator: string) {
      if (operator !== lastFont) block.commands += `${operator}\n`;
      lastFont = operator;
    },
    colour(operator: string) {
      if (operator !== lastColour) block.commands += `${operator}\n`;
      lastColour = operator;
    },
    take() {
      const { commands } = block;
      block.commands = '';
      lastFont = '';
      lastColour = '';
      return commands;
    },
  };
  return block;
}

/** Thousandths of a point: finer than any printer. */
const short = (value: number): number => Math.round(value * 1000) / 1000;

const operators = new Map<string, string>();

/** `#1f4175` as the operator that fills with it. */
function operatorOf(colour: string): string {
  const before = operators.get(colour);
  if (before !== undefined) return before;
  const parts = [1, 3, 5].map((at) => short(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  const operator = `${parts.join(' ')} rg`;
  operators.set(colour, operator);
  return operator;
}

/** Runs of texts by their style; a text is measured and then drawn, and most come again. */
function rememberRuns(fonts: PaperFonts): (text: string, style: Ink) => readonly TextRun[] {
  const memory = (): Map<string, readonly TextRun[]> => new Map();
  const known = { plain: memory(), bold: memory(), mono: memory(), boldMono: memory() };
  return (text, { bold, mono }) => {
    const style = bold === true ? (mono === true ? 'boldMono' : 'bold') : mono === true ? 'mono' : 'plain';
    const before = known[style].get(text);
    if (before !== undefined) return before;
    const runs = fonts.runs(text, { bold, mono });
    known[style].set(text, runs);
    return runs;
  };
}
