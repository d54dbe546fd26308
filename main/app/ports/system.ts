import type { EventData, EventName } from '../../contract/events.ts';

/** Time. Std code never reads the wall clock itself. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Calls back once, never synchronously. */
  setTimer(delayMs: number, callback: () => void): { cancel(): void };
}

/** Random ids and numbers. */
export interface Ids {
  /** `<prefix>_<24 random letters and digits>`. */
  next(prefix: 'case' | 'job' | 'notice' | 'snapshot' | 'staff' | 'row' | 'scan' | 'incident'): string;
  /** 0 <= x < 1, for jitter. */
  fraction(): number;
}

/** Digests, keyed digests, passwords. SM2/SM3/SM4 do not come from Electron's own crypto (design 5). */
export interface Crypto {
  /** 64 lower-case hex. */
  sm3Hex(text: string): string;
  /** HMAC-SM3 with the station's unit secret: the key of a blank (domain-rules 10.2). 64 lower-case hex. */
  unitKeyOf(bankCardNumber: string): string;
  /** First 8 hex of an HMAC-SM3 with the station's paper secret: the check part of slips and notices. */
  paperCode(text: string): string;
  sha256Hex(bytes: Uint8Array): string;
  /** scrypt with its own salt, parameters inside the text. */
  hashPassword(password: string): Promise<string>;
  verifyPassword(hash: string, password: string): Promise<boolean>;
}

/** Hints to the screens. Called after the commit, never inside a transaction. */
export interface Bus {
  emit<Name extends EventName>(name: Name, data: EventData<Name>): void;
}

/** Log lines without personal data: event names, ids, codes, numbers. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean | null>>): void;
  warn(event: string, facts?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(event: string, facts?: Readonly<Record<string, string | number | boolean | null>>): void;
}
