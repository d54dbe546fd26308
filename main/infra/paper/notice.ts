import type { Bilingual, NoticeContent } from '../../domain/papers/noticeContent.ts';
import { chineseDate } from './beijingTime.ts';
import type { PaperFonts } from './fonts.ts';
import { banner, trainingMark, trainingWords } from './marks.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import { noticeFacts } from './noticeFacts.ts';
import { printedText } from '../../domain/papers/printedText.ts';
import { noticeDetails } from './noticeDetails.ts';
import { heading } from './noticeHeading.ts';
import { noticeItems } from './noticeItems.ts';
import { signatures, signaturesHeight } from './noticeSignatures.ts';
import { a4, makePdf, millimetres } from './sheet.ts';
import type { Sheet } from './sheet.ts';

const body: Ink = { size: 10, leading: 1.4 };
const english: Ink = { size: 8, colour: colours.quiet, leading: 1.35 };

/** Help and referral: nothing is decided in them, so nobody signs, seals or confirms them. */
const slips: readonly NoticeContent['kind'][] = ['registration', 'insurance'];

/** The numbered, dated, sealed paper of an outcome (C2), Chinese first, English under it. A4. */
export function makeNotice(fonts: PaperFonts, content: NoticeContent): Promise<Uint8Array> {
  const signed = !slips.includes(content.kind);
  return makePdf(
    fonts,
    {
      size: a4,
      margins: {
        left: millimetres(22),
        right: millimetres(22),
        top: millimetres(13),
        bottom: millimetres(15),
      },
      title: content.number,
      madeAt: content.issuedAt,
      language: 'zh-CN',
      background: content.training ? trainingMark : undefined,
      runningHead: (sheet) => runningHead(sheet, content),
      footer: (sheet, page, pages) => footer(sheet, content, page, pages),
    },
    (sheet) => {
      heading(sheet, content);
      if (content.withdrawn !== undefined) withdrawnBanner(sheet, content.withdrawn);
      if (content.pending && signed)
        banner(
          sheet,
          '待上报：本文书离线出具，尚未经上级系统确认',
          'Not yet confirmed: issued offline, to be reported upstream when the network is back',
        );
      const lacking = fonts.missing(printedText(content));
      if (lacking.length > 0) lackingBanner(sheet, lacking);
      noticeFacts(sheet, content);
      noticeDetails(sheet, content);
      paragraph(sheet, content.legalBasis, { lead: { zh: '依据', en: 'Legal basis' } });
      if (content.items.length > 0) noticeItems(sheet, content);
      content.paragraphs.forEach((each, index) => {
        // Nobody signs a page without words: the last paragraph goes with the signatures.
        const last = signed && index === content.paragraphs.length - 1;
        paragraph(sheet, each, { below: last ? signaturesHeight : 0 });
      });
      if (signed) signatures(sheet, content);
    },
  );
}

function withdrawnBanner(sheet: Sheet, { how, by }: NonNullable<NoticeContent['withdrawn']>): void {
  if (how === 'revoked')
    banner(sheet, `已撤销：本文书已被 ${by} 撤销，不得使用`, `Revoked by ${by}: this paper may not be used`);
  else banner(sheet, `已更正：须与 ${by} 一并使用`, `Corrected by ${by}: to be read together with it`);
}

/** A code where a letter should be must be explained, else it looks like a part of the name. Asked of the fonts, so it is never left out. */
function lackingBanner(sheet: Sheet, lacking: readonly string[]): void {
  const codes = lacking.map((words) => `[${words.split(' ').at(-1) ?? words}]`).join(' ');
  banner(
    sheet,
    `字库没有的字符以码位印出：${codes}`,
    `Characters that the fonts lack are printed as their code points: ${codes}`,
  );
}

interface Lead {
  readonly lead?: Bilingual;
  /** Room that has to follow on the same page. */
  readonly below?: number;
}

/** Both languages of a paragraph stay together on a page. */
function paragraph(sheet: Sheet, text: Bilingual, { lead, below = 0 }: Lead = {}): void {
  const { pen, left, width } = sheet;
  const zh = lead ? `${lead.zh}：${text.zh}` : text.zh;
  const en = lead ? `${lead.en}: ${text.en}` : text.en;
  const height = pen.height(zh, width, body) + pen.height(en, width, english) + 4 + below;
  sheet.need(Math.min(height, sheet.bottom - sheet.top - 60));
  sheet.y += pen.write(zh, left, sheet.y, width, body);
  sheet.y += pen.write(en, left, sheet.y, width, english) + 4;
}

function runningHead(sheet: Sheet, content: NoticeContent): number {
  const ink: Ink = { size: 8.5, colour: colours.quiet };
  const used = sheet.pen.write(
    `${content.title.zh} ${content.number}（续 continued）`,
    sheet.left,
    sheet.y,
    sheet.width,
    ink,
  );
  return used + 10;
}

function footer(sheet: Sheet, content: NoticeContent, page: number, pages: number): void {
  const { pen, left, width } = sheet;
  const y = sheet.pageHeight - millimetres(11);
  const ink: Ink = { size: 7.5, colour: colours.quiet };
  sheet.document
    .moveTo(left, y - 4)
    .lineTo(left + width, y - 4)
    .lineWidth(0.4)
    .strokeColor(colours.line)
    .stroke();
  pen.write(
    `${content.number} · ${content.code} · ${chineseDate(content.issuedOn)}${content.training ? trainingWords : ''}`,
    left,
    y,
    width,
    ink,
  );
  pen.write(`第 ${page} 页，共 ${pages} 页  Page ${page} of ${pages}`, left, y, width, {
    ...ink,
    align: 'right',
  });
}
