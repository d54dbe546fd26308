import { z } from 'zod';
import type { DeviceCompletion, PaperState, ReceiptFacts } from '../../../main/contract/devices.ts';
import type { Clock } from '../../api/clock.ts';
import type { CommandContext, Driver, DriverEvents, ReceiptPrinterHandle } from '../../api/driver.ts';
import { completedWell, noIdentity } from '../../api/status.ts';
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
      if (answer.kind === 'byte')
        return { ok: true, handle: receiptPrinter(session, clock, events, parsed.data) };
      if (answer.kind === 'lost') break;
    }
    session.close();
    return { ok: false, completion: { code: 'deviceNotReady', detail: 'no status' } };
  },
};

function receiptPrinter(
  session: EscposSession,
  clock: Clock,
  events: DriverEvents,
  style: Options,
): ReceiptPrinterHandle {
  const look = async (deadlineAt: number): Promise<Look> => {
    const found = await askStatus(session, deadlineAt);
    events.facts({ paper: found.paper });
    return found;
  };

  /** Follows a receipt to its mark; a printer that stops on the way says why. */
  const follow = async (context: CommandContext): Promise<ReceiptFacts> => {
    while (clock.now() < context.deadlineAt) {
      const reply = await session.printed(Math.min(context.deadlineAt, clock.now() + statusWaitMs));
      if (reply === 'lost') return { completion: lineLost, paper: 'unknown' };
      if (reply !== 'silent') {
        const { completion, paper } = await look(context.deadlineAt);
        // The mark was answered, so the receipt is on paper, whatever the printer says now.
        return { completion: completion.code === 'hardwareError' ? completion : completedWell, paper };
      }
      const { completion, paper } = await look(context.deadlineAt);
      if (completion.code !== 'success' && completion.code !== 'timeOut') return { completion, paper };
    }
    return { completion: { code: 'timeOut', detail: 'not known whether it was printed' }, paper: 'unknown' };
  };

  return {
    identity: noIdentity,
    probe: async (context) => (await look(context.deadlineAt)).completion.code !== 'timeOut',
    async printReceipt(parts, context) {
      const encoded = encodeReceipt(parts, style);
      if (!encoded.ok)
        return { completion: { code: 'unsupportedData', detail: encoded.reason }, paper: 'unknown' };
      const before = await look(context.deadlineAt);
      if (context.canceled()) return { completion: { code: 'canceled' }, paper: before.paper };
      if (before.completion.code !== 'success') return before;
      const sent = await session.send(concatBytes([encoded.bytes, escpos.paperWhenDone]), context.deadlineAt);
      if (sent === 'lost') return { completion: lineLost, paper: 'unknown' };
      if (sent === 'late') return { completion: { code: 'timeOut' }, paper: 'unknown' };
      return follow(context);
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
