import type { DeviceCompletion } from '../../main/contract/devices.ts';
import type { Clock, Timer } from '../api/clock.ts';
import { completedWell } from '../api/status.ts';
import type { Transport } from '../api/transport.ts';

export type Asked<Answer> =
  { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'timeOut' | 'lost' };

/** Commands to a scanner, one at a time, beside the scans it sends by itself. */
export interface CommandLine<Answer> {
  /** Sends a command that has no answer. */
  tell(bytes: Uint8Array, deadlineAt: number): Promise<DeviceCompletion>;
  /** Sends a command and waits for the first answer that `accept` takes; others belong to older commands. */
  ask(bytes: Uint8Array, deadlineAt: number, accept: (answer: Answer) => boolean): Promise<Asked<Answer>>;
  /** An answer came in. */
  heard(answer: Answer): void;
  close(): void;
}

export function commandLine<Answer>(transport: Transport, clock: Clock): CommandLine<Answer> {
  let waiting: ((heard: Answer | 'lost') => void) | null = null;
  const stopListening = transport.onClosed(() => waiting?.('lost'));

  const exchange = (
    bytes: Uint8Array,
    deadlineAt: number,
    accept: ((answer: Answer) => boolean) | null,
  ): Promise<Asked<Answer> | { readonly kind: 'sent' }> =>
    new Promise((resolve) => {
      const timer: Timer = clock.setTimer(Math.max(0, deadlineAt - clock.now()), () =>
        finish({ kind: 'timeOut' }),
      );
      const mine = (heard: Answer | 'lost'): void => {
        if (heard === 'lost') finish({ kind: 'lost' });
        else if (accept?.(heard) === true) finish({ kind: 'answer', answer: heard });
      };
      const finish = (outcome: Asked<Answer> | { readonly kind: 'sent' }): void => {
        timer.cancel();
        if (waiting === mine) waiting = null;
        resolve(outcome);
      };
      waiting = mine;
      void transport.write(bytes).then((written) => {
        if (!written.ok) finish({ kind: 'lost' });
        else if (accept === null) finish({ kind: 'sent' });
      });
    });

  return {
    async tell(bytes, deadlineAt) {
      const outcome = await exchange(bytes, deadlineAt, null);
      return outcome.kind === 'sent' ? completedWell : notAnswered(outcome.kind);
    },
    async ask(bytes, deadlineAt, accept) {
      const outcome = await exchange(bytes, deadlineAt, accept);
      return outcome.kind === 'sent' ? { kind: 'lost' } : outcome;
    },
    heard: (answer) => waiting?.(answer),
    close() {
      stopListening();
      waiting?.('lost');
    },
  };
}

/** Completion of a command without an answer. */
export function notAnswered(kind: Asked<never>['kind']): DeviceCompletion {
  return { code: kind === 'timeOut' ? 'timeOut' : 'hardwareError' };
}
