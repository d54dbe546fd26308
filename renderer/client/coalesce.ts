/**
 * The first call runs at once; those that follow within `everyMs` are one, at the end of that time, and nothing that was asked for is lost.
 * `stop` forgets what still waits.
 */
export function coalesce(run: () => void, everyMs: number): { readonly call: () => void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let again = false;
  const rest = (): void => {
    timer = setTimeout(() => {
      timer = null;
      if (!again) return;
      again = false;
      run();
      rest();
    }, everyMs);
  };
  return {
    call: () => {
      if (timer !== null) {
        again = true;
        return;
      }
      run();
      rest();
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      again = false;
    },
  };
}
