import type { TFunction } from 'i18next';
import type { DiscrepancyView } from '../../../main/contract/stockBook.ts';

/** Ids that say no more than the kind of the device and whose it is. */
const plain: readonly string[] = ['cardPrinter', 'kioskCardPrinter'];

/** A card printer in words: the kiosk's by its word, one that a profile named otherwise with its id. */
export function printerName(t: TFunction, printerId: string): string {
  const kiosk = printerId.startsWith('kiosk') ? `${t('desk.kiosk')} ` : '';
  const own = plain.includes(printerId) ? '' : ` ${printerId}`;
  return `${kiosk}${t('station.device.cardPrinter')}${own}`;
}

/** The program's own words in the subject of a difference, which is written down in both languages, by their English half. */
const written: Readonly<Record<string, string>> = {
  vault: 'stock.state.vault',
  desk: 'stock.state.desk',
  hopper: 'stock.state.hopper',
  braille: 'stock.book.cardClass.braille',
};

/** What a difference is about: a printer, or place and class of what was counted. */
export function subjectName(
  t: TFunction,
  { kind, subject }: Pick<DiscrepancyView, 'kind' | 'subject'>,
): string {
  if (kind !== 'count') return printerName(t, subject);
  return subject
    .split(' · ')
    .map((part) => {
      const key = written[/^\S+ ([a-z]+)$/.exec(part)?.[1] ?? ''];
      return key === undefined ? part : t(key);
    })
    .join(' · ');
}
