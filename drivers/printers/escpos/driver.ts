import { z } from 'zod';
import type { DeviceCompletion, PaperState, ReceiptFacts } from '../../../main/contract/devices.ts';
import type { Clock } from '../../api/clock.ts';
import type { CommandContext, Driver, DriverEvents, ReceiptPrinterHandle } from '../../api/driver.ts';
import { completedWell, noIdentity } from '../../api/status.ts';
import type { Transport } from '../../api/transport.ts';
import { concatBytes } from '../../framing/bytes.ts';
import { encodeReceipt, escpos } from '../../framing/escposCommands.ts';
import { errorCause, isOffline, offlineCause, paperOf } from '../../framing/escposStatus.ts';
import { escposSession, statusWaitMs, type EscposSession } from './session.ts';

/** A printer that was just switched on answers after some seconds; it is asked again with back-off. */
const openMs = 2000;

const options = z.strictObject({
  charset: z.enum(['gb18030', 'gbk']).default('gb18030'),
  columns: z.number().int().min(24).max(64).default(48),
});
type Options = z.infer<typeof options>;

/** What the printer says of itself: a hindrance named as a completion, and its paper. */
interface Look {
  readonly completion: DeviceCompletion;
  readonly paper: PaperState;
}

/** Receipt printers that speak ESC/POS, over any byte line (device-protocols 6). */
export const escposDriver: Driver<'receiptPrinter', ReceiptPrinterHandle> = {
  id: 'escpos',
  kind: 'receiptPrinter',
  options,
  matches: (config) => config.driver === 'escpos' && config.kind === 'receiptPrinter',
  // What is printed names a case; what comes back is status only.
  mask: (direction, bytes) => (direction === 'fromDevice' || bytes.length <= 3 ? bytes.slice() : null),
  async open(transport, clock, events, config) {
    const parsed = options.safeParse(config.options);
    if (!parsed.success) return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const session = escposSession(transport, clock);
    const deadlineAt = clock.now() + openMs;
    while (clock.now() < deadlineAt) {
      const answer = await session.status(1, deadlineAt);
      if (answer.kind === 'byte') {
        // What an earlier owner of the line left in the printer belongs to nobody any more.
        if ((await session.clear()) === 'lost') break;
        const memory = memoryOf(transport);
        return { ok: true, handle: receiptPrinter(session, clock, events, parsed.data, memory) };
      }
      if (answer.kind === 'lost') break;
    }
    session.close();
    return { ok: false, completion: { code: 'deviceNotReady', detail: 'no status' } };
  },
};

/** Outlives a handle, because the paper does: what was begun before the cable was pulled is still in the cutter when it is back. */
interface Memory {
  /** A receipt was sent and its mark never came: the printer may hold the rest of it, and the paper its beginning. */
  unfinished: boolean;
}
const memories = new WeakMap<Transport, Memory>();
function memoryOf(transport: Transport): Memory {
  const known = memories.get(transport) ?? { unfinished: false };
  memories.set(transport, known);
  return known;
}

function receiptPrinter(
  session: EscposSession,
  clock: Clock,
  events: DriverEvents,
  style: Options,
  memory: Memory,
): ReceiptPrinterHandle {
  const look = async (deadlineAt: number): Promise<Look> => {
    const found = await askStatus(session, deadlineAt);
    events.facts({ paper: found.paper });
    return found;
  };

  /** The mark was answered, so the receipt is on paper, whatever the printer says now. */
  const finished = ({ completion, paper }: Look): ReceiptFacts => {
    memory.unfinished = false;
    return { completion: completion.code === 'hardwareError' ? completion : completedWell, paper };
  };

  /** Follows a receipt to its mark; a printer that stops on the way says why. */
  const follow = async (context: CommandContext): Promise<ReceiptFacts> => {
    while (clock.now() < context.deadlineAt) {
      const reply = await session.printed(Math.min(context.deadlineAt, clock.now() + statusWaitMs));
      if (reply === 'lost') return { completion: lineLost, paper: 'unknown' };
      const found = await look(context.deadlineAt);
      if (reply !== 'silent') return finished(found);
      const { code } = found.completion;
      if (code === 'success' || code === 'timeOut') continue;
      // The mark may have come while it was asked.
      if (typeof (await session.printed(clock.now())) !== 'string') return finished(found);
      // Or it would go on with the old receipt once it has paper again, and print the next one behind it.
      await session.clear();
      return found;
    }
    return { completion: { code: 'timeOut', detail: 'not known whether it was printed' }, paper: 'unknown' };
  };

  return {
    identity: noIdentity,
    probe: async (context) => (await look(context.deadlineAt)).completion.code !== 'timeOut',
    async printReceipt(parts, context) {
      const { bytes, replaced } = encodeReceipt(parts, style);
      const before = await look(context.deadlineAt);
      if (context.canceled()) return { completion: { code: 'canceled' }, paper: before.paper };
      if (before.completion.code !== 'success') return before;
      const beginning: Uint8Array[] = [];
      if (memory.unfinished) {
        if ((await session.clear()) === 'lost') return { completion: lineLost, paper: 'unknown' };
        // What is on the paper of the last one is cut off, so that it is not the head of this one.
        beginning.push(escpos.initialise, escpos.feedAndCut);
      }
      memory.unfinished = true;
      const whole = concatBytes([...beginning, bytes, escpos.paperWhenDone]);
      const sent = await session.send(whole, context.deadlineAt);
      if (sent === 'lost') return { completion: lineLost, paper: 'unknown' };
      if (sent === 'late') return { completion: { code: 'timeOut' }, paper: 'unknown' };
      const facts = await follow(context);
      return facts.completion.code === 'success' && replaced > 0
        ? { ...facts, completion: { code: 'success', detail: 'missingGlyph' } }
        : facts;
    },
    async close() {
      session.close();
    },
  };
}

const lineLost: DeviceCompletion = { code: 'hardwareError', detail: 'connection lost' };

async function askStatus(session: EscposSession, deadlineAt: number): Promise<Look> {
  const state = await session.status(1, deadlineAt);
  const paperAnswer = state.kind === 'byte' ? await session.status(4, deadlineAt) : state;
  if (state.kind === 'lost' || paperAnswer.kind === 'lost') return { completion: lineLost, paper: 'unknown' };
  if (state.kind !== 'byte' || paperAnswer.kind !== 'byte')
    return { completion: { code: 'timeOut' }, paper: 'unknown' };
  const paper = paperOf(paperAnswer.byte);
  if (paper === 'out') return { completion: named('paperOut'), paper };
  if (!isOffline(state.byte)) return { completion: completedWell, paper };
  const cause = await session.status(2, deadlineAt);
  if (cause.kind !== 'byte') return { completion: { code: 'timeOut' }, paper };
  switch (offlineCause(cause.byte)) {
    case 'coverOpen':
      return { completion: named('coverOpen'), paper };
    case 'paperEnd':
      return { completion: named('paperOut'), paper: 'out' };
    case 'error': {
      const error = await session.status(3, deadlineAt);
      const detail = error.kind === 'byte' ? errorCause(error.byte) : 'none';
      return { completion: { code: 'hardwareError', detail }, paper };
    }
    case 'none':
      return { completion: { code: 'deviceNotReady', detail: 'offline' }, paper };
  }
}

const named = (errorCode: 'paperOut' | 'coverOpen'): DeviceCompletion => ({
  code: 'commandErrorCode',
  errorCode,
});
