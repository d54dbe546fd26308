/** Which way bytes travel, as the device page and a trace file name it. */
export type Direction = 'toDevice' | 'fromDevice';

/**
 * One line of `traces/*.jsonl`: bytes of one direction, `atMs` after the first line. `hex` holds what the driver's `mask` left of
 * them; null = masked whole, only the length is told. A replay gives the `fromDevice` lines to a driver in order.
 */
export interface TraceLine {
  readonly atMs: number;
  readonly direction: Direction;
  readonly bytes: number;
  readonly hex: string | null;
}
