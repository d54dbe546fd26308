import PDFDocument from 'pdfkit';
import type { PaperFonts } from './fonts.ts';
import { compressAlike } from './compressAlike.ts';
import { createPen } from './pen.ts';
import type { Pen } from './pen.ts';

export const millimetres = (value: number): number => (value * 72) / 25.4;

export interface SheetSetup {
  /** Points. */
  readonly size: readonly [number, number];
  readonly margins: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** Document title: a number of ours, never a name. */
  readonly title: string;
  /** What an exported file is, in plain letters at its beginning and in its properties: also half a file says it. */
  readonly token?: string | undefined;
  /** ISO instant of the content: the paper of the same content is the same file. */
  readonly madeAt: string;
  readonly language: string;
  /** Drawn first on every page. */
  readonly background?: ((sheet: Sheet) => void) | undefined;
  /** Drawn on every page when all pages are known. */
  readonly footer?: ((sheet: Sheet, page: number, pages: number) => void) | undefined;
  /** Drawn on top of pages that follow the first one; gives the height it used. */
  readonly runningHead?: ((sheet: Sheet) => number) | undefined;
}

/** A page being filled from top to bottom. */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly pen: Pen;
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
  /** Where the next thing goes. */
  y: number;
  /** Starts a page unless so much room is left. */
  need(height: number): void;
  newPage(): void;
  /** Room left on this page. */
  room(): number;
}

export const a4: readonly [number, number] = [595.28, 841.89];

interface OpenSheet {
  readonly sheet: Sheet;
  finish(): Promise<Uint8Array>;
}

/** Makes a PDF. No date, id or name but those in the content gets into the file. */
export function makePdf(
  fonts: PaperFonts,
  setup: SheetSetup,
  draw: (sheet: Sheet) => void,
): Promise<Uint8Array> {
  const { sheet, finish } = openSheet(fonts, setup);
  draw(sheet);
  return finish();
}

/** How far down the drawing reaches on a page without end, in points. Nothing is kept of it. */
export function measureHeight(fonts: PaperFonts, setup: SheetSetup, draw: (sheet: Sheet) => void): number {
  const { sheet } = openSheet(fonts, { ...setup, size: [setup.size[0], 14_000] });
  draw(sheet);
  return sheet.y;
}

function openSheet(fonts: PaperFonts, setup: SheetSetup): OpenSheet {
  const document = new PDFDocument({
    size: [...setup.size],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    // No standard font: every font of a paper is embedded in it.
    font: '',
    compress: false,
    lang: setup.language,
    displayTitle: true,
    info: {
      Title: setup.title,
      Creator: 'Zhengka',
      Producer: 'Zhengka',
      ...(setup.token === undefined ? {} : { Keywords: setup.token }),
      CreationDate: new Date(Date.parse(setup.madeAt)),
    },
  });
  compressAlike(document);
  if (setup.token !== undefined) document.ref({ Zhengka: new String(setup.token) }).end(new Uint8Array());
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve());
    document.on('error', reject);
  });

  const [pageWidth, pageHeight] = setup.size;
  const { left, right, top, bottom } = setup.margins;
  const sheet: Sheet = {
    document,
    pen: createPen(document, fonts),
    left,
    width: pageWidth - left - right,
    top,
    bottom: pageHeight - bottom,
    pageWidth,
    pageHeight,
    y: top,
    need: (height) => {
      if (sheet.y + height > sheet.bottom) sheet.newPage();
    },
    newPage: () => {
      const first = document.bufferedPageRange().count === 0;
      document.addPage();
      sheet.y = top;
      setup.background?.(sheet);
      if (!first) sheet.y += setup.runningHead?.(sheet) ?? 0;
    },
    room: () => sheet.bottom - sheet.y,
  };
  sheet.newPage();
  const finish = async (): Promise<Uint8Array> => {
    const { count } = document.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      document.switchToPage(page);
      setup.footer?.(sheet, page + 1, count);
    }
    document.end();
    await done;
    return joinBytes(chunks);
  };
  return { sheet, finish };
}

function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
