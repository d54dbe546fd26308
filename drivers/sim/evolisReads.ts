import type { MachineState } from './evolisMachine.ts';
import { statusBits, statusWords } from './evolisStatusWords.ts';
import type { Faults } from './faults.ts';

export const simulatedSerialNumber = 'ZKSIM0000001';
const high = '5,00 Volts';
const low = '0,00 Volts';

/** Answer of a read command (device-protocols 5.1, 5.2), without terminator; null = unknown command. */
export function answerRead(command: string, state: MachineState, faults: Faults): string | null {
  const words = statusWords(state, faults);
  const feederEmpty = (words.warning & statusBits.feederEmpty) !== 0;
  const ribbonOut = (words.warning & statusBits.ribbonEnded) !== 0;
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
      return (words.warning & statusBits.rejectBoxFull) !== 0 ? 'CARD' : 'NO CARD';
    case 'Rse;f':
      return feederEmpty ? low : high;
    case 'Rse;n':
      return feederEmpty || (words.extended1 & statusBits.feederNearEmpty) !== 0 ? high : low;
    case 'Rse;o':
      return (words.warning & statusBits.coverOpen) !== 0 ? low : high;
    case 'Rse;b':
      // A holder takes the card at once, unless nobody does.
      return (words.extended3 & statusBits.cardOutsideBezel) !== 0 ? '4,95 Volts' : '0,25 Volts';
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
