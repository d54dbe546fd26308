import type { PassportRead } from '../../contract/cases.ts';
import type { ZoneField } from '../../contract/comparison.ts';
import { mrzCheckDigit } from './checksums.ts';

/** Is this the check digit of that field? */
export const digitHolds = (field: string, digit: string): boolean => String(mrzCheckDigit(field)) === digit;

/** Names of the fields whose digit is wrong, in the order given. */
export function wrongFields(checks: readonly (readonly [ZoneField, boolean])[]): ZoneField[] {
  return checks.filter(([, right]) => !right).map(([field]) => field);
}

/** Sex of a zone: `<` is unspecified, X. Null for any other character. */
export function sexOfZone(character: string): PassportRead['sex'] | null {
  switch (character) {
    case 'M':
    case 'F':
      return character;
    case '<':
    case 'X':
      return 'X';
    default:
      return null;
  }
}

/** Are these lines of a zone, of exactly these lengths? */
export function hasZoneShape(lines: readonly string[], lengths: readonly number[]): boolean {
  return (
    lines.length === lengths.length &&
    lines.every((line, index) => line.length === lengths[index] && /^[A-Z0-9<]+$/.test(line))
  );
}
