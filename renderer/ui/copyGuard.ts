/** Where a selection may be copied: digests and chain heads, which are compared with paper. Marked by their class. */
const copyable = '.hash';

/**
 * Nothing of a person goes onto the clipboard, where every program reads it and some systems keep it (I6): copying, cutting and dragging out are
 * refused, but for what names nobody. Answers what takes the guard away.
 */
export function guardCopies(
  page: Pick<Document, 'addEventListener' | 'removeEventListener' | 'getSelection'>,
): () => void {
  const guard = (event: Event): void => {
    const place = page.getSelection()?.anchorNode ?? null;
    const element = place === null || 'closest' in place ? place : place.parentElement;
    const inside = element as Element | null;
    if (event.type === 'copy' && inside !== null && inside.closest(copyable) !== null) return;
    event.preventDefault();
  };
  const names = ['copy', 'cut', 'dragstart'] as const;
  for (const name of names) page.addEventListener(name, guard);
  return () => {
    for (const name of names) page.removeEventListener(name, guard);
  };
}
