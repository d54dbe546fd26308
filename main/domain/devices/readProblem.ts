import type { DeviceKind, ReadFailure } from '../../contract/devices.ts';
import type { ErrorCode } from '../../contract/errors.ts';

/** A read that came to nothing, as the person at the screen hears of it. */
export interface ReadProblem {
  /** The kind of document that was asked for; the audit log names it. */
  readonly read: 'qr' | 'mrz' | 'idCard';
  readonly code: ErrorCode;
}

/**
 * What to call bytes that a reading device dropped. Each name has its own remedy: half a zone wants the passport laid flat, a zone that is no
 * text wants clean glass, and a card that the reader cannot use wants no second try. Only a scanner, a passport reader and a reader of
 * identity cards report reads (contract `readFailed`).
 */
export function readProblem(kind: DeviceKind, reason: ReadFailure): ReadProblem {
  if (kind === 'idCardReader')
    return { read: 'idCard', code: reason === 'invalidMedia' ? 'idCardUnusable' : 'idCardUnreadable' };
  if (kind === 'passportReader')
    return { read: 'mrz', code: reason === 'truncated' ? 'mrzTruncated' : 'mrzUnreadable' };
  return { read: 'qr', code: 'qrDamaged' };
}
