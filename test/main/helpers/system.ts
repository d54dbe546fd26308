import { createHash } from 'node:crypto';
import type { Bus, Crypto, Ids, Log } from '../../../main/app/ports/system.ts';
import type { EventName } from '../../../main/contract/events.ts';
import { createCrypto } from '../../../main/infra/crypto/createCrypto.ts';

/** Ids that count up: `case_000000000000000000000001`. Jitter is always a half. */
export function countingIds(): Ids {
  let count = 0;
  return {
    next: (prefix) => {
      count += 1;
      return `${prefix}_${String(count).padStart(24, '0')}`;
    },
    fraction: () => 0.5,
  };
}

export interface RecordingBus extends Bus {
  readonly events: readonly { readonly name: EventName; readonly data: unknown }[];
  names(): readonly EventName[];
  clear(): void;
}

export function recordingBus(): RecordingBus {
  const events: { name: EventName; data: unknown }[] = [];
  return {
    events,
    names: () => events.map(({ name }) => name),
    clear: () => void events.splice(0),
    emit: (name, data) => void events.push({ name, data }),
  };
}

export interface RecordingLog extends Log {
  readonly lines: readonly { readonly level: keyof Log; readonly event: string; readonly facts: unknown }[];
}

export function recordingLog(): RecordingLog {
  const lines: { level: keyof Log; event: string; facts: unknown }[] = [];
  const write =
    (level: keyof Log): Log['info'] =>
    (event, facts) =>
      void lines.push({ level, event, facts: facts ?? {} });
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}

/** The real digests under a fixed key; passwords with one cheap digest instead of scrypt. */
export function quickCrypto(): Crypto {
  const digest = (password: string): string => `quick:${createHash('sha256').update(password).digest('hex')}`;
  return {
    ...createCrypto({ databaseKey: new Uint8Array(32).fill(7) }),
    hashPassword: (password) => Promise.resolve(digest(password)),
    verifyPassword: (hash, password) => Promise.resolve(hash === digest(password)),
  };
}
