const mrzWeights = [7, 3, 1] as const;
const mod112Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const mod112Characters = '10X98765432';

function mrzValue(character: string): number {
  if (character === '<') return 0;
  const value = parseInt(character, 36);
  if (Number.isNaN(value)) throw new Error('a character outside the alphabet of the machine-readable zone');
  return value;
}

/** MRZ 7-3-1 check digit, 0..9, of a field of `0-9 A-Z <` (domain-rules section 1, ICAO 9303 part 3). Throws on other characters. */
export function mrzCheckDigit(field: string): number {
  return (
    Array.from(field).reduce(
      (sum, character, index) => sum + mrzValue(character) * (mrzWeights[index % 3] ?? 0),
      0,
    ) % 10
  );
}

/** MOD 11-2 check character of the first 17 digits of an 18-character number (domain-rules section 1). */
export function mod112CheckCharacter(first17: string): string {
  const sum = mod112Weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return mod112Characters.charAt(sum % 11);
}

/** Does the last digit close the Luhn sum? For bank card numbers (domain-rules section 1). */
export function luhnHolds(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

/** CRC-16/CCITT-FALSE (polynomial 1021, start FFFF) of ASCII text as four upper-case hex digits; `123456789` gives `29B1`. */
export function crc16Hex(text: string): string {
  let crc = 0xffff;
  for (const character of text) {
    crc ^= (character.codePointAt(0) ?? 0) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
