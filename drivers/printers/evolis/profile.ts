import type { Turn } from './faceCodec.ts';

/**
 * What differs between models, as data. The kiosk verbs (`Pcim`, `Pcem`, `Pcrm`, `Pneab`, `Rlr;p` words, `Rse`, `Rrt`)
 * rest on one production integration of the KC200B class (device-protocols 5.2, 11.3): verify on first hardware.
 */
export interface EvolisProfile {
  readonly id: string;
  /** Sent after every open, reset and power-on, in this order; each is acknowledged once `Pem;4` is on. */
  readonly init: readonly string[];
  /** Turns on ACK/NACK, keeping the error mode of `init`. */
  readonly acknowledge: string;
  /** Sent right before `Ss`, so that `Se` ejects. */
  readonly beforeJob: readonly string[];
  readonly feedToChip: string;
  readonly reject: readonly string[];
  readonly clear: string;
  readonly queries: {
    readonly position: string;
    readonly printedCards: string;
    readonly feederFull: string;
    readonly feederNearEmpty: string;
    readonly cover: string;
    readonly retainBin: string;
    readonly ribbon: string;
  };
  readonly turn: Turn;
  /** Ribbon of this many cards or fewer is `low`. */
  readonly lowRibbonCards: number;
}

/** KC200B class behind a counter: host handles errors, cards from the feeder, rejects to the box under the output. */
export const deskProfile: EvolisProfile = {
  id: 'kc200b-desk',
  init: ['Pem;2', 'Psmgr;2', 'Pcim;F', 'Pcem;I', 'Pneab;E', 'Pcrm;D', 'Pbc;A;D'],
  acknowledge: 'Pem;4',
  beforeJob: ['Pneab;A;1'],
  feedToChip: 'Sis',
  reject: ['Pneab;A;1', 'Pcrm;D', 'Ser'],
  clear: 'Scs',
  queries: {
    position: 'Rlr;p',
    printedCards: 'Rco;c',
    feederFull: 'Rse;f',
    feederNearEmpty: 'Rse;n',
    cover: 'Rse;o',
    retainBin: 'Rlr;h',
    ribbon: 'Rrt;qty',
  },
  turn: 'clockwise',
  lowRibbonCards: 20,
};
