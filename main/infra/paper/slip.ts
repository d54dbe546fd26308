import type { Bilingual, SlipContent } from '../../domain/papers/noticeContent.ts';
import { beijingTime } from './beijingTime.ts';
import type { PaperFonts } from './fonts.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import { drawQr } from './qrCode.ts';
import { makePdf, measureHeight, millimetres } from './sheet.ts';
import type { Sheet, SheetSetup } from './sheet.ts';

const paperWidth = millimetres(80);
const side = millimetres(5);
const qrSide = millimetres(46);

/** The kiosk's slip on 80 mm paper, as long as its content (E6). The visitor's language comes first. */
export function makeSlip(fonts: PaperFonts, content: SlipContent): Promise<Uint8Array> {
  const draw = (sheet: Sheet): void => drawSlip(sheet, content);
  const setup: SheetSetup = {
    size: [paperWidth, paperWidth],
    margins: { left: side, right: side, top: side, bottom: side },
    title: content.caseNumber ?? content.heading?.en ?? content.station.en,
    madeAt: content.issuedAt,
    language: content.language === 'zh' ? 'zh-CN' : 'en',
  };
  const height = measureHeight(fonts, setup, draw) + side;
  return makePdf(fonts, { ...setup, size: [paperWidth, height] }, draw);
}

function drawSlip(sheet: Sheet, content: SlipContent): void {
  const { pen, left, width } = sheet;
  const chineseFirst = content.language === 'zh';
  const write = (text: string, ink: Ink): void => {
    sheet.y += pen.write(text, left, sheet.y, width, { align: 'center', ...ink });
  };
  const both = (text: Bilingual, size: number, bold = false, align: 'left' | 'center' = 'center'): void => {
    const [first, second] = chineseFirst ? [text.zh, text.en] : [text.en, text.zh];
    write(first, { size, bold, align });
    write(second, { size: size * 0.8, align, leading: 1.3 });
  };
  if (content.training) trainingBand(sheet);
  both(content.station, 10, true);
  sheet.y += 4;
  both(content.heading ?? { zh: '请到窗口继续办理', en: 'Please continue at a window' }, 12, true);
  if (content.copy !== undefined) write(`第 ${content.copy} 份 Copy ${content.copy}`, { size: 9 });
  sheet.y += 6;
  if (content.ticket !== null) {
    write('排队号 Queue number', { size: 8 });
    write(content.ticket, { size: 30, bold: true, mono: true });
    sheet.y += 6;
  }
  if (content.qr !== null) {
    drawQr(sheet, content.qr, sheet.left + (sheet.width - qrSide) / 2, sheet.y, qrSide);
    sheet.y += qrSide;
    sheet.y += 6;
  }
  if (content.caseNumber !== null) {
    write('办件编号 Case No.', { size: 8 });
    write(content.caseNumber, { size: caseNumberSize(sheet, content.caseNumber), bold: true, mono: true });
    sheet.y += 4;
  }
  // A kiosk that knows no other window than its own station would say the same twice.
  if (content.window.zh !== content.station.zh) both(content.window, 11, true);
  rule(sheet);
  for (const each of content.text) {
    both(each, 9.5, false, 'left');
    sheet.y += 4;
  }
  rule(sheet);
  write(`${beijingTime(content.issuedAt)} (UTC+8)`, { size: 8, mono: true });
}

/** As large as one line allows. */
function caseNumberSize(sheet: Sheet, caseNumber: string): number {
  return Math.min(20, (sheet.width - 2) / sheet.pen.measure(caseNumber, { size: 1, bold: true, mono: true }));
}

function rule(sheet: Sheet): void {
  sheet.y += 6;
  sheet.document
    .moveTo(sheet.left, sheet.y)
    .lineTo(sheet.left + sheet.width, sheet.y)
    .lineWidth(0.6)
    .strokeColor(colours.ink)
    .stroke();
  sheet.y += 6;
}

function trainingBand(sheet: Sheet): void {
  const height = 20;
  sheet.document.rect(sheet.left, sheet.y, sheet.width, height).fill(colours.ink);
  sheet.pen.write('培训 TRAINING', sheet.left, sheet.y + 2, sheet.width, {
    size: 11,
    bold: true,
    align: 'center',
    colour: '#ffffff',
  });
  sheet.y += height + 8;
}
