/** A copy in the second place, and what a drill said about it; `untested`: none looked. */
export interface RatedCopy {
  readonly file: string;
  readonly takenAt: string;
  readonly rating: 'proven' | 'failed' | 'untested';
}

/**
 * Copies that may go: all but the newest `keep` that are not known to be bad. The newest proven one always stays, also when younger ones were
 * never tested: it is the only one that is known to open.
 */
export function copiesToRemove(copies: readonly RatedCopy[], keep: number): readonly string[] {
  const newestFirst = copies.toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
  const good = newestFirst.filter(({ rating }) => rating !== 'failed');
  const kept = new Set(good.slice(0, keep).map(({ file }) => file));
  const proven = good.find(({ rating }) => rating === 'proven');
  if (proven !== undefined) kept.add(proven.file);
  // Where nothing good is left, even a bad copy may be what a specialist needs.
  if (good.length === 0) return [];
  return newestFirst.filter(({ file }) => !kept.has(file)).map(({ file }) => file);
}
