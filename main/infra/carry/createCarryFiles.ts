import { setImmediate } from 'node:timers/promises';
import type { CarryFiles } from '../../app/ports/carryFiles.ts';
import type { CarriedFilePicture } from '../../contract/carryFile.ts';
import { failure } from '../../contract/result.ts';
import { inThisThread, startThread } from '../threads/startThread.ts';
import { readReceipts, writeReceipts } from './receiptsBytes.ts';
import { carryFileMethods, type CarryFileMethodName } from './carryFileMethods.ts';

export interface RunningCarryFiles extends CarryFiles {
  close(): Promise<void>;
}

/** Files of carried queues in a thread of their own, which starts with the first; `workersDir` null does the work in this one (tests, tools). */
export function createCarryFiles(workersDir: string | null): RunningCarryFiles {
  const thread =
    workersDir === null
      ? inThisThread<CarryFileMethodName>(() => Promise.resolve(carryFileMethods))
      : startThread<CarryFileMethodName>('carry', workersDir);
  return {
    // Pictures that were opened for the file are handed over, not copied.
    pack: (...input) => thread.run('pack', input, buffersOf(input[3])) as ReturnType<CarryFiles['pack']>,
    async open(...input) {
      try {
        return await (thread.run('open', input) as ReturnType<CarryFiles['open']>);
      } catch {
        // The thread died over it: a file that does so is none that can be used.
        return failure('carryFileDamaged');
      }
    },
    writeReceipts,
    readReceipts,
    pause: () => setImmediate(),
    close: () => thread.close(),
  };
}

/** A view into a shared pool must be copied instead. */
const buffersOf = (pictures: readonly CarriedFilePicture[]): ArrayBuffer[] =>
  pictures.flatMap(({ bytes }) =>
    bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [],
  );
