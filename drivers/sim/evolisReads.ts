import type { MachineState } from './evolisMachine.ts';
import type { Faults } from './faults.ts';

export const simulatedSerialNumber = 'ZKSIM0000001';
/** Below this many cards the feeder's second sensor speaks. */
const nearEmptyCards = 5;
const high = '5,00 Volts';
const low = '0,00 Volts';

/** Answer of a read command (device-protocols 5.1, 5.2), without terminator; null = unknown command. */
export function answerRead(command: string, state: MachineState, faults: Faults): string | null {
  const feederEmpty = faults.has('feederEmpty') || state.feeder.length === 0;
  const ribbonOut = faults.has('ribbonOut') || state.ribbonRemaining === 0;
  switch (command) {
    case 'Rtp':
      return 'Zhengka simulated KC200B';
    case 'Rsn':
      return simulatedSerialNumber;
    case 'Rfv':
      return 'SIM 1.0';
    case 'Rlr;p':
      if (state.inside === null) return 'OK';
      if (state.inside.at === 'jammed') return 'ERR CARD';
      return state.inside.at === 'chip' ? 'SMART CARD' : 'CARD';
    case 'Rlr;h':
      return faults.has('retainBinFull') ? 'CARD' : 'NO CARD';
    case 'Rse;f':
      return feederEmpty ? low : high;
    case 'Rse;n':
      return feederEmpty || state.feeder.length <= nearEmptyCards ? high : low;
    case 'Rse;o':
      return faults.has('coverOpen') ? low : high;
    case 'Rse;b':
      return low;
    case 'Rrt;qty':
    case 'Rco;l':
      return ribbonOut ? '0' : String(state.ribbonRemaining);
    case 'Rrt;count':
      return String(state.ribbonRemaining);
    case 'Rcr':
      return ribbonOut ? 'ERR RIBBON' : 'OK';
    case 'Rco;c':
      return String(state.printedCards);
    default:
      return null;
  }
}
