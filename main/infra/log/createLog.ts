import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Log } from '../../app/ports/system.ts';
import { redact } from './redact.ts';

export interface LogOptions {
  /** Folder for the files, e.g. `<dataDir>/logs`; it is made. */
  readonly folder: string;
  /** Which process writes, e.g. `core`; part of the file name. */
  readonly process: string;
  readonly now?: () => number;
}

const keepDays = 30;
const dayMs = 86_400_000;

/** A file of JSON lines per process and day of start; files older than 30 days are deleted at start. Every line is written at once. */
export function createLog(options: LogOptions): Log & { close(): void } {
  const { folder } = options;
  const now = (options.now ?? Date.now)();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith('.log') && statSync(file).mtimeMs < now - keepDays * dayMs)
      rmSync(file, { force: true });
  }
  const day = new Date(now).toISOString().slice(0, 10);
  const destination = pino.destination({ dest: join(folder, `${options.process}-${day}.log`), sync: true });
  const logger = pino(
    { base: { process: options.process }, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime },
    destination,
  );
  return {
    info: (event, facts) => logger.info(redact(facts ?? {}), event),
    warn: (event, facts) => logger.warn(redact(facts ?? {}), event),
    error: (event, facts) => logger.error(redact(facts ?? {}), event),
    close: () => destination.end(),
  };
}
