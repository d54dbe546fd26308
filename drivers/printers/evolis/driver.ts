import { z } from 'zod';
import type {
  CardFace,
  DeviceCompletion,
  DeviceIdentity,
  PrinterFacts,
} from '../../../main/contract/devices.ts';
import { pause, type Clock } from '../../api/clock.ts';
import type { CommandContext, Driver, DriverEvents, PrinterHandle } from '../../api/driver.ts';
import { completedWell, noIdentity, unknownPrinterFacts } from '../../api/status.ts';
import { encodeCommand } from '../../framing/evolisCommands.ts';
import { awaitTaken } from './bezel.ts';
import {
  askFacts,
  askFor,
  completionOfNak,
  completionOfSilence,
  parsePosition,
  type AskedFacts,
} from './facts.ts';
import { jobCommands } from './job.ts';
import { maskEvolis } from './mask.ts';
import { evolisProfiles, type EvolisProfile } from './profile.ts';
import { evolisSession, type EvolisAnswer, type EvolisSession } from './session.ts';

/** A printer that was just switched on answers its first command after some seconds. */
const openMs = 5000;
/** Rest between two looks at where the card is. */
const positionPollMs = 100;
/** Kept back from a move's deadline to ask where the card is when the move did not answer. */
const longestReserveMs = 1500;

const options = z.strictObject({
  profile: z.enum(['kc200b-desk', 'kc200b-kiosk']).default('kc200b-desk'),
});

/** Evolis language over any byte line: serial, network, printer node. KC200B class (device-protocols 5). */
export const evolisDriver: Driver<'cardPrinter', PrinterHandle> = {
  id: 'evolis',
  kind: 'cardPrinter',
  options,
  matches: (config) => config.driver === 'evolis' && config.kind === 'cardPrinter',
  mask: maskEvolis,
  async open(transport, clock, events, config) {
    const parsed = options.safeParse(config.options);
    if (!parsed.success) return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const profile = evolisProfiles[parsed.data.profile];
    const session = evolisSession(transport, clock);
    const opened = await initialise(session, clock, profile, clock.now() + openMs);
    if (opened.completion.code === 'success') {
      return { ok: true, handle: printerHandle(session, clock, profile, events, opened.identity) };
    }
    session.close();
    return { ok: false, completion: opened.completion };
  },
};

/** Brings the printer into the state all commands below rely on. Repeatable: it moves nothing. */
async function initialise(
  session: EvolisSession,
  clock: Clock,
  profile: EvolisProfile,
  deadlineAt: number,
): Promise<{ completion: DeviceCompletion; identity: DeviceIdentity }> {
  const meet = async (): ReturnType<EvolisSession['identify']> => {
    for (const command of profile.opening) await session.tell(command);
    return session.identify(deadlineAt);
  };
  let met = await meet();
  // A printer that was still taking the panel of a dead host took the opening for a piece of it.
  if (met?.unheard === true) met = await meet();
  if (met === null)
    return { completion: { code: 'deviceNotReady', detail: 'no serial number' }, identity: noIdentity };
  const { serial } = met;
  for (const command of profile.init) {
    const answer = await session.order(encodeCommand(command), deadlineAt);
    if (answer.kind !== 'ack') return { completion: completionOf(answer), identity: noIdentity };
  }
  const model = await askFor(session, clock, 'Rtp', (text) => text, deadlineAt);
  const firmware = await askFor(session, clock, 'Rfv', (text) => text, deadlineAt);
  return {
    completion: completedWell,
    identity: {
      make: 'Evolis',
      model: model.kind === 'value' ? model.value.slice(0, 64) : '',
      serial,
      firmware: firmware.kind === 'value' ? firmware.value.slice(0, 64) : '',
    },
  };
}

function printerHandle(
  session: EvolisSession,
  clock: Clock,
  profile: EvolisProfile,
  events: DriverEvents,
  identity: DeviceIdentity,
): PrinterHandle {
  const look = async (deadlineAt: number): Promise<AskedFacts> => {
    const asked = await askFacts(session, clock, profile, deadlineAt);
    const media =
      asked.position === 'none'
        ? 'notPresent'
        : asked.position === 'jammed'
          ? 'jammed'
          : asked.position === 'unknown'
            ? 'unknown'
            : 'present';
    events.facts({ media, supplies: asked.facts.supplies });
    return asked;
  };
  const failed = (facts: PrinterFacts, completion: DeviceCompletion): PrinterFacts => ({
    ...facts,
    completion,
  });

  /** Facts when every precondition holds, else the completion that says which one does not. Nothing was moved yet. */
  const before = async (
    context: CommandContext,
    hindrance: (asked: AskedFacts) => DeviceCompletion | null,
  ): Promise<{ go: boolean; facts: PrinterFacts }> => {
    const { facts, ...rest } = await look(context.deadlineAt);
    if (context.canceled()) return { go: false, facts: failed(facts, { code: 'canceled' }) };
    if (facts.completion.code !== 'success') return { go: false, facts };
    if (facts.supplies.cover === 'open')
      return { go: false, facts: failed(facts, { code: 'commandErrorCode', errorCode: 'coverOpen' }) };
    const found = hindrance({ facts, ...rest });
    return found === null ? { go: true, facts } : { go: false, facts: failed(facts, found) };
  };

  /**
   * Sends the commands of a move once each, then lets the machine's own word decide: it was done when `arrived` holds
   * for the facts asked afterwards. A garbled ACK therefore costs nothing, and a lost one is never guessed.
   */
  const move = async (
    commands: readonly Uint8Array[],
    context: CommandContext,
    position: PrinterFacts['position'],
    arrived: (facts: PrinterFacts) => boolean,
  ): Promise<PrinterFacts> => {
    const left = context.deadlineAt - clock.now();
    const moveDeadlineAt = context.deadlineAt - Math.min(longestReserveMs, left / 2);
    for (const [index, command] of commands.entries()) {
      const answer = await session.order(command, moveDeadlineAt);
      if (answer.kind === 'lost') return unknownPrinterFacts(completionOf(answer));
      const last = index === commands.length - 1;
      if (answer.kind === 'ack' || (last && answer.kind === 'garbled')) continue;
      // The answer to a move decides its completion; where the card is decides what the caller does.
      return failed((await look(context.deadlineAt)).facts, completionOf(answer));
    }
    await waitFor(position, moveDeadlineAt);
    const { facts } = await look(context.deadlineAt);
    if (facts.completion.code !== 'success') return facts;
    return arrived(facts) ? facts : failed(facts, { code: 'timeOut', detail: 'card not where it should be' });
  };

  const waitFor = async (position: PrinterFacts['position'], deadlineAt: number): Promise<void> => {
    while (clock.now() < deadlineAt) {
      const asked = await askFor(session, clock, profile.queries.position, parsePosition, deadlineAt);
      if (
        asked.kind === 'lost' ||
        (asked.kind === 'value' && (asked.value === position || asked.value === 'jammed'))
      )
        return;
      await pause(clock, positionPollMs);
    }
  };

  const { bezel } = profile;
  return {
    identity,
    awaitCardTaken: async (takeWithinMs, context) =>
      bezel === null
        ? unknownPrinterFacts({ code: 'unsupportedCommand', detail: 'no bezel' })
        : awaitTaken({ session, clock, bezel, look, before, move }, takeWithinMs, context),
    async printerFacts(context) {
      return (await look(context.deadlineAt)).facts;
    },
    async probe(context) {
      return (await look(context.deadlineAt)).position !== 'unknown';
    },
    async feedToChip(context) {
      const start = await before(context, ({ facts }) => {
        if (facts.position !== 'none') return { code: 'sequenceError', detail: 'a card is inside' };
        return facts.supplies.feeder === 'empty' ? { code: 'commandErrorCode', errorCode: 'noMedia' } : null;
      });
      if (!start.go) return start.facts;
      return move([encodeCommand(profile.feedToChip)], context, 'chip', (facts) => facts.position === 'chip');
    },
    async printFront(face: CardFace, context) {
      const start = await before(context, ({ facts }) => {
        if (facts.position === 'none') return { code: 'sequenceError', detail: 'no card is inside' };
        // Without the counter a print could never be proved, so none is started.
        if (facts.printedCards === null) return { code: 'hardwareError', detail: 'no life counter' };
        return facts.supplies.ribbon === 'out' ? { code: 'commandErrorCode', errorCode: 'tonerOut' } : null;
      });
      const countBefore = start.facts.printedCards;
      if (!start.go || countBefore === null) return start.facts;
      const commands = [...profile.beforeJob.map(encodeCommand), ...jobCommands(face, profile)];
      const place = bezel === null ? 'none' : 'print';
      return move(
        commands,
        context,
        place,
        (facts) => facts.position === place && facts.printedCards === countBefore + 1,
      );
    },
    async rejectCard(context) {
      const start = await before(context, ({ facts }) => {
        if (facts.position === 'none') return { code: 'sequenceError', detail: 'no card is inside' };
        return facts.supplies.retainBin === 'full'
          ? { code: 'commandErrorCode', errorCode: 'retainBinFull' }
          : null;
      });
      if (!start.go) return start.facts;
      return move(profile.reject.map(encodeCommand), context, 'none', (facts) => facts.position === 'none');
    },
    async reset(context) {
      if (!(await session.resync(context.deadlineAt))) return unknownPrinterFacts({ code: 'timeOut' });
      const answer = await session.order(encodeCommand(profile.clear), context.deadlineAt);
      if (answer.kind !== 'ack') return failed((await look(context.deadlineAt)).facts, completionOf(answer));
      const again = await initialise(session, clock, profile, context.deadlineAt);
      const { facts } = await look(context.deadlineAt);
      return again.completion.code === 'success' ? facts : failed(facts, again.completion);
    },
    async close() {
      session.close();
    },
  };
}

function completionOf(answer: EvolisAnswer): DeviceCompletion {
  if (answer.kind === 'nak') return completionOfNak(answer.code);
  return completionOfSilence(answer.kind === 'lost' || answer.kind === 'timeOut' ? answer.kind : 'garbled');
}
