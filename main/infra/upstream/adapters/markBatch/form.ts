import { gb18030Bytes } from '../../../../contract/devices.ts';

/** Fields of one request; lists and objects go as JSON text. */
export type Fields = Readonly<Record<string, string>>;

export const formType = 'application/x-www-form-urlencoded; charset=GB18030';

/** Letters that a form leaves as they are. */
const plain = /^[A-Za-z0-9._*-]$/;

/**
 * Form fields in GB18030, as `application/x-www-form-urlencoded` writes other charsets: each byte as `%XX`. A NUL or half a character cannot
 * be written and becomes a question mark, so that the province refuses the value and nothing is changed silently into something valid.
 */
export function formOf(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${Array.from(value, encodeCharacter).join('')}`)
    .join('&');
}

function encodeCharacter(character: string): string {
  if (plain.test(character)) return character;
  if (character === ' ') return '+';
  const bytes = gb18030Bytes(character) ?? Uint8Array.of(0x3f);
  return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** JSON text that GB18030 can hold: what it has no bytes for goes as an escape of JSON, so that nothing of it is lost. */
export const gbJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[\ue000-\uf8ff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The fields of such a form; null when a byte is no character. A name that comes twice keeps its last value. */
export function fieldsOf(form: string): Fields | null {
  const fields: [string, string][] = [];
  for (const pair of form.split('&')) {
    const at = pair.indexOf('=');
    if (at < 1) continue;
    const value = decode(pair.slice(at + 1));
    if (value === null) return null;
    fields.push([pair.slice(0, at), value]);
  }
  return Object.fromEntries(fields);
}

function decode(text: string): string | null {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '%') {
      const byte = Number.parseInt(text.slice(at + 1, at + 3), 16);
      if (Number.isNaN(byte)) return null;
      bytes.push(byte);
      at += 2;
    } else bytes.push(letter === '+' ? 0x20 : letter.charCodeAt(0));
  }
  try {
    return new TextDecoder('gb18030', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
