import { pause, type Clock } from '../api/clock.ts';
import type { PrintQueue } from '../api/transport.ts';
import { faultSet, type Faults } from './faults.ts';
import { lateAnswerMs } from './faultyLine.ts';

/** A queue of the operating system and the printer behind it, as `lp` and `lpstat` tell of them (drivers/transports/systemQueue.ts). */
export interface PrintQueueSimulator {
  readonly faults: Faults;
  readonly queue: PrintQueue;
  /** Names of the documents it took, oldest first. */
  documents(): readonly string[];
}

/**
 * There is no line, so the line faults are those of the programs that are asked: `stall` and `late` are a program that hangs, `truncated` and
 * `corrupt` one whose answer is not understood, `unplug` a queue that was taken away.
 */
export function simulatePrintQueue(clock: Clock): PrintQueueSimulator {
  let removed = false;
  const faults = faultSet((fault) => {
    if (fault === 'unplug') removed = false;
  });
  const documents: string[] = [];
  const isUnderstood = (): boolean => !faults.strike('truncated') && !faults.strike('corrupt');
  const answered = async <Answer>(answer: () => Answer): Promise<Answer> => {
    if (faults.strike('unplug')) removed = true;
    if (faults.strike('stall')) return new Promise(() => undefined);
    if (faults.strike('late')) await pause(clock, lateAnswerMs);
    return answer();
  };
  return {
    faults,
    documents: () => [...documents],
    queue: {
      state: () =>
        answered(() => {
          if (removed || !isUnderstood()) return 'gone';
          if (faults.has('queueStopped')) return 'stopped';
          return faults.has('paperOut') ? 'paperOut' : 'ready';
        }),
      submit: ({ name }) =>
        answered(() => {
          if (removed) return { ok: false, fault: 'failed' } as const;
          documents.push(name);
          // It may have been taken all the same.
          if (!isUnderstood()) return { ok: false, fault: 'lost' } as const;
          return { ok: true, job: String(documents.length) } as const;
        }),
    },
  };
}
