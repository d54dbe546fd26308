import type { Failure } from '../../contract/result.ts';

/** What the disk that holds the station's data still takes. */
export interface DiskRoom {
  /** Null: the system does not tell. */
  readonly freeBytes: number | null;
  readonly writable: boolean;
}

const megabyte = 1024 * 1024;

/**
 * Free bytes that a blank is fed with. A case with its card takes about 0.5 MB of the database and a write-ahead log of up to 4 MB
 * (docs/measurements/issue.md); the rest is for the cards that other jobs have inside, the queue, the log, and what other programs write.
 */
export const roomForCardBytes = 64 * megabyte;

/** Why no blank may be fed now: its outcome could not be recorded. Null = it may. */
export function roomProblem({ freeBytes, writable }: DiskRoom): Failure | null {
  if (!writable) return { code: 'diskReadOnly' };
  if (freeBytes === null || freeBytes >= roomForCardBytes) return null;
  return {
    code: 'diskAlmostFull',
    detail: {
      freeMb: Math.floor(freeBytes / megabyte),
      neededMb: roomForCardBytes / megabyte,
    },
  };
}
