import { luhnHolds } from './checksums.ts';
import { bad, good, warning, type NumberCheck } from './numberCheck.ts';

/** Shapes that domain-rules 8.6 leaves to policy, where no rule pack says otherwise. */
export const cardNumberPattern = '^[A-Z0-9]{9}$';
export const cardIdentifierPattern = '^[0-9A-F]{32}$';
export const bankCardPattern = '^\\d{16,19}$';

const hasShape = (text: string, pattern: string): boolean => new RegExp(pattern, 'u').test(text);

/** 社保卡号: nine characters, from upstream only (domain-rules 8.6). `pattern` is that of the rule pack. */
export function checkCardNumber(number: string, pattern: string = cardNumberPattern): NumberCheck {
  return hasShape(number, pattern) ? good : bad('shape');
}

/** 卡识别码: 32 hex; the first six are the issuing region. `pattern` is that of the rule pack. */
export function checkCardIdentifier(
  identifier: string,
  pattern: string = cardIdentifierPattern,
): NumberCheck {
  return hasShape(identifier, pattern) ? good : bad('shape');
}

/** Bank card number of a blank: 16 to 19 digits; a wrong Luhn digit is a warning only. `pattern` is that of the rule pack. */
export function checkBankCardNumber(number: string, pattern: string = bankCardPattern): NumberCheck {
  if (!hasShape(number, pattern)) return bad('shape');
  return luhnHolds(number) ? good : warning('checkDigit');
}
