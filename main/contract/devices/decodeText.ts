/** The one thing that Node and browsers both have and ES2023 does not name. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

/**
 * Text of a scan: strict UTF-8, else strict GB18030 (device-protocols 2: codes carry no marker), else null. The
 * order matters: Chinese GB18030 text is hardly ever valid UTF-8, while UTF-8 text is often valid GB18030.
 */
export function decodeText(bytes: Uint8Array): string | null {
  for (const label of ['utf-8', 'gb18030']) {
    try {
      // ignoreBOM keeps a leading U+FEFF: nothing a person printed may be dropped silently.
      return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return null;
}
