/** The key that does what stands beside it. Screen readers hear it through `aria-keyshortcuts` of the button. */
export function KeyCap({ name }: { readonly name: string }) {
  return (
    <kbd className="keyCap" aria-hidden>
      {name}
    </kbd>
  );
}
