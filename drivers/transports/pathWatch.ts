import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../api/clock.ts';
import type { PathWatch } from '../api/transport.ts';

/** A watch can miss a dangling link whose target is gone, and a folder may not exist yet: look again this often. */
const slowPollMs = 1000;

/** Whether something is at the path; a link to a PTY that is gone is nothing. */
export async function pathIsPresent(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Calls `onChange` on every hint that the path appeared or went. */
export function watchPath(path: string, clock: Clock, onChange: () => void): PathWatch {
  let closed = false;
  let watcher: FSWatcher | null = null;
  const start = (): void => {
    try {
      watcher = watch(dirname(path), () => {
        if (!closed) onChange();
      });
      watcher.on('error', () => {
        watcher?.close();
        watcher = null;
      });
    } catch {
      // The folder does not exist (yet): the slow poll goes on and tries again.
      watcher = null;
    }
  };
  const poll = (): void => {
    timer = clock.setTimer(slowPollMs, () => {
      if (closed) return;
      if (watcher === null) start();
      onChange();
      poll();
    });
  };
  let timer = clock.setTimer(0, () => undefined);
  start();
  poll();
  return {
    close() {
      closed = true;
      timer.cancel();
      watcher?.close();
    },
  };
}
