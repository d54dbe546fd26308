import { luhnHolds } from './checksums.ts';
import { bad, good, warning, type NumberCheck } from './numberCheck.ts';

/** 社保卡号: nine characters, from upstream only (domain-rules 8.6). */
export function checkCardNumber(number: string): NumberCheck {
  return /^[A-Z0-9]{9}$/.test(number) ? good : bad('shape');
}

/** 卡识别码: 32 hex; the first six are the issuing region. */
export function checkCardIdentifier(identifier: string): NumberCheck {
  return /^[0-9A-F]{32}$/.test(identifier) ? good : bad('shape');
}

/** Bank card number of a blank: 16 to 19 digits; a wrong Luhn digit is a warning only. */
export function checkBankCardNumber(number: string): NumberCheck {
  if (!/^\d{16,19}$/.test(number)) return bad('shape');
  return luhnHolds(number) ? good : warning('checkDigit');
}
