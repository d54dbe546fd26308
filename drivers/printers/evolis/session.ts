import type { Clock, Timer } from '../../api/clock.ts';
import type { Transport } from '../../api/transport.ts';
import { encodeCommand } from '../../framing/evolisCommands.ts';
import { evolisReplyReader, type EvolisReply } from '../../framing/evolisReplies.ts';

export type EvolisAnswer = EvolisReply | { readonly kind: 'timeOut' } | { readonly kind: 'lost' };

/** One command at a time with the printer. The caller keeps commands apart; this keeps answers apart. */
export interface EvolisSession {
  /** Sends a whole command and waits for its ACK or NACK. Never repeats it. */
  order(command: Uint8Array, deadlineAt: number): Promise<EvolisAnswer>;
  /** Sends a read command and waits for its text. */
  ask(query: string, deadlineAt: number): Promise<EvolisAnswer>;
  /** Sends without waiting for anything. */
  tell(command: string): Promise<void>;
  /**
   * After a time-out or garbage an answer may still be under way. The printer answers in order, so asking for the
   * serial number and dropping everything up to it draws a line under the past. False = no answer before the deadline.
   */
  resync(deadlineAt: number): Promise<boolean>;
  /**
   * Asks for the serial number until two answers in a row agree; null = no answer before the deadline. `unheard`: a question before them had no
   * answer, so what was told before it may not have been heard either.
   */
  identify(deadlineAt: number): Promise<{ readonly serial: string; readonly unheard: boolean } | null>;
  close(): void;
}

/** Longest an idle printer takes for a read command. */
export const readAnswerMs = 500;
/**
 * Rest after a question that nobody answered. A printer that got only a part of a panel, because the host before this one died, takes what
 * comes next for the rest of it until the line is quiet for a while (the simulated one: 1 s). Asked more often it would never be free.
 */
const unansweredRestMs = 1500;
/** End of a text without terminator (device-protocols 5.1). */
const textSilenceMs = 50;
const serialQuery = 'Rsn';

export function evolisSession(transport: Transport, clock: Clock): EvolisSession {
  const reader = evolisReplyReader();
  let serial: string | null = null;
  let outOfStep = false;
  let silence: Timer | null = null;
  let waiting: ((reply: EvolisReply | { kind: 'lost' }) => void) | null = null;

  const deliver = (replies: readonly EvolisReply[]): void => {
    for (const reply of replies) waiting?.(reply);
  };
  const stopListening = [
    transport.onData((chunk) => {
      silence?.cancel();
      silence = null;
      deliver(reader.push(chunk));
      if (reader.pending) silence = clock.setTimer(textSilenceMs, () => deliver(reader.silence()));
    }),
    transport.onClosed(() => waiting?.({ kind: 'lost' })),
  ];

  /** Sends and waits until `accept` takes a reply; replies it does not take are answers to older commands. */
  const exchange = (
    command: Uint8Array,
    deadlineAt: number,
    accept: (reply: EvolisReply) => boolean,
  ): Promise<EvolisAnswer> =>
    new Promise((resolve) => {
      let garbled = false;
      let finished = false;
      let timer: Timer | null = null;
      const finish = (answer: EvolisAnswer): void => {
        if (finished) return;
        finished = true;
        waiting = null;
        timer?.cancel();
        if (answer.kind === 'timeOut' || answer.kind === 'garbled') outOfStep = true;
        resolve(answer);
      };
      waiting = (reply) => {
        if (reply.kind === 'lost') finish(reply);
        else if (reply.kind === 'garbled') {
          if (garbled) return;
          // The answer itself may stand right behind the garbage; a little silence says it does not.
          garbled = true;
          clock.setTimer(textSilenceMs, () => finish({ kind: 'garbled' }));
        } else if (accept(reply)) finish(reply);
      };
      timer = clock.setTimer(Math.max(0, deadlineAt - clock.now()), () => finish({ kind: 'timeOut' }));
      void transport.write(command).then((written) => {
        if (!written.ok) finish({ kind: 'lost' });
      });
    });

  /** A serial number nobody asked for now is the late answer to an earlier `resync`. */
  const isLateSerial = (reply: EvolisReply): boolean => reply.kind === 'text' && reply.text === serial;

  const resync = async (deadlineAt: number): Promise<boolean> => {
    let waitMs = readAnswerMs;
    while (clock.now() < deadlineAt) {
      const wait = Math.min(deadlineAt, clock.now() + waitMs);
      const answer = await exchange(encodeCommand(serialQuery), wait, isLateSerial);
      if (answer.kind === 'lost') return false;
      if (answer.kind === 'timeOut') waitMs = unansweredRestMs;
      if (answer.kind === 'text') {
        outOfStep = false;
        return true;
      }
    }
    return false;
  };

  const inStep = async (deadlineAt: number): Promise<boolean> => !outOfStep || resync(deadlineAt);

  return {
    async order(command, deadlineAt) {
      if (!(await inStep(deadlineAt))) return { kind: 'timeOut' };
      return exchange(command, deadlineAt, (reply) => reply.kind === 'ack' || reply.kind === 'nak');
    },
    async ask(query, deadlineAt) {
      if (!(await inStep(deadlineAt))) return { kind: 'timeOut' };
      // Some firmware acknowledges a read command before its text: an ACK is not the answer.
      const accept = (reply: EvolisReply): boolean => reply.kind !== 'ack' && !isLateSerial(reply);
      return exchange(encodeCommand(query), deadlineAt, accept);
    },
    async tell(command) {
      await transport.write(encodeCommand(command));
    },
    resync,
    async identify(deadlineAt) {
      let before: string | null = null;
      let unheard = false;
      let waitMs = readAnswerMs;
      while (clock.now() < deadlineAt) {
        const wait = Math.min(deadlineAt, clock.now() + waitMs);
        const answer = await exchange(encodeCommand(serialQuery), wait, (reply) => reply.kind === 'text');
        if (answer.kind === 'lost') return null;
        if (answer.kind === 'timeOut') {
          waitMs = unansweredRestMs;
          unheard = true;
        }
        if (answer.kind !== 'text' || !/^[A-Za-z0-9-]{4,32}$/.test(answer.text)) {
          before = null;
          continue;
        }
        if (before === answer.text) {
          serial = answer.text;
          outOfStep = false;
          return { serial, unheard };
        }
        before = answer.text;
      }
      return null;
    },
    close() {
      silence?.cancel();
      for (const stop of stopListening) stop();
      waiting?.({ kind: 'lost' });
    },
  };
}
