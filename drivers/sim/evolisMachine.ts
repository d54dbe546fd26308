import type { Faults } from './faults.ts';
import type { ChipWritten } from './simulatedChip.ts';

/** A blank as it lies in the feeder. All values are fictitious and obvious (training). */
export interface Blank {
  readonly bankCardNumber: string;
  readonly cardIdentifier: string;
  readonly atr: string;
  /** The chip gives no answer. */
  readonly dead?: boolean | undefined;
}

export interface SimulatedCard extends Blank {
  readonly dead: boolean;
  /** How often a face was printed on it. More than once is what must never happen. */
  readonly faces: number;
  /** Half printed or bent. */
  readonly damaged: boolean;
  /** What was written on the chip by the training scheme; absent on a card that never was. */
  readonly written?: ChipWritten | undefined;
}

/** Everything that outlives a power cut: cards, places, counters. Plain JSON. */
export interface MachineState {
  readonly feeder: readonly SimulatedCard[];
  readonly inside: { readonly card: SimulatedCard; readonly at: 'print' | 'chip' | 'jammed' } | null;
  readonly output: readonly SimulatedCard[];
  readonly rejectBin: readonly SimulatedCard[];
  readonly ribbonRemaining: number;
  /** Life counter `Rco;c`. */
  readonly printedCards: number;
  /** A mechanical fault was seen and `Scs` has not cleared it. */
  readonly blocked: boolean;
}

export const newRibbonCards = 300;

export function newMachine(blanks: readonly Blank[]): MachineState {
  return {
    feeder: blanks.map(freshCard),
    inside: null,
    output: [],
    rejectBin: [],
    ribbonRemaining: newRibbonCards,
    printedCards: 0,
    blocked: false,
  };
}

export function freshCard(blank: Blank): SimulatedCard {
  return { ...blank, dead: blank.dead ?? false, faces: 0, damaged: false };
}

/** A move's new state, and the NAK letter when it failed (device-protocols 5.1). */
export interface MoveOutcome {
  readonly state: MachineState;
  readonly nak: 'T' | 'C' | 'F' | 'R' | null;
  readonly powerCut?: boolean;
}

const done = (state: MachineState): MoveOutcome => ({ state, nak: null });
const refused = (state: MachineState, nak: 'T' | 'C' | 'F' | 'R'): MoveOutcome => ({ state, nak });

/** `Si`, `Sis`: the card inside moves there; without one the next blank comes from the feeder. */
export function moveTo(state: MachineState, at: 'print' | 'chip', faults: Faults): MoveOutcome {
  if (faults.has('coverOpen')) return refused(state, 'C');
  if (state.blocked) return refused(state, 'T');
  const fromFeeder = state.inside === null;
  if (fromFeeder && (faults.has('feederEmpty') || state.feeder.length === 0)) return refused(state, 'F');
  const card = state.inside?.card ?? state.feeder[0];
  if (card === undefined) return refused(state, 'F');
  const feeder = fromFeeder ? state.feeder.slice(1) : state.feeder;
  if (faults.strike('jam'))
    return refused({ ...state, feeder, inside: { card, at: 'jammed' }, blocked: true }, 'T');
  return done({ ...state, feeder, inside: { card, at } });
}

/** `Sib`: the card at the bezel comes back inside; without one there is nothing to take. */
export function pullIn(state: MachineState, faults: Faults): MoveOutcome {
  if (faults.has('coverOpen')) return refused(state, 'C');
  if (state.blocked) return refused(state, 'T');
  const card = state.output.at(-1);
  if (state.inside !== null || card === undefined || !faults.has('cardNotTaken')) return refused(state, 'F');
  const output = state.output.slice(0, -1);
  if (faults.strike('jam'))
    return refused({ ...state, output, inside: { card, at: 'jammed' }, blocked: true }, 'T');
  return done({ ...state, output, inside: { card, at: 'print' } });
}

/** `Ser`: the card inside falls into the reject box. */
export function reject(state: MachineState, faults: Faults): MoveOutcome {
  if (faults.has('coverOpen')) return refused(state, 'C');
  if (state.blocked || state.inside === null || faults.has('retainBinFull')) return refused(state, 'T');
  if (faults.strike('jam'))
    return refused({ ...state, inside: { ...state.inside, at: 'jammed' }, blocked: true }, 'T');
  return done({ ...state, inside: null, rejectBin: [...state.rejectBin, state.inside.card] });
}

/** `Se`: prints the received panels on the card inside (feeding one when there is none) and ejects it. */
export function printAndEject(
  state: MachineState,
  hasPanels: boolean,
  eject: boolean,
  faults: Faults,
): MoveOutcome {
  if (faults.has('coverOpen')) return refused(state, 'C');
  if (hasPanels && (faults.has('ribbonOut') || state.ribbonRemaining === 0)) return refused(state, 'R');
  const fed = state.inside === null ? moveTo(state, 'print', faults) : done(state);
  if (fed.nak !== null || fed.state.inside === null) return fed;
  if (fed.state.blocked) return refused(fed.state, 'T');
  const { card } = fed.state.inside;
  const spoiled = { ...card, damaged: hasPanels };
  if (faults.strike('jam'))
    return refused({ ...fed.state, inside: { card: spoiled, at: 'jammed' }, blocked: true }, 'T');
  if (hasPanels && faults.strike('powerCutMidPrint')) {
    const ribbonRemaining = fed.state.ribbonRemaining - 1;
    return {
      state: { ...fed.state, ribbonRemaining, inside: { card: spoiled, at: 'print' } },
      nak: null,
      powerCut: true,
    };
  }
  if (hasPanels && faults.strike('ribbonOutMidPrint'))
    return refused({ ...fed.state, ribbonRemaining: 0, inside: { card: spoiled, at: 'print' } }, 'R');
  const printed = hasPanels ? { ...card, faces: card.faces + 1 } : card;
  return done({
    ...fed.state,
    inside: eject ? null : { card: printed, at: 'print' },
    output: eject ? [...fed.state.output, printed] : fed.state.output,
    ribbonRemaining: fed.state.ribbonRemaining - (hasPanels ? 1 : 0),
    printedCards: fed.state.printedCards + (hasPanels ? 1 : 0),
  });
}

/** What the contact station wrote stays with the card inside. */
export function keepOnChip(state: MachineState, written: ChipWritten): MachineState {
  return state.inside === null
    ? state
    : { ...state, inside: { ...state.inside, card: { ...state.inside.card, written } } };
}

/** `Scs`: forgets a fault whose cause a person removed. */
export function clearStatus(state: MachineState): MoveOutcome {
  return state.inside?.at === 'jammed' ? refused(state, 'T') : done({ ...state, blocked: false });
}

/** Reads back a saved state; null when the text is not one (another version, a cut file). */
export function parseMachineState(text: string): MachineState | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  const { feeder, inside, output, rejectBin, ribbonRemaining, printedCards, blocked } = value;
  if (!isCards(feeder) || !isCards(output) || !isCards(rejectBin)) return null;
  if (!isCount(ribbonRemaining) || !isCount(printedCards) || typeof blocked !== 'boolean') return null;
  if (inside === null) return { feeder, inside, output, rejectBin, ribbonRemaining, printedCards, blocked };
  if (!isRecord(inside) || !isCard(inside.card)) return null;
  if (inside.at !== 'print' && inside.at !== 'chip' && inside.at !== 'jammed') return null;
  return {
    feeder,
    inside: { card: inside.card, at: inside.at },
    output,
    rejectBin,
    ribbonRemaining,
    printedCards,
    blocked,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
function isCards(value: unknown): value is SimulatedCard[] {
  return Array.isArray(value) && value.every(isCard);
}
function isCard(value: unknown): value is SimulatedCard {
  if (!isRecord(value)) return false;
  const texts = [value.bankCardNumber, value.cardIdentifier, value.atr].every(
    (field) => typeof field === 'string',
  );
  return (
    texts &&
    isWritten(value.written) &&
    typeof value.dead === 'boolean' &&
    typeof value.damaged === 'boolean' &&
    isCount(value.faces)
  );
}
function isWritten(value: unknown): boolean {
  return value === undefined || (isRecord(value) && Object.values(value).every(isHex));
}
function isHex(value: unknown): boolean {
  return typeof value === 'string' && /^([0-9A-F]{2})*$/.test(value);
}
