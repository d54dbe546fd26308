/**
 * Everything that can go wrong at a simulated device, as data. Line faults change the bytes from device to host;
 * machine faults change what the machine does. A fault is active until it is cleared; `once` faults use themselves
 * up when they strike.
 */
export const faultTable = [
  { fault: 'split', lane: 'line', once: false, means: 'every byte arrives as a chunk of its own' },
  { fault: 'merged', lane: 'line', once: false, means: 'answers that follow each other arrive as one chunk' },
  { fault: 'noise', lane: 'line', once: false, means: 'garbage bytes stand before every answer' },
  { fault: 'corrupt', lane: 'line', once: false, means: 'the last byte of every answer has one flipped bit' },
  { fault: 'stall', lane: 'line', once: false, means: 'nothing is answered' },
  { fault: 'truncated', lane: 'line', once: false, means: 'only the first half of every answer arrives' },
  { fault: 'late', lane: 'line', once: true, means: 'the next answer comes long after its time' },
  {
    fault: 'unplug',
    lane: 'line',
    once: true,
    means: 'the cable is pulled in the middle of the next answer',
  },
  { fault: 'jam', lane: 'machine', once: true, means: 'the card of the next move gets stuck' },
  { fault: 'ribbonOut', lane: 'machine', once: false, means: 'the ribbon is at its end' },
  { fault: 'coverOpen', lane: 'machine', once: false, means: 'the cover stands open' },
  { fault: 'feederEmpty', lane: 'machine', once: false, means: 'the feeder gives no card' },
  { fault: 'retainBinFull', lane: 'machine', once: false, means: 'the reject box takes no card' },
  {
    fault: 'deadChip',
    lane: 'machine',
    once: false,
    means: 'the chip of whatever card is at the station is mute',
  },
  {
    fault: 'wrongChip',
    lane: 'chip',
    once: false,
    means: 'the card at the station is some other card: no social security application',
  },
  { fault: 'slowChip', lane: 'chip', once: false, means: 'every answer of the chip takes 900 ms' },
  {
    fault: 'wrongReadBack',
    lane: 'chip',
    once: false,
    means: 'what is written arrives changed by one character',
  },
  { fault: 'ribbonOutMidPrint', lane: 'machine', once: true, means: 'the ribbon ends in the next print' },
  { fault: 'cardNotTaken', lane: 'machine', once: false, means: 'nobody takes the card at the bezel' },
  { fault: 'paperOut', lane: 'paper', once: false, means: 'the receipt paper is at its end' },
  { fault: 'paperLow', lane: 'paper', once: false, means: 'the receipt paper is near its end' },
  {
    fault: 'queueStopped',
    lane: 'queue',
    once: false,
    means: 'the print queue takes documents and prints none',
  },
  {
    fault: 'powerCutMidPrint',
    lane: 'machine',
    once: true,
    means: 'the power fails while the next card is printed',
  },
] as const satisfies readonly {
  fault: string;
  lane: 'line' | 'machine' | 'chip' | 'paper' | 'queue';
  once: boolean;
  means: string;
}[];

export type FaultName = (typeof faultTable)[number]['fault'];
export type LineFault = Extract<(typeof faultTable)[number], { lane: 'line' }>['fault'];
export const lineFaults: readonly LineFault[] = faultTable.flatMap((row) =>
  row.lane === 'line' ? [row.fault] : [],
);

/** The faults of one device. */
export interface Faults {
  set(fault: FaultName): void;
  /** Clears one fault, or all of them. Also undoes its effect: the cable is back, the power is on. */
  clear(fault?: FaultName): void;
  active(): readonly FaultName[];
  has(fault: FaultName): boolean;
  /** True when the fault was active; a `once` fault is used up by it. */
  strike(fault: FaultName): boolean;
}

export function faultSet(onClear: (fault: FaultName) => void = () => undefined): Faults {
  const active = new Set<FaultName>();
  /** Faults whose effect stays after they struck, until a person clears them. */
  const struck = new Set<FaultName>();
  return {
    set: (fault) => {
      active.add(fault);
    },
    clear(fault) {
      const chosen = fault === undefined ? [...active, ...struck] : [fault];
      for (const name of chosen) {
        active.delete(name);
        struck.delete(name);
        onClear(name);
      }
    },
    active: () => [...active],
    has: (fault) => active.has(fault),
    strike(fault) {
      if (!active.has(fault)) return false;
      if (faultTable.some((row) => row.fault === fault && row.once)) {
        active.delete(fault);
        struck.add(fault);
      }
      return true;
    },
  };
}
