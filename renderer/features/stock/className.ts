import type { TFunction } from 'i18next';
import type { CardClass } from '../../../main/contract/stock.ts';

export interface StockClass {
  readonly bank: string;
  readonly vendor: string;
  readonly cardClass: CardClass;
}

/** A class of blanks in words; standard blanks need none. */
export const className = (t: TFunction, { bank, vendor, cardClass }: StockClass): string =>
  t(cardClass === 'braille' ? 'stock.classBraille' : 'stock.class', { bank, vendor });
