import type { Turn } from './faceCodec.ts';

/**
 * What differs between models, as data. The kiosk verbs (`Pcim`, `Pcem`, `Pcrm`, `Pneab`, `Rlr;p` words, `Rse`, `Rrt`)
 * rest on one production integration of the KC200B class (device-protocols 5.2, 11.3): verify on first hardware.
 */
export interface EvolisProfile {
  readonly id: string;
  /** Sent first and blindly: whether they are answered depends on what an earlier host left switched on. */
  readonly opening: readonly string[];
  /** Sent after every open, reset and power-on, in this order; each is acknowledged. */
  readonly init: readonly string[];
  /** Sent right before `Ss`: whether `Se` ejects, or the printed card waits at the print position. */
  readonly beforeJob: readonly string[];
  readonly feedToChip: string;
  readonly reject: readonly string[];
  readonly clear: string;
  /** Where the holder takes the card; null = it falls into an output tray behind the counter. */
  readonly bezel: {
    /** Volts of the sensor at the bezel: above half of the supply a card is there. */
    readonly query: string;
    /** Out to the holder, when the card may be taken. */
    readonly deliver: readonly string[];
    /** Back inside, then into the reject box; each part is followed by a look at where the card is. */
    readonly pullIn: readonly string[];
    readonly retain: readonly string[];
  } | null;
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
  // The host handles errors, then every command is answered ACK or NACK (`Pem;4` keeps the error mode).
  opening: ['Pem;2', 'Pem;4'],
  init: ['Psmgr;2', 'Pcim;F', 'Pcem;I', 'Pneab;E', 'Pcrm;D', 'Pbc;A;D'],
  beforeJob: ['Pneab;A;1'],
  feedToChip: 'Sis',
  reject: ['Pneab;A;1', 'Pcrm;D', 'Ser'],
  clear: 'Scs',
  bezel: null,
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

/** The same machine inside a kiosk: the holder takes the card at the bezel, and what nobody takes goes to the reject box. */
export const kioskProfile: EvolisProfile = {
  ...deskProfile,
  id: 'kc200b-kiosk',
  // Printed, it waits inside: only an enabled card may be taken (domain-rules 13.8).
  beforeJob: ['Pneab;E'],
  bezel: {
    query: 'Rse;b',
    deliver: ['Ss', 'Pneab;A;1', 'Se'],
    pullIn: ['Sib', 'Sis'],
    retain: ['Pneab;A;1', 'Pcrm;D', 'Ser'],
  },
};

/** By the name of `options.profile`. */
export const evolisProfiles = { 'kc200b-desk': deskProfile, 'kc200b-kiosk': kioskProfile } as const;
