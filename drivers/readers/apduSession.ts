import type { Clock, Timer } from '../api/clock.ts';
import type { Transport } from '../api/transport.ts';
import { apduFramer, encodeApduFrame } from '../framing/apduFrames.ts';
import { concatBytes } from '../framing/bytes.ts';

/** Outcome of one frame out, one frame in. */
export type FrameAnswer =
  { readonly kind: 'frame'; readonly payload: Uint8Array } | { readonly kind: 'silent' | 'garbled' | 'lost' };

/** Response of the card after 61/6C handling. */
export type CardAnswer =
  | { readonly kind: 'response'; readonly data: Uint8Array; readonly status: number }
  | { readonly kind: 'silent' | 'garbled' | 'lost' };

export interface ApduSession {
  /** Sends a frame that is never answered (power control). */
  tell(payload: Uint8Array): Promise<void>;
  ask(payload: Uint8Array, deadlineAt: number): Promise<FrameAnswer>;
  /** Sends an APDU and waits `waitMs` (default `apduWaitMs`) for each answer, following `61xx` (GET RESPONSE) and `6Cxx` (repeat with the right Le), ISO 7816-3. */
  transmit(apdu: Uint8Array, deadlineAt: number, waitMs?: number): Promise<CardAnswer>;
  /** Sends an APDU once and gives its answer as it is: for what must never be done twice. */
  transmitOnce(apdu: Uint8Array, deadlineAt: number, waitMs?: number): Promise<CardAnswer>;
  /**
   * Starts a new connection. There is no mark in the stream to resync on, and a late answer of the old one must not
   * be taken for the answer to the next question.
   */
  reconnect(): Promise<boolean>;
  close(): void;
}

/** About 44 ms an APDU over PC/SC; a single lost answer must not use up the whole deadline. */
export const apduWaitMs = 1000;
/** A chip that makes a key pair, or opens what was sealed for it, may take seconds. */
export const keyWaitMs = 8000;
/** `61`/`6C` rounds of one APDU; a card that asks for more is broken. */
const mostRounds = 4;

export function apduSession(transport: Transport, clock: Clock): ApduSession {
  const silenceMs = 500;
  let framer = apduFramer({ silenceMs });
  let waiting: ((answer: FrameAnswer) => void) | null = null;
  const settle = (answer: FrameAnswer): void => waiting?.(answer);

  const stopListening = [
    transport.onData((chunk) => {
      for (const outcome of framer.push(chunk)) {
        settle(outcome.kind === 'frame' ? { kind: 'frame', payload: outcome.frame } : { kind: 'garbled' });
      }
    }),
    transport.onClosed(() => settle({ kind: 'lost' })),
  ];

  const ask = (payload: Uint8Array, deadlineAt: number): Promise<FrameAnswer> =>
    new Promise((resolve) => {
      let timer: Timer | null = null;
      waiting = (answer) => {
        waiting = null;
        timer?.cancel();
        resolve(answer);
      };
      timer = clock.setTimer(Math.max(0, deadlineAt - clock.now()), () => settle({ kind: 'silent' }));
      void transport.write(encodeApduFrame(payload)).then((written) => {
        if (!written.ok) settle({ kind: 'lost' });
      });
    });

  const transmitOnce = async (
    apdu: Uint8Array,
    deadlineAt: number,
    waitMs = apduWaitMs,
  ): Promise<CardAnswer> => {
    const answer = await ask(apdu, Math.min(deadlineAt, clock.now() + waitMs));
    if (answer.kind !== 'frame') return answer;
    const { payload } = answer;
    const [first, second] = payload.slice(-2);
    if (first === undefined || second === undefined) return { kind: 'garbled' };
    return { kind: 'response', data: payload.slice(0, -2), status: first * 256 + second };
  };

  const transmit = async (apdu: Uint8Array, deadlineAt: number, waitMs = apduWaitMs): Promise<CardAnswer> => {
    let next = apdu;
    let data: Uint8Array = new Uint8Array(0);
    for (let round = 0; round < mostRounds; round += 1) {
      const answer = await transmitOnce(next, deadlineAt, waitMs);
      if (answer.kind !== 'response') return answer;
      data = concatBytes([data, answer.data]);
      const [first, second] = [answer.status >> 8, answer.status & 0xff];
      if (first === 0x61) next = Uint8Array.of(0x00, 0xc0, 0x00, 0x00, second);
      else if (first === 0x6c) next = withLe(next, second);
      else return { kind: 'response', data, status: answer.status };
    }
    return { kind: 'garbled' };
  };

  return {
    async tell(payload) {
      await transport.write(encodeApduFrame(payload));
    },
    ask,
    transmit,
    transmitOnce,
    async reconnect() {
      await transport.close();
      framer = apduFramer({ silenceMs });
      return (await transport.open()).ok;
    },
    close() {
      for (const stop of stopListening) stop();
      settle({ kind: 'lost' });
    },
  };
}

/** The same command with another expected length; data it carries stay. */
function withLe(apdu: Uint8Array, expected: number): Uint8Array {
  const withoutLe = apdu.length <= 5 ? apdu.subarray(0, 4) : apdu.subarray(0, 5 + (apdu[4] ?? 0));
  return concatBytes([withoutLe, Uint8Array.of(expected)]);
}
