import { accessSync, constants, statfsSync } from 'node:fs';
import type { Disk } from '../../app/ports/system.ts';

/** The disk under the station's data folder. What the system does not tell keeps no card from being made. */
export function createDataDisk(folder: string): Disk {
  return {
    room() {
      return { freeBytes: freeBytesOf(folder), writable: isWritable(folder) };
    },
  };
}

/** What an unprivileged program may still write. */
function freeBytesOf(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** A disk that was remounted read-only after an error says so here, to an administrator too. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
