import type {
  CardPosition,
  DeviceCompletion,
  PrinterFacts,
  Supplies,
} from '../../../main/contract/devices.ts';
import type { Clock } from '../../api/clock.ts';
import { completedWell, unknownPrinterFacts, unknownSupplies } from '../../api/status.ts';
import type { EvolisProfile } from './profile.ts';
import { readAnswerMs, type EvolisSession } from './session.ts';

export type Position = CardPosition | 'jammed';

/** `Rlr;p` (device-protocols 5.2); `NO CARD` and `ERR CARD` are the words of older models. Null = no such word. */
export function parsePosition(text: string): Position | null {
  const words: Readonly<Record<string, Position>> = {
    OK: 'none',
    'NO CARD': 'none',
    CARD: 'print',
    'SMART CARD': 'chip',
    'CONTACTLESS CARD': 'contactless',
    'ERR CARD': 'jammed',
  };
  return words[text] ?? null;
}

/** `5,00 Volts` with a decimal comma -> 5; null when it is no voltage. */
export function parseVolts(text: string): number | null {
  const match = /^(\d{1,2})[,.](\d{1,2}) Volts?$/i.exec(text);
  return match === null ? null : Number(`${match[1]}.${match[2]}`);
}

/** A plain count; null otherwise. */
export function parseCount(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Cards the ribbon can still print; a printer without ribbon answers an error text, which means none. */
export function parseRibbon(text: string): number | null {
  return /ERR/.test(text) ? 0 : parseCount(text);
}

/** Completion for the letter of a NACK (device-protocols 5.1, 9). */
export function completionOfNak(code: string): DeviceCompletion {
  switch (code) {
    case 'T':
      return { code: 'commandErrorCode', errorCode: 'mediaJam' };
    case 'C':
      return { code: 'commandErrorCode', errorCode: 'coverOpen' };
    case 'F':
      return { code: 'commandErrorCode', errorCode: 'noMedia' };
    case 'R':
      return { code: 'commandErrorCode', errorCode: 'tonerOut' };
    case '1':
      return { code: 'invalidCommand' };
    case '2':
      return { code: 'invalidData' };
    default:
      return { code: 'hardwareError', detail: `NACK ${code}` };
  }
}

type Asked<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'refused' | 'garbled' | 'timeOut' | 'lost' };

/** A spurious `OK` or a garbled line is asked again this often: reads are always safe to repeat. */
const readAttempts = 3;

/** Asks one read command until its text parses. */
export async function askFor<Value>(
  session: EvolisSession,
  clock: Clock,
  query: string,
  parse: (text: string) => Value | null,
  deadlineAt: number,
): Promise<Asked<Value>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await session.ask(query, Math.min(deadlineAt, clock.now() + readAnswerMs));
    if (answer.kind === 'timeOut' || answer.kind === 'lost') return answer;
    if (answer.kind === 'nak') return { kind: 'refused' };
    const value = answer.kind === 'text' ? parse(answer.text) : null;
    if (value !== null) return { kind: 'value', value };
    if (attempt === readAttempts) return { kind: 'garbled' };
  }
}

export interface AskedFacts {
  readonly facts: PrinterFacts;
  readonly position: Position;
}

/**
 * Position, counter and supplies as the printer tells them now. A single answer the model does not have leaves that
 * fact unknown; a printer that cannot say where the card is leaves all of them unknown.
 */
export async function askFacts(
  session: EvolisSession,
  clock: Clock,
  profile: EvolisProfile,
  deadlineAt: number,
): Promise<AskedFacts> {
  const { queries } = profile;
  let position = await askFor(session, clock, queries.position, parsePosition, deadlineAt);
  // A machine that is slow now may answer before the deadline, and asking again harms nothing.
  if (position.kind === 'timeOut' && (await session.resync(deadlineAt))) {
    position = await askFor(session, clock, queries.position, parsePosition, deadlineAt);
  }
  if (position.kind !== 'value')
    return { facts: unknownPrinterFacts(completionOfSilence(position.kind)), position: 'unknown' };

  let broken: 'timeOut' | 'lost' | null = null;
  const optional = async <Value>(
    query: string,
    parse: (text: string) => Value | null,
  ): Promise<Value | null> => {
    if (broken !== null) return null;
    const asked = await askFor(session, clock, query, parse, deadlineAt);
    if (asked.kind === 'timeOut' || asked.kind === 'lost') broken = asked.kind;
    return asked.kind === 'value' ? asked.value : null;
  };
  const printedCards = await optional(queries.printedCards, parseCount);
  const feederFull = await optional(queries.feederFull, parseVolts);
  const feederNearEmpty = await optional(queries.feederNearEmpty, parseVolts);
  const cover = await optional(queries.cover, parseVolts);
  const retainBin = await optional(queries.retainBin, parsePosition);
  const ribbon = await optional(queries.ribbon, parseRibbon);
  const supplies: Supplies = {
    ...unknownSupplies,
    ...(ribbon !== null && {
      ribbon: ribbon === 0 ? 'out' : ribbon <= profile.lowRibbonCards ? 'low' : 'full',
      ribbonRemaining: ribbon,
    }),
    ...(feederFull !== null && {
      feeder: feederFull < 2.5 ? 'empty' : feederNearEmpty !== null && feederNearEmpty > 1 ? 'low' : 'ok',
    }),
    ...(cover !== null && { cover: cover < 2.5 ? 'open' : 'closed' }),
    ...(retainBin !== null && { retainBin: retainBin === 'print' ? 'full' : 'ok' }),
  };
  const jammed = position.value === 'jammed';
  const completion: DeviceCompletion =
    broken !== null
      ? completionOfSilence(broken)
      : jammed
        ? { code: 'commandErrorCode', errorCode: 'mediaJam' }
        : completedWell;
  return {
    position: position.value,
    facts: {
      completion,
      position: position.value === 'jammed' ? 'unknown' : position.value,
      printedCards,
      supplies,
    },
  };
}

export function completionOfSilence(kind: 'refused' | 'garbled' | 'timeOut' | 'lost'): DeviceCompletion {
  if (kind === 'timeOut') return { code: 'timeOut' };
  return { code: 'hardwareError', detail: kind === 'lost' ? 'connection lost' : 'answers not readable' };
}
