const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Three bytes become four letters; a call with all bytes of a long text as arguments would be too long. */
const bytesInOneGo = 8190;

/** Base64 (RFC 4648, 4) of bytes, with padding. Std code has no Buffer. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += bytesInOneGo) {
    let part = '';
    const end = Math.min(from + bytesInOneGo, bytes.length);
    for (let at = from; at < end; at += 3) {
      const [one = 0, two = 0, three = 0] = bytes.subarray(at, Math.min(at + 3, end));
      part += letters.charAt(one >> 2) + letters.charAt(((one & 3) << 4) | (two >> 4));
      part += at + 1 < end ? letters.charAt(((two & 15) << 2) | (three >> 6)) : '=';
      part += at + 2 < end ? letters.charAt(three & 63) : '=';
    }
    parts.push(part);
  }
  return parts.join('');
}
