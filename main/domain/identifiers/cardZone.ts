import { digitHolds, hasZoneShape, wrongFields } from './zoneChecks.ts';
import { zoneRecord, type ZoneRecord } from './zoneRecord.ts';

export interface CardRead extends ZoneRecord {
  readonly format: 'td1' | 'td2';
}

/** ICAO 9303 gives cards the codes A, C and I; what else has the shape of a card is not known. */
const cardCode = /^[ACI]/;

/** A card with a zone of three or two lines, e.g. a residence card (TD1, TD2; device-protocols 4.1); null for any other lines. */
export function parseCardZone(lines: readonly string[], today: string, readAt: string): CardRead | null {
  const [first = ''] = lines;
  if (!cardCode.test(first)) return null;
  if (hasZoneShape(lines, [30, 30, 30])) return threeLines(lines, today, readAt);
  return hasZoneShape(lines, [36, 36]) ? twoLines(lines, today, readAt) : null;
}

interface CardNumber {
  readonly number: string;
  /** What is left of the optional data. */
  readonly rest: string;
  readonly holds: boolean;
}

/**
 * Nine characters and their digit; or a number that is longer: `<` in the place of the digit, and its rest with the digit at the beginning of
 * the optional data (ICAO 9303-5 and 9303-6).
 */
function cardNumber(nine: string, digit: string, optional: string): CardNumber {
  const [, tail = '', last = '', rest = ''] = /^([A-Z0-9]+)([0-9])<(.*)$/.exec(`${optional}<`) ?? [];
  if (digit !== '<' || tail === '') return { number: nine, rest: optional, holds: digitHolds(nine, digit) };
  // ICAO does not say whether the `<` of a long number counts, and states differ.
  const holds = digitHolds(nine + tail, last) || digitHolds(`${nine}<${tail}`, last);
  return { number: nine + tail, rest, holds };
}

function threeLines(lines: readonly string[], today: string, readAt: string): CardRead {
  const [first = '', second = '', third = ''] = lines;
  const { number, rest, holds } = cardNumber(first.slice(5, 14), first.charAt(14), first.slice(15));
  const raw = {
    first,
    documentNumber: number,
    nationalityCode: second.slice(15, 18),
    nameField: third,
    birth: second.slice(0, 6),
    sex: second.charAt(7),
    expiry: second.slice(8, 14),
    optionalData: rest.replace(/<+$/, '') + second.slice(18, 29),
  };
  const composite = first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
  const wrongDigits = wrongFields([
    ['documentNumber', holds],
    ['birthDate', digitHolds(raw.birth, second.charAt(6))],
    ['expiryDate', digitHolds(raw.expiry, second.charAt(14))],
    ['composite', digitHolds(composite, second.charAt(29))],
  ]);
  return { format: 'td1', ...zoneRecord({ ...raw, wrongDigits }, today, readAt) };
}

function twoLines(lines: readonly string[], today: string, readAt: string): CardRead {
  const [first = '', second = ''] = lines;
  const { number, rest, holds } = cardNumber(second.slice(0, 9), second.charAt(9), second.slice(28, 35));
  const raw = {
    first,
    documentNumber: number,
    nationalityCode: second.slice(10, 13),
    nameField: first.slice(5),
    birth: second.slice(13, 19),
    sex: second.charAt(20),
    expiry: second.slice(21, 27),
    optionalData: rest,
  };
  const composite = second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 35);
  const wrongDigits = wrongFields([
    ['documentNumber', holds],
    ['birthDate', digitHolds(raw.birth, second.charAt(19))],
    ['expiryDate', digitHolds(raw.expiry, second.charAt(27))],
    ['composite', digitHolds(composite, second.charAt(35))],
  ]);
  return { format: 'td2', ...zoneRecord({ ...raw, wrongDigits }, today, readAt) };
}
