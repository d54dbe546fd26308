/** A window that nobody has touched for so long is not left open to the hall (I5). What is half typed waits in the core. */
export const idleLimitMs = 10 * 60_000;

export interface IdleWatch {
  /** Somebody is here. */
  touched(): void;
  /** True once nobody was for the whole limit; a clock that was set back counts from there. */
  isOver(): boolean;
}

export function createIdleWatch(now: () => number, limitMs: number = idleLimitMs): IdleWatch {
  let last = now();
  return {
    touched: () => {
      last = now();
    },
    isOver: () => {
      const passed = now() - last;
      if (passed < 0) last = now();
      return passed >= limitMs;
    },
  };
}
