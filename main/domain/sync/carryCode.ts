import { failure, success, type Result } from '../../contract/result.ts';

/**
 * The code that opens a carried queue (G6): seven groups of five, to be read out and typed. Crockford's alphabet, which has no I, L, O or U,
 * so that nothing is taken for something else. Four characters of a group carry 20 bits, the fifth checks them: together 140 bits.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 7;
const lettersInGroup = 4;
/** Values of 0 to 31 that a code carries. */
export const carryCodeValues = groups * lettersInGroup;

/** Multiplication in the field of 32 elements (x^5 + x^2 + 1). */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit += 1) if (((b >> bit) & 1) === 1) product ^= a << bit;
  for (let bit = 8; bit >= 5; bit -= 1) if (((product >> bit) & 1) === 1) product ^= 0b100101 << (bit - 5);
  return product;
}

/**
 * Each place has another weight that is neither 0 nor 1: one wrong letter, and two neighbours (the check among them) that changed places, are
 * always noticed. The number of the group counts too, so that two groups that changed places are.
 */
function checkOf(letters: readonly number[], group: number): number {
  let weight = 1;
  let check = group + 1;
  for (const letter of letters) {
    weight = times(weight, 2);
    check ^= times(weight, letter);
  }
  return check;
}

/** The code as it is shown: `XXXXX-XXXXX-…`. `values`: 28 random numbers of 0 to 31. */
export function writeCarryCode(values: readonly number[]): string {
  return Array.from({ length: groups }, (_, group) => {
    const letters = values.slice(group * lettersInGroup, (group + 1) * lettersInGroup);
    return [...letters, checkOf(letters, group)].map((value) => alphabet.charAt(value)).join('');
  }).join('-');
}

/**
 * The 28 values of a code as somebody typed it: small letters, spaces and dashes do not matter, and O, I, L are what they are taken for.
 * Fails with carryCodeLength, and with carryCodeTypo, which names the first group (1 to 7) that is not right.
 */
export function readCarryCode(typed: string): Result<number[]> {
  const letters = typed
    .toUpperCase()
    .replace(/[\s\-–—·.]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const inGroup = lettersInGroup + 1;
  const values = Array.from(letters, (letter) => alphabet.indexOf(letter));
  const wrong = Array.from({ length: groups }, (_, group) => group).find((group) => {
    const part = values.slice(group * inGroup, (group + 1) * inGroup);
    if (part.includes(-1)) return true;
    return part.length === inGroup && checkOf(part.slice(0, lettersInGroup), group) !== part.at(-1);
  });
  if (wrong !== undefined) return failure('carryCodeTypo', { group: wrong + 1 });
  if (values.length !== groups * inGroup)
    return failure('carryCodeLength', { typed: values.length, wanted: groups * inGroup });
  return success(values.filter((_, at) => at % inGroup !== lettersInGroup));
}
