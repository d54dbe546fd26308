import type { NoticeContent } from './noticeContent.ts';

const wordsOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(wordsOf).join(' ')
      : '';

/** Everything that a notice prints as text, in one string: what the fonts are asked about. */
export function printedText(content: Partial<NoticeContent>): string {
  const { qr: _qr, lacking: _lacking, ...printed } = content;
  return wordsOf(printed).replaceAll(/\s/gu, ' ');
}
