import type { ReceiptPart } from '../../contract/devices.ts';
import { shanghaiTime } from '../calendar/shanghai.ts';
import type { Bilingual, SlipContent } from '../papers/noticeContent.ts';

/**
 * The kiosk's slip for a receipt printer (E6): the same content as the PDF, code and words in both languages, the visitor's first. It names
 * the case, nobody's person.
 */
export function slipReceipt(content: SlipContent): ReceiptPart[] {
  const order = (text: Bilingual): readonly string[] =>
    content.language === 'zh' ? [text.zh, text.en] : [text.en, text.zh];
  const words = (text: Bilingual, look: Partial<TextPart> = {}): ReceiptPart[] =>
    order(text).map((each, index) => ({
      ...plain(each),
      ...(index === 0 ? look : { align: look.align ?? 'left' }),
    }));
  const centred = { align: 'centre', bold: true } as const;
  // A kiosk that knows no other window than its own station would say the same twice.
  const otherWindow = content.window.zh !== content.station.zh;
  return [
    ...(content.training ? words({ zh: '培训用 不具效力', en: 'TRAINING – NOT VALID' }, centred) : []),
    ...words(content.station, centred),
    ...words({ zh: '请到窗口继续办理', en: 'Please continue at a window' }, centred),
    { part: 'qr', text: content.qr },
    { ...plain('办件编号 Case No.'), align: 'centre' },
    { ...plain(content.caseNumber), ...centred },
    ...(otherWindow ? words(content.window, centred) : []),
    { part: 'line' },
    ...content.text.flatMap((each) => words(each)),
    { part: 'line' },
    { ...plain(`${shanghaiTime(content.issuedAt)} (UTC+8)`), align: 'centre' },
  ];
}

type TextPart = Extract<ReceiptPart, { part: 'text' }>;

const plain = (text: string): TextPart => ({ part: 'text', text, align: 'left', bold: false, size: 1 });
