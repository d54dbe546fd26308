import PDFDocument from 'pdfkit';
import type { ClosedDay, LedgerRow } from '../../../main/contract/day.ts';
import { beijingTime } from '../../../main/infra/paper/beijingTime.ts';
import type { PaperFonts } from '../../../main/infra/paper/fonts.ts';
import { actorWords, ledgerWords, outcomeWords } from '../../../main/infra/paper/ledgerWords.ts';

/** The columns of the ledger in the day report: text of a row and points of width. */
export const columns: readonly {
  readonly title: readonly [string, string];
  readonly width: number;
  readonly mono: boolean;
  readonly text: (row: LedgerRow) => string;
}[] = [
  { title: ['时间', 'Time +8'], width: 36, mono: true, text: (row) => beijingTime(row.at).slice(11) },
  { title: ['类型', 'Kind'], width: 84, mono: false, text: (row) => ledgerWords(row.kind) },
  { title: ['办件编号', 'Case No.'], width: 94, mono: true, text: (row) => row.caseNumber },
  { title: ['卡号', 'Card No.'], width: 54, mono: true, text: (row) => row.cardNumber },
  { title: ['尾号', 'Tail'], width: 32, mono: true, text: (row) => row.cardTail },
  { title: ['结果', 'Outcome'], width: 133, mono: false, text: (row) => outcomeWords(row.outcome).join(' ') },
  { title: ['经办', 'By'], width: 60, mono: false, text: (row) => actorWords(row.by) },
];

/**
 * The peer: pdfkit by itself writes the rows of the day as the same table, in the same fonts and sizes, with a head and rules on every page.
 * The fonts are open already, as they are for our report. Nothing else of the report is in it: no figures, no charts, no signatures.
 */
export function barePdfkit(fonts: PaperFonts, day: ClosedDay, compress: boolean): Promise<Uint8Array> {
  const document = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, font: '', compress });
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', resolve);
  });
  for (const face of ['han', 'hanBold', 'mono'] as const)
    document.registerFont(face, fonts.forDocument(face) as unknown as PDFKit.Mixins.PDFFontSource);
  const left = 51;
  const width = columns.reduce((sum, each) => sum + each.width, 0);
  let y = Infinity;
  const rule = (weight: number): void =>
    void document
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(weight)
      .strokeColor('#c3c9d1')
      .stroke();
  const line = (face: string, size: number, text: (index: number) => string, height: number): void => {
    let x = left;
    columns.forEach((column, index) => {
      const shown = text(index);
      if (shown !== '')
        document
          .font(face === 'row' ? (column.mono ? 'mono' : 'han') : face)
          .fontSize(size)
          .fillColor('#171c24')
          .text(shown, x + 5, y + 2, { lineBreak: false });
      x += column.width;
    });
    y += height;
  };
  for (const row of day.figures.ledger) {
    if (y + 14 > 788) {
      document.addPage();
      y = 45;
      line('hanBold', 7.6, (index) => columns[index]?.title[0] ?? '', 11);
      line('han', 6.1, (index) => columns[index]?.title[1] ?? '', 12);
      rule(0.8);
    }
    line('row', 7.6, (index) => columns[index]?.text(row) ?? '', 13.88);
    rule(0.4);
  }
  document.end();
  return done.then(() => Uint8Array.from(Buffer.concat(chunks)));
}

/** The same table as a page, for a browser: same fonts, sizes and widths, head repeated on every page. */
export function htmlOf(day: ClosedDay, fontUrl: (name: string) => string): string {
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const cells = (row: LedgerRow): string =>
    columns
      .map((column) => `<td${column.mono ? ' class="m"' : ''}>${escaped(column.text(row))}</td>`)
      .join('');
  const heads = columns
    .map(({ title: [zh, en], width }) => `<th style="width:${width}pt">${zh}<br><small>${en}</small></th>`)
    .join('');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
@font-face{font-family:han;src:url(${fontUrl('han')})}
@font-face{font-family:han;font-weight:700;src:url(${fontUrl('hanBold')})}
@font-face{font-family:mono;src:url(${fontUrl('mono')})}
@page{size:A4;margin:45pt 51pt 53pt}
body{margin:0;font:7.6pt/1.3 han}table{border-collapse:collapse;table-layout:fixed;width:493pt}
td,th{text-align:left;padding:2pt 5pt;border-bottom:.4pt solid #c3c9d1;white-space:nowrap}
small{font-size:6.1pt;font-weight:400}.m{font-family:mono}</style>
<table><thead><tr>${heads}</tr></thead><tbody>${day.figures.ledger.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></html>`;
}
