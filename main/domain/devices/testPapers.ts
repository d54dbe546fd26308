import type { ReceiptPart } from '../../contract/devices.ts';

export interface TestPaper {
  readonly stationId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly deviceId: string;
  /** Local date and time as it shall be printed. */
  readonly at: string;
}

/** A test receipt: every size and alignment, Chinese and Latin, and a code with the station's id. */
export const testReceipt = (paper: TestPaper): readonly ReceiptPart[] => [
  { part: 'text', text: '测试 TEST', align: 'centre', bold: true, size: 2 },
  { part: 'line' },
  { part: 'text', text: paper.nameZh, align: 'left', bold: false, size: 1 },
  { part: 'text', text: paper.nameEn, align: 'left', bold: false, size: 1 },
  { part: 'text', text: `${paper.stationId} ${paper.deviceId}`, align: 'left', bold: true, size: 1 },
  { part: 'text', text: paper.at, align: 'right', bold: false, size: 1 },
  { part: 'qr', text: paper.stationId },
  { part: 'line' },
];

const onlyAscii = (text: string): string => text.replaceAll(/[^ -~]/g, '?').replaceAll(/[\\()]/g, '?');

/**
 * A one-page A4 PDF with the frame of the page and three lines in Helvetica, one of the fonts that every reader of PDF has (PDF 1.4, 5.5.1).
 * Latin letters only: it proves the queue, the tray and the margins, not the fonts of the program.
 */
export function testPage(paper: TestPaper): Uint8Array {
  const lines = [
    'TEST PAGE',
    `${paper.stationId}  ${onlyAscii(paper.nameEn)}`,
    `${paper.deviceId}  ${onlyAscii(paper.at)}`,
  ];
  const content = [
    '1 w 36 36 523 770 re S',
    'BT /F1 18 Tf 24 TL 60 760 Td',
    ...lines.map((line) => `(${line}) Tj T*`),
    'ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) text += `${String(offset).padStart(10, '0')} 00000 n \n`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
