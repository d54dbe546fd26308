import type { Clock, Timer } from '../../api/clock.ts';
import type { Transport } from '../../api/transport.ts';
import { escpos, statusQuery } from '../../framing/escposCommands.ts';
import { escposReplies, type EscposReply } from '../../framing/escposStatus.ts';

/** Longest a real-time status takes; the printer answers it even while it prints. */
export const statusWaitMs = 500;

export type StatusAnswer =
  { readonly kind: 'byte'; readonly byte: number } | { readonly kind: 'silent' | 'lost' };

type StatusQuery = 1 | 2 | 3 | 4;

export interface EscposSession {
  /** `DLE EOT n`. Bytes that are no status are not heard. */
  status(query: StatusQuery, deadlineAt: number): Promise<StatusAnswer>;
  /** Sends and returns whether the bytes left in time. */
  send(bytes: Uint8Array, deadlineAt: number): Promise<'sent' | 'late' | 'lost'>;
  /** Waits until the mark behind a receipt is answered. */
  printed(deadlineAt: number): Promise<Mark | 'silent' | 'lost'>;
  /**
   * Throws away what the printer holds and has not printed. `silent`: it does not say that it did; old models cannot. Takes `statusWaitMs` at
   * most, also behind a deadline: what is not thrown away now is printed when nobody waits for it.
   */
  clear(): Promise<'cleared' | 'silent' | 'lost'>;
  close(): void;
}

/** One question at a time: a status byte does not say which question it answers. */
export function escposSession(transport: Transport, clock: Clock): EscposSession {
  let waiting: ((reply: EscposReply | 'lost') => void) | null = null;
  /** A mark that was answered while something else was asked. */
  let mark: Mark | null = null;
  /** Questions whose answer has not come. It may come late, and would then be taken for the next one's. */
  let owed = 0;
  const replies = escposReplies();
  const timers = new Set<Timer>();

  const stopListening = [
    transport.onData((chunk) => {
      for (const reply of replies.push(chunk)) {
        if (reply.kind === 'printed') mark = reply;
        if (reply.kind === 'realTime') owed = Math.max(0, owed - 1);
        waiting?.(reply);
      }
    }),
    transport.onClosed(() => waiting?.('lost')),
  ];

  const hear = <Wanted extends EscposReply>(
    deadlineAt: number,
    wanted: (reply: EscposReply) => reply is Wanted,
    begin: () => void,
  ): Promise<Wanted | 'silent' | 'lost'> =>
    new Promise((resolve) => {
      const settle = (outcome: Wanted | 'silent' | 'lost'): void => {
        waiting = null;
        timer.cancel();
        timers.delete(timer);
        resolve(outcome);
      };
      const timer = clock.setTimer(Math.max(0, deadlineAt - clock.now()), () => settle('silent'));
      timers.add(timer);
      waiting = (reply) => {
        if (reply === 'lost') settle('lost');
        else if (wanted(reply)) settle(reply);
      };
      begin();
    });

  const ask = async (query: StatusQuery, deadlineAt: number, wanted = isRealTime): Promise<StatusAnswer> => {
    owed += 1;
    const limit = Math.min(deadlineAt, clock.now() + statusWaitMs);
    const reply = await hear(limit, wanted, () => {
      void transport.write(statusQuery(query)).then((written) => {
        if (!written.ok) waiting?.('lost');
      });
    });
    return typeof reply === 'string' ? { kind: reply } : { kind: 'byte', byte: reply.byte };
  };
  /** Asks once more and hears everything that is still to come; an answer that has not come by then is lost for good. */
  const resync = async (deadlineAt: number): Promise<'silent' | 'lost' | 'inStep'> => {
    const before = owed;
    const isLast = (reply: EscposReply): reply is RealTime => isRealTime(reply) && owed === 0;
    const answer = await ask(1, deadlineAt, isLast);
    if (answer.kind === 'lost' || (answer.kind === 'silent' && owed > before)) return answer.kind;
    owed = 0;
    return 'inStep';
  };

  return {
    async status(query, deadlineAt) {
      const step = owed === 0 ? 'inStep' : await resync(deadlineAt);
      return step === 'inStep' ? ask(query, deadlineAt) : { kind: step };
    },
    send(bytes, deadlineAt) {
      mark = null;
      return new Promise((resolve) => {
        const timer = clock.setTimer(Math.max(0, deadlineAt - clock.now()), () => settle('late'));
        const settle = (outcome: 'sent' | 'late' | 'lost'): void => {
          timer.cancel();
          timers.delete(timer);
          resolve(outcome);
        };
        timers.add(timer);
        void transport.write(bytes).then((written) => settle(written.ok ? 'sent' : 'lost'));
      });
    },
    async printed(deadlineAt) {
      if (mark !== null) return mark;
      return hear(deadlineAt, isMark, () => undefined);
    },
    async clear() {
      const reply = await hear(clock.now() + statusWaitMs, isCleared, () => {
        void transport.write(escpos.clearBuffer).then((written) => {
          if (!written.ok) waiting?.('lost');
        });
      });
      return typeof reply === 'string' ? reply : 'cleared';
    },
    close() {
      for (const stop of stopListening) stop();
      waiting?.('lost');
      for (const timer of timers) timer.cancel();
    },
  };
}

type RealTime = Extract<EscposReply, { kind: 'realTime' }>;
type Mark = Extract<EscposReply, { kind: 'printed' }>;
const isRealTime = (reply: EscposReply): reply is RealTime => reply.kind === 'realTime';
const isMark = (reply: EscposReply): reply is Mark => reply.kind === 'printed';
const isCleared = (reply: EscposReply): reply is Extract<EscposReply, { kind: 'cleared' }> =>
  reply.kind === 'cleared';
