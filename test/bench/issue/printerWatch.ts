import { evolisCommandFramer } from '../../../drivers/framing/evolisCommands.ts';
import type { PrinterTimings } from '../../../drivers/sim/evolisPrinter.ts';
import type { LineBridge } from '../../lanes/support/lineBridge.ts';

/** One card at the printer, in milliseconds of `performance.now()`. */
export interface PrinterTurn {
  /** The feed command is there. */
  readonly fedAt: number;
  /** The first command of the print job is there. */
  readonly jobAt: number;
  /** The last one is there: the machine prints from now on for its stated time. */
  readonly printAt: number;
}

/**
 * When each card's commands reached the printer. With the stated times of its moves that is all there is to know about its idling: it moves
 * from `fedAt` and from `printAt` on, and waits for the station at any other time.
 */
export function watchPrinter(line: LineBridge): { turns(): readonly PrinterTurn[]; forget(): void } {
  const framer = evolisCommandFramer({ silenceMs: 1000 });
  let turns: PrinterTurn[] = [];
  let fedAt = 0;
  let jobAt = 0;
  line.onToDevice((bytes) => {
    for (const outcome of framer.push(bytes)) {
      if (outcome.kind === 'error') continue;
      const now = performance.now();
      const [word] = outcome.frame.words;
      if (word === 'Sis') fedAt = now;
      if (word === 'Ss') jobAt = now;
      if (word === 'Se') turns.push({ fedAt, jobAt, printAt: now });
    }
  });
  return {
    turns: () => turns,
    forget: () => {
      turns = [];
    },
  };
}

/** What the station added to the machine's own time, in milliseconds, for one card and the change to the next one. */
export interface StationShare {
  /** Fed until the print job begins: read, write and read back the chip, and everything between. */
  readonly withCardInside: number;
  /** From the first to the last byte of the print job. */
  readonly transfer: number;
  /** Printed until the next blank is fed; null for the last card of a row. */
  readonly change: number | null;
}

export function sharesOf(turns: readonly PrinterTurn[], { moveMs, printMs }: PrinterTimings): StationShare[] {
  return turns.map(({ fedAt, jobAt, printAt }, index) => {
    const next = turns[index + 1];
    return {
      withCardInside: jobAt - fedAt - moveMs,
      transfer: printAt - jobAt,
      change: next === undefined ? null : next.fedAt - printAt - printMs,
    };
  });
}
