import type { PassportRead } from '../../contract/cases.ts';
import type { ZoneField } from '../../contract/comparison.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { mrzCheckDigit } from './checksums.ts';
import { countryOfZoneCode } from './countryCodes.ts';
import { digitHolds, sexOfZone, wrongFields } from './zoneChecks.ts';
import { birthDateOf, expiryDateOf } from './zoneDates.ts';
import { splitZoneName, zoneNameField } from './zoneNames.ts';

const lineLength = 44;
/** Shapes of ICAO documents that are no TD3 passport: TD1, TD2 and MRV-B. */
const otherShapes: readonly (readonly number[])[] = [
  [30, 30, 30],
  [36, 36],
];

/** Fields with a check digit, with the words that a message may show. */
const checkedFields = {
  documentNumber: '护照号码 passport number',
  birthDate: '出生日期 date of birth',
  expiryDate: '有效期 date of expiry',
  personalNumber: '个人号码 personal number',
  composite: '总校验位 composite',
} as const satisfies Record<ZoneField, string>;

function shapeProblem(lines: readonly string[]): Result<never> | null {
  const first = lines[0] ?? '';
  const clean = lines.every((line) => /^[A-Z0-9<]+$/.test(line));
  const twoFull = lines.length === 2 && lines.every((line) => line.length === lineLength);
  const otherShape = otherShapes.some(
    (shape) =>
      shape.length === lines.length && shape.every((length, index) => lines[index]?.length === length),
  );
  if (clean && twoFull && first.startsWith('P')) return null;
  // A visa (`V`) is named as such even when its lines are short: reading it again cannot make it a passport.
  if (clean && (first.startsWith('V') || otherShape || twoFull))
    return failure('mrzUnsupported', { type: first.charAt(0) });
  return failure('mrzTruncated', { lines: lines.length, length: first.length });
}

function wrongDigits(second: string): ZoneField[] {
  const personal = second.slice(28, 42);
  const personalDigit = second.charAt(42);
  const personalEmpty = /^<+$/.test(personal) && personalDigit === '<';
  const composite = second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43);
  return wrongFields([
    ['documentNumber', digitHolds(second.slice(0, 9), second.charAt(9))],
    ['birthDate', digitHolds(second.slice(13, 19), second.charAt(19))],
    ['expiryDate', digitHolds(second.slice(21, 27), second.charAt(27))],
    ['personalNumber', personalEmpty || digitHolds(personal, personalDigit)],
    ['composite', digitHolds(composite, second.charAt(43))],
  ]);
}

/**
 * Parses the two lines of a TD3 passport exactly as read; nothing is corrected. `today` (yyyy-mm-dd, Asia/Shanghai) resolves the two-digit
 * years (domain-rules 2.2). Fails with `mrzUnsupported` (visa, identity card), `mrzTruncated` (length, alphabet, a field that cannot be),
 * or `mrzCheckDigit`, whose `fields` names every wrong digit.
 */
export function parsePassportZone(
  lines: readonly string[],
  today: string,
  readAt: string,
): Result<PassportRead> {
  const problem = shapeProblem(lines);
  if (problem) return problem;
  const [first = '', second = ''] = lines;
  const wrong = wrongDigits(second);
  if (wrong.length > 0)
    return failure('mrzCheckDigit', {
      field: wrong.map((field) => checkedFields[field]).join(', '),
      fields: wrong.join(','),
    });

  const birthDate = birthDateOf(second.slice(13, 19), today);
  const expiryDate = expiryDateOf(second.slice(21, 27), today);
  const sex = sexOfZone(second.charAt(20));
  const documentNumber = second.slice(0, 9).replace(/<+$/, '');
  const nameField = first.slice(5);
  const name = splitZoneName(nameField);
  if (!birthDate) return failure('mrzTruncated', { field: 'birthDate' });
  if (!expiryDate) return failure('mrzTruncated', { field: 'expiryDate' });
  if (!sex) return failure('mrzTruncated', { field: 'sex' });
  if (documentNumber === '') return failure('mrzTruncated', { field: 'documentNumber' });
  if (name.familyName === '') return failure('mrzTruncated', { field: 'name' });
  const nationalityCode = second.slice(10, 13);
  return success({
    readAt,
    documentNumber,
    issuingState: first.slice(2, 5),
    nationality: countryOfZoneCode(nationalityCode),
    nationalityCode,
    ...name,
    nameMayBeCut: !nameField.endsWith('<'),
    birthDate,
    sex,
    expiryDate,
  });
}

/** What the zone of a passport says, for composing one (training and tests). */
export interface PassportZoneFields {
  /** Three characters as in the zone, e.g. `D<<`. */
  readonly issuingState: string;
  readonly nationality: string;
  readonly familyName: string;
  readonly givenNames: string;
  /** At most nine letters and digits. */
  readonly documentNumber: string;
  readonly birthDate: string;
  readonly sex: PassportRead['sex'];
  readonly expiryDate: string;
}

const zoneDate = (date: string): string => date.slice(2).replaceAll('-', '');
const closed = (field: string): string => field + String(mrzCheckDigit(field));

/** The two lines of a TD3 passport with all five check digits; the inverse of `parsePassportZone`. */
export function composePassportZone(fields: PassportZoneFields): [string, string] {
  const first = `P<${fields.issuingState.padEnd(3, '<')}${zoneNameField(fields.familyName, fields.givenNames)}`;
  const number = closed(fields.documentNumber.padEnd(9, '<'));
  const birth = closed(zoneDate(fields.birthDate));
  const expiry = closed(zoneDate(fields.expiryDate));
  const personal = closed('<'.repeat(14));
  const sex = fields.sex === 'X' ? '<' : fields.sex;
  const body = `${number}${fields.nationality.padEnd(3, '<')}${birth}${sex}${expiry}${personal}`;
  return [first, body + String(mrzCheckDigit(number + birth + expiry + personal))];
}
