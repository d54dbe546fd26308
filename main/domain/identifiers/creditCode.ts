import { bad, good, warning, type NumberCheck } from './numberCheck.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const outerWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const innerWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Check character of the first 17 characters of a 统一社会信用代码 (GB 32100). */
function outerCharacter(code: string): string {
  const sum = outerWeights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(code.charAt(index)),
    0,
  );
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** Check character of the eight characters of an organisation code (GB 11714), A = 10. */
function innerCharacter(organisation: string): string {
  const sum = innerWeights.reduce(
    (total, weight, index) => total + weight * parseInt(organisation.charAt(index), 36),
    0,
  );
  const rest = 11 - (sum % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
}

/**
 * 统一社会信用代码 (domain-rules section 1). A wrong outer digit is a wrong entry (1.15); a wrong digit of the organisation code inside, with the
 * right outer digit, is a warning.
 */
export function checkCreditCode(code: string): NumberCheck {
  if (code.length !== 18 || !Array.from(code).every((character) => alphabet.includes(character)))
    return bad('shape');
  if (outerCharacter(code) !== code.charAt(17)) return bad('checkDigit');
  return innerCharacter(code.slice(8, 16)) === code.charAt(16) ? good : warning('innerCheckDigit');
}
