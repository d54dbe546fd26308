import type { Clock, Timer } from '../api/clock.ts';
import type { Transport } from '../api/transport.ts';
import type { FrameOutcome } from '../framing/frames.ts';
import { encodeSamVFrame, samVCommands, samVFramer, type SamVCommand } from '../framing/samVFrames.ts';
import { answers, parseSamVReply, type SamVReply } from '../framing/samVReplies.ts';

/** `garbled`: bytes came that are no answer to this command; `silent`: none in time; `lost`: the line is gone. */
export type SamVAnswer =
  ({ readonly kind: 'reply' } & SamVReply) | { readonly kind: 'silent' | 'garbled' | 'lost' };

export interface SamVSession {
  /** One question, one answer. After anything but a reply the next question is preceded by `resync`. */
  ask(command: SamVCommand): Promise<SamVAnswer>;
  /** Answers in a row that were none. 0 = the device answers. */
  troubles(): number;
  close(): void;
}

/** Find and select take up to 300 ms, a read 1 to 3 s (device-protocols 3); a second for the others is ours. */
const answerWithinMs: Readonly<Record<SamVCommand, number>> = {
  reset: 1000,
  status: 1000,
  samId: 1000,
  find: 1000,
  select: 1000,
  read: 5000,
  readWithFingerprint: 6000,
  newestAddress: 2000,
};

/** Asks a SAM_V module one thing at a time. Owns its listeners and timers; the manager owns the transport. */
export function samVSession(transport: Transport, clock: Clock): SamVSession {
  let framer = samVFramer();
  let silence: Timer | null = null;
  let waiting: { readonly command: SamVCommand; settle(answer: SamVAnswer): void } | null = null;
  /** An answer may still be under way, and the next one would be taken for it. */
  let owed = false;
  let troubles = 0;
  let closed = false;

  const deliver = (outcomes: readonly FrameOutcome<Uint8Array>[], resyncing: boolean): void => {
    for (const outcome of outcomes) {
      if (waiting === null) continue;
      // Noise before a frame is no answer yet; the frame may follow.
      if (outcome.kind === 'error' && outcome.reason === 'garbage') continue;
      const reply = outcome.kind === 'frame' ? parseSamVReply(outcome.frame) : null;
      if (reply !== null && answers(waiting.command, reply)) waiting.settle({ kind: 'reply', ...reply });
      // While resyncing, what does not fit is the answer that was owed.
      else if (!resyncing || outcome.kind === 'error') waiting.settle({ kind: 'garbled' });
    }
  };
  let resyncing = false;
  const stopListening = [
    transport.onData((chunk) => {
      silence?.cancel();
      silence = null;
      deliver(framer.push(chunk), resyncing);
      if (framer.pending)
        silence = clock.setTimer(framer.silenceMs, () => deliver(framer.silence(), resyncing));
    }),
    transport.onClosed(() => {
      closed = true;
      waiting?.settle({ kind: 'lost' });
    }),
  ];

  const exchange = (command: SamVCommand): Promise<SamVAnswer> =>
    new Promise((resolve) => {
      if (closed) return resolve({ kind: 'lost' });
      let timer: Timer | null = null;
      const settle = (answer: SamVAnswer): void => {
        waiting = null;
        timer?.cancel();
        owed = answer.kind !== 'reply';
        troubles = owed ? troubles + 1 : 0;
        resolve(answer);
      };
      waiting = { command, settle };
      timer = clock.setTimer(answerWithinMs[command], () => {
        // Half a frame that never ended must not swallow the next ones.
        silence?.cancel();
        silence = null;
        const half = framer.pending;
        framer = samVFramer();
        settle({ kind: half ? 'garbled' : 'silent' });
      });
      const mine = waiting;
      void transport.write(encodeSamVFrame(samVCommands[command])).then((written) => {
        if (!written.ok && waiting === mine) settle({ kind: 'lost' });
      });
    });

  return {
    async ask(command) {
      if (owed) {
        // The module answers in order: once it has answered this, nothing older can come.
        resyncing = true;
        const answer = await exchange('status');
        resyncing = false;
        if (answer.kind !== 'reply') return answer;
        if (command === 'status') return answer;
      }
      return exchange(command);
    },
    troubles: () => troubles,
    close() {
      closed = true;
      silence?.cancel();
      for (const stop of stopListening) stop();
      waiting?.settle({ kind: 'lost' });
    },
  };
}
