import { mod112CheckCharacter, mrzCheckDigit } from './checksums.ts';
import { isAlpha3, isNumericCountry } from './countryCodes.ts';
import { bad, good, warning, type NumberCheck } from './numberCheck.ts';
import { birthDateOf, isCalendarDate } from './zoneDates.ts';

/** Passport number as in the zone: 1 to 9 letters and digits. Its check digit is not part of it. */
export function checkPassportNumber(number: string): NumberCheck {
  return /^[A-Z0-9]{1,9}$/.test(number) ? good : bad('shape');
}

/** Start value of domain-rules 1.2; the real format is not known (15 Q3), so the pattern is configuration. */
export const permitNumberPattern = '^[0-9A-Z]{6,32}$';

/** Work permit number: opaque, no check digit (domain-rules 1.2). `pattern` is that of the rule pack. */
export function checkPermitNumber(number: string, pattern: string = permitNumberPattern): NumberCheck {
  return new RegExp(pattern, 'u').test(number) ? good : bad('shape');
}

/** Policy of domain-rules 1.6, where no rule pack says otherwise. */
export const foreignSsnPattern = '^[A-Z]{3}[0-9][A-Z0-9]{1,14}$';

/**
 * 社会保障号码 of a passport holder: alpha-3, reserved digit, passport number, at most 18 (domain-rules 1.6, 1.8). Final only from upstream.
 * `pattern` is that of the rule pack.
 */
export function checkForeignSsn(number: string, pattern: string = foreignSsnPattern): NumberCheck {
  if (number.length > 18) return bad('length');
  if (!new RegExp(pattern, 'u').test(number)) return bad('shape');
  return isAlpha3(number.slice(0, 3)) ? good : bad('country');
}

/** The candidate shown as 未确认 while offline, never printed, written or sent as final (domain-rules 1.9); null where it cannot be built. */
export function candidateSsn(alpha3: string | null, passportNumber: string): string | null {
  const candidate = `${alpha3 ?? ''}0${passportNumber}`;
  return checkForeignSsn(candidate).result === 'good' ? candidate : null;
}

/** 外国人永久居留身份证, new 五星卡: 18 characters (domain-rules section 1). */
export function checkNewResidenceCard(number: string): NumberCheck {
  if (!/^9\d{16}[0-9X]$/.test(number)) return bad('shape');
  if (!isNumericCountry(number.slice(3, 6))) return bad('country');
  if (!isCalendarDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`))
    return bad('date');
  return mod112CheckCharacter(number) === number.charAt(17) ? good : bad('checkDigit');
}

/** The old card number: 15 characters; a wrong check digit is a warning only. `today` resolves the two-digit year. */
export function checkOldResidenceCard(number: string, today: string): NumberCheck {
  if (!/^[A-Z]{3}\d{12}$/.test(number)) return bad('shape');
  if (!isAlpha3(number.slice(0, 3))) return bad('country');
  if (birthDateOf(number.slice(7, 13), today) === null) return bad('date');
  return String(mrzCheckDigit(number.slice(0, 14))) === number.charAt(14) ? good : warning('checkDigit');
}

/** 社会保障号码 of a permanent resident: old card number, the same with a reserved digit, or the new number (domain-rules 1.7). */
export function checkResidentSsn(number: string, today: string): NumberCheck {
  if (number.length === 18) return checkNewResidenceCard(number);
  const old = number.length === 16 ? number.slice(0, 3) + number.slice(4) : number;
  if (number.length === 16 && !/^\d$/.test(number.charAt(3))) return bad('shape');
  return checkOldResidenceCard(old, today);
}

/** 公民身份号码 and the residence numbers 81, 82, 83, of agents and officers only. */
export function checkCitizenId(number: string): NumberCheck {
  if (!/^\d{17}[0-9X]$/.test(number)) return bad('shape');
  if (!isCalendarDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`))
    return bad('date');
  return mod112CheckCharacter(number) === number.charAt(17) ? good : bad('checkDigit');
}
