import type { DeviceCompletion, PrinterFacts } from '../../../main/contract/devices.ts';
import { pause, type Clock } from '../../api/clock.ts';
import type { CommandContext } from '../../api/driver.ts';
import { completedWell, unknownPrinterFacts } from '../../api/status.ts';
import { encodeCommand } from '../../framing/evolisCommands.ts';
import { askFor, completionOfSilence, parseVolts, type AskedFacts } from './facts.ts';
import type { EvolisProfile } from './profile.ts';
import type { EvolisSession } from './session.ts';

/** Rest between two looks at the bezel. */
const pollMs = 200;
/** Kept back from a deadline to pull in a card that nobody takes, and to put it into the reject box. */
const captureReserveMs = 8000;
/** A sensor that sees something gives nearly its 5 V. */
const halfOfSupplyVolts = 2.5;

/** What the printer's handle does for every command, and this one needs too. */
interface Machine {
  readonly session: EvolisSession;
  readonly clock: Clock;
  readonly bezel: NonNullable<EvolisProfile['bezel']>;
  look(deadlineAt: number): Promise<AskedFacts>;
  before(
    context: CommandContext,
    hindrance: (asked: AskedFacts) => DeviceCompletion | null,
  ): Promise<{ readonly go: boolean; readonly facts: PrinterFacts }>;
  move(
    commands: readonly Uint8Array[],
    context: CommandContext,
    position: PrinterFacts['position'],
    arrived: (facts: PrinterFacts) => boolean,
  ): Promise<PrinterFacts>;
}

/**
 * Brings the printed card out of the machine and waits until the holder has taken it; one that is not taken in time is pulled in and put into
 * the reject box (E3, device-protocols 5.2). Each move is sent once and judged by where the card is afterwards; nothing is moved while the
 * bezel or the card cannot be asked. Taken is only a card that is neither at the bezel nor inside.
 */
export async function awaitTaken(
  machine: Machine,
  takeWithinMs: number,
  context: CommandContext,
): Promise<PrinterFacts> {
  const { session, clock, bezel, look } = machine;
  /** Is a card at the bezel? Null = the printer could not be asked this time. */
  const isThere = async (): Promise<boolean | null | 'lost'> => {
    const asked = await askFor(session, clock, bezel.query, parseVolts, context.deadlineAt);
    if (asked.kind === 'value') return asked.value > halfOfSupplyVolts;
    return asked.kind === 'lost' ? 'lost' : null;
  };

  let isOut = false;
  if ((await look(context.deadlineAt)).position === 'print') {
    const stopped = await deliver(machine, context);
    if (stopped !== null) return stopped;
    isOut = true;
  }
  const startedAt = clock.now();
  const reserve = Math.min(captureReserveMs, (context.deadlineAt - startedAt) / 2);
  const takenBy = Math.min(startedAt + takeWithinMs, context.deadlineAt - reserve);
  for (;;) {
    const there = await isThere();
    if (there === 'lost') return unknownPrinterFacts(completionOfSilence('lost'));
    if (there === false) {
      const { facts, position } = await look(context.deadlineAt);
      if (position === 'none' || facts.completion.code !== 'success') return facts;
      // It could not be asked before, and never came out.
      if (position !== 'print' || isOut)
        return { ...facts, completion: { code: 'timeOut', detail: 'card not where it should be' } };
      const stopped = await deliver(machine, context);
      if (stopped !== null) return stopped;
      isOut = true;
    }
    if (context.canceled())
      return { ...(await look(context.deadlineAt)).facts, completion: { code: 'canceled' } };
    if (clock.now() >= takenBy) {
      // Whether a card is there stays open.
      if (there === null) return unknownPrinterFacts({ code: 'timeOut', detail: 'bezel not asked' });
      return capture(machine, context, isThere);
    }
    await pause(clock, pollMs);
  }
}

/** Brings out a card that waits at the print position; null = it is out. */
async function deliver(
  { bezel, before, move }: Machine,
  context: CommandContext,
): Promise<PrinterFacts | null> {
  const start = await before(context, () => null);
  if (!start.go) return start.facts;
  const commands = bezel.deliver.map(encodeCommand);
  const out = await move(commands, context, 'none', ({ position }) => position === 'none');
  return out.completion.code === 'success' ? null : out;
}

async function capture(
  { bezel, before, move }: Machine,
  context: CommandContext,
  isThere: () => Promise<boolean | null | 'lost'>,
): Promise<PrinterFacts> {
  const start = await before(context, ({ facts }) =>
    facts.position === 'none' ? null : { code: 'sequenceError', detail: 'a card is inside' },
  );
  if (!start.go) return start.facts;
  const pullIn = bezel.pullIn.map(encodeCommand);
  const inside = await move(pullIn, context, 'chip', ({ position }) => position === 'chip');
  if (inside.position !== 'chip') {
    // Taken in the last moment: nothing is inside, nothing is at the bezel, and nothing was retained.
    const gone = inside.position === 'none' && (await isThere()) === false;
    return gone ? { ...inside, completion: completedWell } : inside;
  }
  // Behind the bezel it is out of reach, even where the box has no room for it.
  if (inside.supplies.retainBin === 'full')
    return { ...inside, completion: { code: 'commandErrorCode', errorCode: 'retainBinFull' } };
  const retain = bezel.retain.map(encodeCommand);
  const retained = await move(retain, context, 'none', ({ position }) => position === 'none');
  return retained.completion.code === 'success'
    ? { ...retained, completion: { code: 'commandErrorCode', errorCode: 'mediaRetained' } }
    : retained;
}
