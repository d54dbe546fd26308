import { z } from 'zod';
import type { Clock } from '../api/clock.ts';
import type { CommandContext, Driver, DriverEvents, ScannerHandle } from '../api/driver.ts';
import { noIdentity } from '../api/status.ts';
import { asciiText } from '../framing/bytes.ts';
import { framedHandle } from '../framing/framedHandle.ts';
import {
  encodeSsi,
  ssiFramer,
  ssiOpcodes,
  ssiResend,
  ssiSource,
  ssiStatus,
  symbologyOfSsi,
  type SsiFrame,
  type SsiOutcome,
} from '../framing/ssiFrames.ts';
import { commandLine, notAnswered, type Asked, type CommandLine } from './commandLine.ts';
import { maskSsi } from './maskSsi.ts';
import { scanAssembly } from './ssiScans.ts';
import { deliverScan } from './scanText.ts';

/** A frame of 257 bytes takes 270 ms at 9600 baud, but its bytes come without a pause. */
const silenceMs = 100;
/** No source tells how long a decoder takes to acknowledge; after this the command is sent again, as SSI wants it. */
const answerMs = 700;
const tries = 3;

const optionsSchema = z.strictObject({});

/** Zebra / Symbol scanners in SSI packet mode with handshake (device-protocols 2.3). */
export const zebraSsiDriver: Driver<'scanner', ScannerHandle> = {
  id: 'zebra-ssi',
  kind: 'scanner',
  options: optionsSchema,
  matches: (config) => config.driver === 'zebra-ssi' && config.kind === 'scanner',
  mask: (direction, bytes) => (direction === 'toDevice' ? bytes.slice() : maskSsi(bytes)),
  async open(transport, clock, events, config) {
    if (!optionsSchema.safeParse(config.options).success)
      return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const line = commandLine<SsiFrame>(transport, clock);
    const session = ssiSession(line, clock);
    // Nothing to do when it cannot be sent: then the port is gone and the manager knows it.
    const send = (bytes: Uint8Array): void => void transport.write(bytes);
    const receive = scanReceiver(send, events, clock, line.heard);
    const base = framedHandle(
      transport,
      clock,
      {
        ...events,
        readFailed(reason) {
          // Half a frame is asked for again like a wrong one; bytes between frames are not the device's.
          if (reason === 'truncated') send(refusal);
          events.readFailed(reason);
        },
      },
      ssiFramer(ssiSource.decoder, silenceMs),
      receive,
    );
    const close = async (): Promise<void> => {
      line.close();
      await base.close();
    };
    const enabled = await session.order(ssiOpcodes.scanEnable, clock.now() + tries * answerMs);
    if (enabled.code !== 'success') {
      await close();
      return { ok: false, completion: enabled };
    }
    const firmware = await session.revision(clock.now() + answerMs);
    return {
      ok: true,
      handle: {
        identity: { ...noIdentity, firmware: firmware ?? '' },
        probe: async (context) => (await session.revision(context.deadlineAt)) !== null,
        trigger: async (on, context) => session.trigger(on, context),
        close,
      },
    };
  },
};

const refusal = encodeSsi(ssiOpcodes.refuse, ssiSource.host, Uint8Array.of(ssiResend));
const acknowledgement = encodeSsi(ssiOpcodes.acknowledge, ssiSource.host);

/** Acknowledges and delivers reads, asks again for damaged frames, and hands everything else to the command that waits. */
function scanReceiver(
  send: (bytes: Uint8Array) => void,
  events: DriverEvents,
  clock: Clock,
  answer: (frame: SsiFrame) => void,
): (outcome: SsiOutcome) => void {
  const assembly = scanAssembly();
  return (outcome) => {
    if (outcome.kind === 'badChecksum') {
      send(refusal);
      return events.readFailed('garbage');
    }
    if (outcome.opcode !== ssiOpcodes.decodeData) return answer(outcome);
    send(acknowledgement);
    const scan = assembly.take(outcome, clock.now());
    if (scan === null) return;
    if (scan === 'tooLong') return events.readFailed('tooLong');
    deliverScan(events, scan.bytes, (text) => ({ symbology: symbologyOfSsi(scan.type), text }));
  };
}

function ssiSession(line: CommandLine<SsiFrame>, clock: Clock) {
  /** Sends again while there is no answer: every command used here may be done twice. */
  const ask = async (
    opcode: number,
    deadlineAt: number,
    accept: (frame: SsiFrame) => boolean,
  ): Promise<Asked<SsiFrame>> => {
    let asked: Asked<SsiFrame> = { kind: 'timeOut' };
    for (let attempt = 0; attempt < tries && clock.now() < deadlineAt; attempt += 1) {
      const frame = encodeSsi(opcode, ssiSource.host, undefined, attempt === 0 ? 0 : ssiStatus.again);
      asked = await line.ask(frame, Math.min(deadlineAt, clock.now() + answerMs), accept);
      if (asked.kind !== 'timeOut') return asked;
    }
    return asked;
  };
  const isEnd = (frame: SsiFrame): boolean =>
    frame.opcode === ssiOpcodes.acknowledge || frame.opcode === ssiOpcodes.refuse;
  const order = async (opcode: number, deadlineAt: number) => {
    const asked = await ask(opcode, deadlineAt, isEnd);
    if (asked.kind !== 'answer') return notAnswered(asked.kind);
    return asked.answer.opcode === ssiOpcodes.acknowledge
      ? ({ code: 'success' } as const)
      : ({ code: 'commandErrorCode', detail: 'refused by the scanner' } as const);
  };
  return {
    order,
    trigger: async (on: boolean, context: CommandContext) =>
      context.canceled()
        ? ({ code: 'canceled' } as const)
        : order(on ? ssiOpcodes.startSession : ssiOpcodes.stopSession, context.deadlineAt),
    /** Firmware as the decoder names it; `''` when the name is no text, null without an answer. */
    async revision(deadlineAt: number): Promise<string | null> {
      const asked = await ask(
        ssiOpcodes.requestRevision,
        deadlineAt,
        (frame) => frame.opcode === ssiOpcodes.revision || frame.opcode === ssiOpcodes.refuse,
      );
      if (asked.kind !== 'answer') return null;
      if (asked.answer.opcode !== ssiOpcodes.revision) return '';
      return (asciiText(asked.answer.data) ?? '')
        .replaceAll(/[^\x20-\x7e]/g, '')
        .trim()
        .slice(0, 64);
    },
  };
}
