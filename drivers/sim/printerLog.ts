import type { EvolisCommand } from '../framing/evolisCommands.ts';

/** One command as received. `text` is the command without panel data. */
export interface LoggedCommand {
  readonly text: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** One print job, from `Ss` to the CR of `Se`. */
export interface LoggedJob {
  readonly bytes: number;
  readonly sha256: string;
  /** Packed size by panel, e.g. `{ 'k;2': 1016 }`. */
  readonly panels: Readonly<Record<string, number>>;
}

export interface PrinterLog {
  /** The newest commands, oldest first. */
  readonly commands: readonly LoggedCommand[];
  /** How many commands came in all, also those no longer listed. */
  readonly commandCount: number;
  readonly jobs: readonly LoggedJob[];
  /** The exact bytes of the last job; null before the first. */
  readonly lastJob: Uint8Array | null;
}

/** Commands kept; a polled printer gets many and a training day is long. */
const keptCommands = 2000;

export function printerLog(digest: (bytes: Uint8Array) => string): {
  command(command: EvolisCommand): void;
  job(raw: Uint8Array, panels: ReadonlyMap<string, Uint8Array>): void;
  read(): PrinterLog;
} {
  const commands: LoggedCommand[] = [];
  const jobs: LoggedJob[] = [];
  let commandCount = 0;
  let lastJob: Uint8Array | null = null;
  return {
    command(command) {
      commandCount += 1;
      commands.push({
        text: command.words.join(';'),
        bytes: command.raw.length,
        sha256: digest(command.raw),
      });
      if (commands.length > keptCommands) commands.shift();
    },
    job(raw, panels) {
      lastJob = raw;
      const sizes = Object.fromEntries([...panels].map(([panel, data]) => [panel, data.length]));
      jobs.push({ bytes: raw.length, sha256: digest(raw), panels: sizes });
    },
    read: () => ({ commands: [...commands], commandCount, jobs: [...jobs], lastJob }),
  };
}
