/** Charsets of answers that a province may name. Anything else is read as UTF-8, and then fits no schema if it was none. */
const charsets: ReadonlySet<string> = new Set(['gb18030', 'gbk', 'gb2312']);

/** Text of an answer by the charset its media type names; without one it is UTF-8. Bytes that fit no character become U+FFFD. */
export function textOf(bytes: Uint8Array, contentType: string | readonly string[] | undefined): string {
  const value = typeof contentType === 'string' ? contentType : (contentType?.[0] ?? '');
  const named = /;\s*charset="?([\w-]{1,20})/i.exec(value)?.[1]?.toLowerCase() ?? 'utf-8';
  // The decoder for GB18030 reads the two older ones as well: they are parts of it.
  return new TextDecoder(charsets.has(named) ? 'gb18030' : 'utf-8').decode(bytes);
}
