/** The one thing that Node and browsers both have and ES2023 does not name. */
declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

/** EF06 tag 09 and its extension 4E (device-protocols 7). */
export const chipNameBytes = { name: 0x1e, extension: 0x14 } as const;

let codes: ReadonlyMap<string, readonly number[]> | null = null;

/** Bytes of a text in GB18030, whatever character it has; null when it holds half a surrogate pair or a NUL, which pads a name. */
export function gb18030Bytes(text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (const character of text) {
    const code = characterBytes(character);
    if (code === null) return null;
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

/**
 * A name as a chip can hold it: in 09 as many whole characters as fit, the rest in 4E as far as it fits. The cut of a longer name is to
 * be proved on the first real personaliser. Null when the text cannot be written at all.
 */
export function nameOnChip(
  text: string,
): { readonly text: string; readonly name: Uint8Array; readonly extension: Uint8Array } | null {
  const parts = [chipNameBytes.name, chipNameBytes.extension].map((limit) => ({
    limit,
    bytes: [] as number[],
  }));
  let at = 0;
  let kept = '';
  for (const character of text.trim()) {
    const code = characterBytes(character);
    if (code === null) return null;
    while (at < parts.length && (parts[at]?.bytes.length ?? 0) + code.length > (parts[at]?.limit ?? 0))
      at += 1;
    const part = parts[at];
    if (part === undefined) break;
    part.bytes.push(...code);
    kept += character;
  }
  const [name, extension] = parts.map((part) => Uint8Array.from(part.bytes));
  return name === undefined || extension === undefined ? null : { text: kept.trimEnd(), name, extension };
}

function characterBytes(character: string): readonly number[] | null {
  const point = character.codePointAt(0) ?? 0;
  if (point > 0 && point < 0x80) return [point];
  // Planes above the first stand in order behind all others.
  if (point >= 0x10000) return fourBytes(189_000 + point - 0x10000);
  codes ??= readCodes();
  return codes.get(character) ?? null;
}

/** The decoder of the platform read backwards: encoding and decoding can then never disagree. */
function readCodes(): ReadonlyMap<string, readonly number[]> {
  const all: (readonly number[])[] = [];
  // Four bytes first, so that a character that has a two-byte code keeps that one.
  for (let pointer = 0; pointer < 39_420; pointer += 1) all.push(fourBytes(pointer));
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) all.push([lead, trail]);
  }
  const lineFeed = 0x0a;
  const decoder = new TextDecoder('gb18030');
  const texts = decoder.decode(Uint8Array.from(all.flatMap((code) => [...code, lineFeed]))).split('\n');
  const found = new Map<string, readonly number[]>();
  for (const [index, code] of all.entries()) {
    const text = texts[index] ?? '';
    // A3A0 is decoded as an ideographic space too, whose own code A1A1 comes before it.
    const known = found.get(text)?.length === 2;
    if (text.length === 1 && text !== '\ufffd' && !known) found.set(text, code);
  }
  return found;
}

function fourBytes(pointer: number): readonly number[] {
  return [
    0x81 + Math.floor(pointer / 12_600),
    0x30 + (Math.floor(pointer / 1260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ];
}
