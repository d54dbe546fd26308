import type { Supplies } from '../../contract/devices.ts';
import type { CardForecast, ForecastLimit } from '../../contract/methods/deviceMethods.ts';
import { shanghaiDate } from '../calendar/shanghai.ts';

/** How far back the rate looks. */
export const rateDays = 14;

export interface ForecastInputs {
  /** What the printer says; undefined where it says nothing. */
  readonly supplies: Supplies | undefined;
  /** Blanks booked into the hopper that belong to no job. */
  readonly freeBlanks: number;
  /** Has the station another card printer with blanks out of the same books? */
  readonly blanksShared?: boolean;
  /** ISO instants at which a blank was used or wasted, of the last `rateDays` days. */
  readonly spentAt: readonly string[];
}

/**
 * Cards that can still be made, what stops them first, and for how many working days that is (D9). Zero blocks the queue display and the
 * kiosk's card offer; null is "not known", never zero.
 */
export function forecastCards(inputs: ForecastInputs): CardForecast {
  const { supplies, freeBlanks, spentAt } = inputs;
  const { cards, limitedBy } = cardsLeft(supplies, freeBlanks);
  const perDay = ratePerDay(spentAt);
  const daysLeft = cards === null || perDay === null ? null : Math.floor(cards / perDay);
  return {
    cards,
    limitedBy,
    ...(isUpperBound(limitedBy, inputs) && { atMost: true }),
    perDay,
    daysLeft,
  };
}

/** Cards that hopper, feeder and ribbon still allow. An empty hopper needs no printer to be known. */
export function cardsLeft(
  supplies: Supplies | undefined,
  freeBlanks: number,
): { readonly cards: number | null; readonly limitedBy: ForecastLimit | null } {
  if (freeBlanks === 0) return { cards: 0, limitedBy: 'hopper' };
  if (supplies?.feeder === 'empty') return { cards: 0, limitedBy: 'feeder' };
  if (supplies?.ribbon === 'out') return { cards: 0, limitedBy: 'ribbon' };
  const ribbon = supplies?.ribbonRemaining ?? null;
  if (ribbon === null) return { cards: null, limitedBy: null };
  return ribbon < freeBlanks
    ? { cards: ribbon, limitedBy: 'ribbon' }
    : { cards: freeBlanks, limitedBy: 'hopper' };
}

/** Books tell how many blanks the station's printers hold together; which of them holds how many, only their feeders know. */
export function isUpperBound(
  limitedBy: ForecastLimit | null,
  { freeBlanks, blanksShared }: Pick<ForecastInputs, 'freeBlanks' | 'blanksShared'>,
): boolean {
  return blanksShared === true && limitedBy === 'hopper' && freeBlanks > 0;
}

/** Cards on a day with cards. Days without any are left out: a week of holidays does not make the ribbon last longer. */
function ratePerDay(spentAt: readonly string[]): number | null {
  const days = new Set(spentAt.map((at) => shanghaiDate(Date.parse(at))));
  return days.size === 0 ? null : Math.round((spentAt.length / days.size) * 10) / 10;
}
