/** AIM code letter to the symbology name of XFS4IoT (device-protocols 2, 9). */
const letters: ReadonlyMap<string, string> = new Map([
  ['A', 'code39'],
  ['C', 'code128'],
  ['d', 'dataMatrix'],
  ['E', 'ean13'],
  ['I', 'itf'],
  ['L', 'pdf417'],
  ['Q', 'qrCode'],
  ['z', 'aztec'],
  ['e', 'gs1DataBar'],
]);
/** Letter and modifier together, where the modifier makes it another symbology. */
const pairs: ReadonlyMap<string, string> = new Map([
  ['C1', 'ean128'],
  ['E4', 'ean8'],
]);

/** Honeywell's one-character code id (device-protocols 1.2, byte 61) where it stands in front of serial text. */
const honeywellCodeIds: ReadonlyMap<number, string> = new Map([
  [0x73, 'qrCode'],
  [0x72, 'pdf417'],
  [0x77, 'dataMatrix'],
  [0x7a, 'aztec'],
  [0x6a, 'code128'],
  [0x49, 'ean128'],
  [0x64, 'ean13'],
  [0x62, 'code39'],
  [0x65, 'itf'],
]);

/** Symbology of the three bytes of an AIM id such as `]Q1`; `unknown` for every other one. */
export function symbologyOfAim(aim: string): string {
  const [, letter = '', modifier = ''] = /^\]([A-Za-z])([0-9A-F])$/.exec(aim) ?? [];
  return pairs.get(letter + modifier) ?? letters.get(letter) ?? 'unknown';
}

/** Splits an AIM prefix such as `]Q1` from the text of a scan. What is no known prefix is data and stays. */
export function splitSymbology(text: string): { readonly symbology: string; readonly text: string } {
  const symbology = symbologyOfAim(text.slice(0, 3));
  return symbology === 'unknown' ? { symbology, text } : { symbology, text: text.slice(3) };
}

/** Symbology of a Honeywell code id, or null when it is none. */
export function symbologyOfHoneywell(codeId: number): string | null {
  return honeywellCodeIds.get(codeId) ?? null;
}
