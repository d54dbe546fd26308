import type { MachineState } from './evolisMachine.ts';
import type { Faults } from './faults.ts';

/** Bits of the status words that this machine can be in (device-protocols 5.3). */
export const statusBits = {
  ribbonLow: 0x0008_0000,
  rejectBoxFull: 0x0800_0000,
  cardOnEject: 0x0400_0000,
  feederEmpty: 0x0100_0000,
  ribbonEnded: 0x0008_0000,
  coverOpen: 0x0002_0000,
  mechanical: 0x0100_0000,
  errorRibbonEnded: 0x0020_0000,
  bezelOption: 0x0000_0200,
  feederNearEmpty: 0x0000_0100,
  cardOutsideBezel: 0x0002_0000,
  rejectBoxOneFull: 0x0000_0100,
} as const;

export interface StatusWords {
  readonly information: number;
  readonly warning: number;
  readonly error: number;
  readonly extended1: number;
  readonly extended3: number;
}

/** Below this many cards the feeder's second sensor speaks. */
const nearEmptyCards = 5;
/** Cards on a ribbon from which on it is called low. */
const lowRibbonCards = 20;

/** The machine in the maker's own words. No public command asks for them, so a host has to find out by single questions. */
export function statusWords(state: MachineState, faults: Faults): StatusWords {
  const ribbonOut = faults.has('ribbonOut') || state.ribbonRemaining === 0;
  const feederEmpty = faults.has('feederEmpty') || state.feeder.length === 0;
  const atBezel = faults.has('cardNotTaken') && state.output.length > 0;
  const binFull = faults.has('retainBinFull');
  const word = (...bits: readonly (number | false)[]): number =>
    bits.reduce<number>((sum, bit) => sum + (bit === false ? 0 : bit), 0);
  return {
    information: word(!ribbonOut && state.ribbonRemaining <= lowRibbonCards && statusBits.ribbonLow),
    warning: word(
      binFull && statusBits.rejectBoxFull,
      atBezel && statusBits.cardOnEject,
      feederEmpty && statusBits.feederEmpty,
      ribbonOut && statusBits.ribbonEnded,
      faults.has('coverOpen') && statusBits.coverOpen,
    ),
    error: word(
      (state.blocked || state.inside?.at === 'jammed') && statusBits.mechanical,
      ribbonOut && state.inside?.card.damaged === true && statusBits.errorRibbonEnded,
    ),
    extended1: word(
      statusBits.bezelOption,
      !feederEmpty && state.feeder.length <= nearEmptyCards && statusBits.feederNearEmpty,
    ),
    extended3: word(atBezel && statusBits.cardOutsideBezel, binFull && statusBits.rejectBoxOneFull),
  };
}
