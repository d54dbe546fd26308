import { pause, type Clock } from '../api/clock.ts';
import type { ChipReaderHandle, CommandContext, Driver } from '../api/driver.ts';
import { completedWell, emptyChipFacts, noIdentity } from '../api/status.ts';
import { apduControl } from '../framing/apduFrames.ts';
import { hexOf } from '../framing/bytes.ts';
import type { ChipFacts } from '../../main/contract/devices.ts';
import { apduSession, type ApduSession } from './apduSession.ts';
import { readCardFiles } from './cardFiles.ts';

/** Reads what a chip tells everybody. Safe to repeat; the same interface serves PC/SC and the socket. */
export interface ChipReader {
  readChip(context: CommandContext): Promise<ChipFacts>;
}

/** An insert is seen after 0.25–0.5 s (device-protocols 10.2); a mute question is asked again on a new connection. */
const atrWaitMs = 400;
/** About 44 ms an APDU; a whole file set is some 15 of them. */
const apduWaitMs = 1000;
const retryRestMs = 100;
/** Cold resets before a chip counts as dead: contacts can be dirty. */
const coldResets = 2;

/** Reader whose card answers APDU frames on a socket. */
export const apduSocketDriver: Driver<'chipReader', ChipReaderHandle> = {
  id: 'apdu-socket',
  kind: 'chipReader',
  matches: (config) => config.driver === 'apdu-socket' && config.kind === 'chipReader',
  async open(transport, clock) {
    const session = apduSession(transport, clock);
    const reader = chipReader(session, clock);
    return {
      ok: true,
      handle: {
        identity: noIdentity,
        readChip: reader.readChip,
        writeChip: async () => ({ completion: { code: 'unsupportedCommand' }, provider: null }),
        close: async () => session.close(),
      },
    };
  },
};

export function chipReader(session: ApduSession, clock: Clock): ChipReader {
  /** Power cycle and ATR: text, `dead` (card there, no ATR), or why there was no answer. */
  const readAtr = async (
    deadlineAt: number,
  ): Promise<{ atr: string } | 'dead' | 'silent' | 'garbled' | 'lost'> => {
    for (let attempt = 1; ; attempt += 1) {
      await session.tell(Uint8Array.of(apduControl.powerOff));
      await session.tell(Uint8Array.of(apduControl.powerOn));
      const wait = Math.min(deadlineAt, clock.now() + atrWaitMs);
      const answer = await session.ask(Uint8Array.of(apduControl.getAtr), wait);
      if (answer.kind !== 'frame') return answer.kind;
      // An ATR starts with its convention byte (ISO 7816-3); anything else is noise on the line.
      if (answer.payload.length > 0)
        return [0x3b, 0x3f].includes(answer.payload[0] ?? 0) ? { atr: hexOf(answer.payload) } : 'garbled';
      if (attempt === coldResets) return 'dead';
    }
  };

  return {
    async readChip(context) {
      let atr: string | null = null;
      let last: 'silent' | 'garbled' = 'silent';
      while (clock.now() < context.deadlineAt) {
        if (context.canceled()) return emptyChipFacts({ code: 'canceled' }, atr);
        const found = await readAtr(context.deadlineAt);
        if (found === 'dead')
          return emptyChipFacts({ code: 'commandErrorCode', errorCode: 'atrNotObtained' });
        if (found === 'lost') return emptyChipFacts({ code: 'hardwareError', detail: 'connection lost' });
        if (typeof found === 'object') {
          atr = found.atr;
          const wait = Math.min(context.deadlineAt, clock.now() + 20 * apduWaitMs);
          const result = await readCardFiles(limited(session, clock), wait);
          await session.tell(Uint8Array.of(apduControl.powerOff));
          if (result.kind === 'files') return { completion: completedWell, atr, ...result.files };
          if (result.kind === 'otherCard')
            return emptyChipFacts({ code: 'commandErrorCode', errorCode: 'invalidMedia' }, atr);
          if (result.kind === 'lost')
            return emptyChipFacts({ code: 'hardwareError', detail: 'connection lost' }, atr);
          last = result.kind;
        } else last = found;
        // Garbled answers come at once: without a rest this loop would ask as fast as the line can carry noise.
        await pause(clock, retryRestMs);
        if (!(await session.reconnect()))
          return emptyChipFacts({ code: 'hardwareError', detail: 'reader gone' }, atr);
      }
      // A card that gave its ATR and then fell silent was pulled; without any ATR no card came before the deadline.
      if (last === 'garbled')
        return emptyChipFacts({ code: 'hardwareError', detail: 'answers not readable' }, atr);
      if (atr !== null) return emptyChipFacts({ code: 'commandErrorCode', errorCode: 'noMedia' }, atr);
      return emptyChipFacts({ code: 'timeOut' });
    },
  };
}

/** The session with a limit on each single APDU, so that one lost answer does not use up the whole deadline. */
function limited(session: ApduSession, clock: Clock): ApduSession {
  return {
    ...session,
    transmit: (apdu, deadlineAt) => session.transmit(apdu, Math.min(deadlineAt, clock.now() + apduWaitMs)),
  };
}
