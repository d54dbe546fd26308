import type { EventData, EventName } from '../../contract/events.ts';
import type { DiskRoom } from '../../domain/cards/diskRoom.ts';
import type { KeptTime, SteadyTime } from '../../domain/time/steadyTime.ts';

/** Time. Std code never reads the wall clock itself. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Milliseconds that have passed since some moment before: sleep included, never backwards, and nobody can set it. For spans inside one run. */
  elapsed(): number;
  /** False: the computer's clock jumped, or is far from the newest record, and nobody has confirmed the time yet. Nothing is destroyed then. */
  trusted(): boolean;
  /** Calls back once, never synchronously. */
  setTimer(delayMs: number, callback: () => void): { cancel(): void };
}

/** The clock of a training station: the computer's own, put forward. Timers run by real time, as they do when somebody sets a real clock. */
export interface MovableClock extends Clock {
  /** The computer's own time, milliseconds since 1970-01-01T00:00Z. */
  realNow(): number;
  /** Kept over a restart before it counts. Milliseconds; 0 = the computer's own time. */
  setAhead(aheadMs: number): void;
}

/** A clock that does not believe a jump of the computer's clock (domain/time/steadyTime). */
export interface SteadyClock extends Clock {
  /** What the computer's clock says, milliseconds since 1970-01-01T00:00Z. */
  computer(): number;
  time(): SteadyTime;
  /** Once, at the start, with what an earlier run has kept; before that it believes the computer's clock. */
  resume(kept: KeptTime | null, newest: number | null): SteadyTime;
  /** From here on the computer's clock is right. */
  accept(): SteadyTime;
}

/** The disk that holds the station's data. */
export interface Disk {
  room(): DiskRoom;
}

/** Random ids and numbers. */
export interface Ids {
  /** `<prefix>_<24 random letters and digits>`. */
  next(
    prefix:
      | 'case'
      | 'job'
      | 'notice'
      | 'decision'
      | 'recall'
      | 'attachment'
      | 'ticket'
      | 'rating'
      | 'snapshot'
      | 'staff'
      | 'custody'
      | 'earlier'
      | 'fee'
      | 'discrepancy'
      | 'count'
      | 'row'
      | 'scan'
      | 'incident',
  ): string;
  /** 0 <= x < 1, for jitter. */
  fraction(): number;
}

/** Digests, keyed digests, passwords. SM2/SM3/SM4 do not come from Electron's own crypto (design 5). */
export interface Crypto {
  /** 64 lower-case hex. */
  sm3Hex(text: string): string;
  /** HMAC-SM3 with the station's unit secret: the key of a blank (domain-rules 10.2). 64 lower-case hex. */
  unitKeyOf(bankCardNumber: string): string;
  /** First 8 hex of an HMAC-SM3 with the station's paper secret: the check part of a kiosk's slip. */
  paperCode(text: string): string;
  /** SM2 public key of this station's papers, `04` + x + y in hex; other stations check with it (C5). */
  paperPublicKey(): string;
  /** SM2 signature with SM3 (GM/T 0009, default user id) over the UTF-8 bytes: r and s, 128 lower-case hex. */
  signPaper(text: string): string;
  /** False for anything that is not the signature of that key over that text, malformed keys and signatures included. */
  verifyPaper(publicKey: string, text: string, signature: string): boolean;
  sha256Hex(bytes: Uint8Array): string;
  /** scrypt with its own salt, parameters inside the text. */
  hashPassword(password: string): Promise<string>;
  verifyPassword(hash: string, password: string): Promise<boolean>;
  /** A new secret for one-time codes (RFC 6238), base 32. */
  newOneTimeSecret(): string;
  /** The 30 s step since 1970 whose code this is, one step around `at` (milliseconds); null = the code is wrong. */
  oneTimeStepOf(secret: string, code: string, at: number): number | null;
  /** `otpauth://…` for the QR code that an authenticator program reads once. */
  oneTimeUri(secret: string, account: string, issuer: string): string;
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
