import type { ReceiptPart } from '../../contract/devices.ts';
import { shanghaiTime } from '../calendar/shanghai.ts';
import type { Bilingual, SlipContent } from '../papers/noticeContent.ts';

/**
 * The kiosk's slip for a receipt printer (E6): the same content as the PDF, code and words in both languages, the visitor's first. It names
 * the case, nobody's person.
 */
export function slipReceipt(content: SlipContent): ReceiptPart[] {
  const words = wordsIn(content.language);
  // A kiosk that knows no other window than its own station would say the same twice.
  const otherWindow = content.window.zh !== content.station.zh;
  return [
    ...head(content),
    ...words(content.heading ?? { zh: '请到窗口继续办理', en: 'Please continue at a window' }, centred),
    ...(content.copy === undefined
      ? []
      : [{ ...plain(`第 ${content.copy} 份 Copy ${content.copy}`), align: 'centre' as const }]),
    ...(content.ticket === null ? [] : ticketParts(content.ticket)),
    ...(content.qr === null ? [] : [{ part: 'qr', text: content.qr } as const]),
    ...(content.caseNumber === null
      ? []
      : [
          { ...plain('办件编号 Case No.'), align: 'centre' as const },
          { ...plain(content.caseNumber), ...centred },
        ]),
    ...(otherWindow ? words(content.window, centred) : []),
    { part: 'line' },
    ...content.text.flatMap((each) => words(each)),
    { part: 'line' },
    { ...plain(`${shanghaiTime(content.issuedAt)} (UTC+8)`), align: 'centre' },
  ];
}

/** The paper of a number without a case (A9). */
export interface NumberSlip extends Pick<SlipContent, 'language' | 'station' | 'issuedAt' | 'training'> {
  readonly number: string;
}

export function numberReceipt(slip: NumberSlip): ReceiptPart[] {
  const words = wordsIn(slip.language);
  return [
    ...head(slip),
    ...ticketParts(slip.number),
    ...words({ zh: '请等候叫号', en: 'Please wait until your number is called' }, centred),
    { part: 'line' },
    ...words({
      zh: '请准备护照和全部材料原件。',
      en: 'Please have your passport and all originals ready.',
    }),
    { part: 'line' },
    { ...plain(`${shanghaiTime(slip.issuedAt)} (UTC+8)`), align: 'centre' },
  ];
}

/** Both languages, the visitor's first. */
const wordsIn =
  (language: SlipContent['language']) =>
  (text: Bilingual, look: Partial<TextPart> = {}): ReceiptPart[] =>
    (language === 'zh' ? [text.zh, text.en] : [text.en, text.zh]).map((each, index) => ({
      ...plain(each),
      ...(index === 0 ? look : { align: look.align ?? 'left' }),
    }));

const head = ({ language, training, station }: Pick<SlipContent, 'language' | 'training' | 'station'>) => [
  ...(training ? wordsIn(language)({ zh: '培训用 不具效力', en: 'TRAINING – NOT VALID' }, centred) : []),
  ...wordsIn(language)(station, centred),
];

const ticketParts = (number: string): ReceiptPart[] => [
  { ...plain('排队号 Queue number'), align: 'centre' },
  { ...plain(number), ...centred, size: 2 },
];

const centred = { align: 'centre', bold: true } as const;

type TextPart = Extract<ReceiptPart, { part: 'text' }>;

const plain = (text: string): TextPart => ({ part: 'text', text, align: 'left', bold: false, size: 1 });
