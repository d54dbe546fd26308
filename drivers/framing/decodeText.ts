/** Lives in the contract: pictures read by a screen are decoded by the very same rule. */
export { decodeText } from '../../main/contract/devices/decodeText.ts';

/** GB18030 bytes (EF06 names, application names) as text; null when they are no text. */
export function decodeGb18030(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('gb18030', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
