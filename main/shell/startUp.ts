/** How long the start took, and when its parts were there. Milliseconds since the process was made. */
export interface StartUp {
  /** The first time counts. */
  mark(part: string): void;
  /** One JSON line for whoever measures the start. */
  line(mode: 'training' | 'production'): string;
}

export function createStartUp(startedAt: number, now: () => number): StartUp {
  const marks: Record<string, number> = {};
  const passed = (): number => Math.round(now() - startedAt);
  return {
    mark(part) {
      marks[part] ??= passed();
    },
    line: (mode) => JSON.stringify({ event: 'ready', startupMs: passed(), mode, marks }),
  };
}
