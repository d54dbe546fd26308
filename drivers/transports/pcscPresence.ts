import type { Clock } from '../api/clock.ts';
import type { PathWatch } from '../api/transport.ts';
import { smartcardLibrary, type PcscContext, type PcscLibrary } from './pcscLibrary.ts';

export type PcscPresence = 'present' | 'absent' | 'serviceDown';

/** A dead service tells nobody (device-protocols 7.1): only asking again finds out. */
const pollMs = 1000;

/**
 * Asks for readers over a context of its own, which is rebuilt after every failure: one that saw the service die never recovers.
 * Its own, because a question on a context waits for the card command that is under way on it.
 */
export function pcscReaders(
  load: () => Promise<PcscLibrary | null> = smartcardLibrary,
): (reader: string) => Promise<PcscPresence> {
  let context: PcscContext | null = null;
  return async (reader) => {
    const library = await load();
    if (library === null) return 'serviceDown';
    // Twice, because the old context also fails when the service has only been restarted.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      try {
        context ??= new library.Context();
        return findReader(context, reader) === null ? 'absent' : 'present';
      } catch {
        release(context);
        context = null;
      }
    }
    return 'serviceDown';
  };
}

/** The reader whose name is, or else contains, the configured one: readers are renumbered at every plug. */
export function findReader(
  context: PcscContext,
  wanted: string,
): ReturnType<PcscContext['listReaders']>[number] | null {
  const readers = context.listReaders();
  return (
    readers.find((reader) => reader.name === wanted) ??
    readers.find((reader) => reader.name.includes(wanted)) ??
    null
  );
}

export function release(context: PcscContext | null): void {
  try {
    context?.close();
  } catch {
    // Its service is gone, and with it what there was to release.
  }
}

const presenceNow = pcscReaders();

export function pcscPresence(reader: string): Promise<PcscPresence> {
  return presenceNow(reader);
}

/**
 * Whether opening the reader is worth a try. Also true while the PC/SC service is down: only `open` can then say why, and its
 * retries find the service when it is back.
 */
export async function pcscIsPresent(reader: string): Promise<boolean> {
  return (await presenceNow(reader)) !== 'absent';
}

/** Calls `onChange` when the reader or the PC/SC service came or went. */
export function watchPcsc(
  reader: string,
  clock: Clock,
  onChange: () => void,
  presence: (reader: string) => Promise<PcscPresence> = presenceNow,
): PathWatch {
  let closed = false;
  let last: PcscPresence | null = null;
  const look = async (): Promise<void> => {
    const now = await presence(reader);
    if (closed) return;
    if (now !== last) onChange();
    last = now;
    timer = clock.setTimer(pollMs, () => void look());
  };
  let timer = clock.setTimer(0, () => void look());
  return {
    close() {
      closed = true;
      timer.cancel();
    },
  };
}
