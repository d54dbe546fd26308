/** A code as its groups: at its own marks, or in fours where it has none. */
export function codeGroups(code: string): readonly string[] {
  const own = code.split(/[\s-]+/).filter((group) => group !== '');
  if (own.length > 1) return own;
  return own.flatMap((group) => group.match(/.{1,4}/gu) ?? []);
}
