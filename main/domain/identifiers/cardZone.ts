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

/** A number longer than nine characters: `<` at position 15, its rest and its digit in 16–30. */
function longNumber(first: string): {
  readonly number: string;
  readonly digit: string;
  readonly rest: string;
} {
  const [, tail = '', digit = '', rest = ''] = /^([A-Z0-9]+)([0-9])<(.*)$/.exec(`${first.slice(15)}<`) ?? [];
  return tail === ''
    ? { number: first.slice(5, 14), digit: first.charAt(14), rest: first.slice(15) }
    : { number: first.slice(5, 14) + tail, digit, rest };
}

function threeLines(lines: readonly string[], today: string, readAt: string): CardRead {
  const [first = '', second = '', third = ''] = lines;
  const long = first.charAt(14) === '<';
  const { number, digit, rest } = long
    ? longNumber(first)
    : { number: first.slice(5, 14), digit: first.charAt(14), rest: first.slice(15) };
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
  // ICAO does not say whether the `<` of a long number counts, and states differ.
  const withFiller = `${number.slice(0, 9)}<${number.slice(9)}`;
  const wrongDigits = wrongFields([
    ['documentNumber', digitHolds(number, digit) || (long && digitHolds(withFiller, digit))],
    ['birthDate', digitHolds(raw.birth, second.charAt(6))],
    ['expiryDate', digitHolds(raw.expiry, second.charAt(14))],
    ['composite', digitHolds(composite, second.charAt(29))],
  ]);
  return { format: 'td1', ...zoneRecord({ ...raw, wrongDigits }, today, readAt) };
}

function twoLines(lines: readonly string[], today: string, readAt: string): CardRead {
  const [first = '', second = ''] = lines;
  const raw = {
    first,
    documentNumber: second.slice(0, 9),
    nationalityCode: second.slice(10, 13),
    nameField: first.slice(5),
    birth: second.slice(13, 19),
    sex: second.charAt(20),
    expiry: second.slice(21, 27),
    optionalData: second.slice(28, 35),
  };
  const composite = second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 35);
  const wrongDigits = wrongFields([
    ['documentNumber', digitHolds(raw.documentNumber, second.charAt(9))],
    ['birthDate', digitHolds(raw.birth, second.charAt(19))],
    ['expiryDate', digitHolds(raw.expiry, second.charAt(27))],
    ['composite', digitHolds(composite, second.charAt(35))],
  ]);
  return { format: 'td2', ...zoneRecord({ ...raw, wrongDigits }, today, readAt) };
}
