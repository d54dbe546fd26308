import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Unsettled } from '../../app/ports/carried.ts';

/** Beside the data. Who removes the program reads it without any key (G7); packaging/linux/prerm looks for `"empty":true` in it. */
export const queueMarkName = 'queue-standing.json';

export interface QueueMark {
  /** Something is about to be queued: on the disk before the commit that it belongs to. Costs nothing once it says so. */
  notEmpty(): void;
  /** What is there, counted after a commit; written when it is another than before. */
  counted(unsettled: Unsettled): void;
}

/**
 * Says beside the database whether the queue is empty, in numbers only. It may say "not empty" of an empty queue for a while, and never the
 * other way round: what cannot be written is taken away, and a folder with data and no mark counts as not empty.
 */
export function createQueueMark(options: {
  readonly dataDir: string;
  readonly stationId: string;
  /** ISO instant. */
  readonly now: () => string;
}): QueueMark {
  const path = join(options.dataDir, queueMarkName);
  /** What the file says; null = not known. */
  let said: string | null = null;

  function write(facts: { readonly empty: boolean } & Partial<Unsettled>): void {
    const text = JSON.stringify(facts);
    if (text === said) return;
    const { stationId, now } = options;
    try {
      writeDurably(path, `${JSON.stringify({ version: 1, station: stationId, ...facts, at: now() })}\n`);
      said = text;
    } catch {
      // A full disk takes no new file and still lets go of one.
      said = null;
      rmSync(path, { force: true });
    }
  }

  return {
    notEmpty() {
      if (said === null || said.startsWith('{"empty":true')) write({ empty: false });
    },
    counted(unsettled) {
      const { own, carried, jobs } = unsettled;
      write({ empty: own + carried + jobs === 0, own, carried, jobs });
    },
  };
}

/** Synchronous: it is a part of the commit that it goes before. */
function writeDurably(path: string, text: string): void {
  const half = `${path}.part`;
  const file = openSync(half, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(half, path);
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // Windows has no sync for folders.
  }
}
