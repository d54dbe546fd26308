import type { PaperState } from '../../main/contract/devices.ts';
import { clearedAnswer } from './escposCommands.ts';

/** What a receipt printer says. */
export type EscposReply =
  /** To `DLE EOT n`; the byte alone does not say which n. */
  | { readonly kind: 'realTime'; readonly byte: number }
  /** To `GS r 1`: everything sent before it is printed. */
  | { readonly kind: 'printed'; readonly paper: PaperState }
  /** To `DLE DC4 8`: what was not printed is gone. */
  | { readonly kind: 'cleared' };

/** Null for a byte that is neither status (device-protocols 6: a real-time byte AND 93 is 12; bit 4 is clear in the other). */
export function parseEscposByte(byte: number): Exclude<EscposReply, { kind: 'cleared' }> | null {
  if ((byte & 0x93) === 0x12) return { kind: 'realTime', byte };
  if ((byte & 0x90) !== 0) return null;
  return { kind: 'printed', paper: (byte & 0x0c) !== 0 ? 'out' : (byte & 0x03) !== 0 ? 'low' : 'full' };
}

/** Replies in a stream cut anywhere. Only `clearedAnswer` has more than one byte; its first is no status, the others alone look like marks. */
export function escposReplies(): { push(chunk: Uint8Array): EscposReply[] } {
  let matched = 0;
  return {
    push(chunk) {
      const out: EscposReply[] = [];
      for (const byte of chunk) {
        if (byte === clearedAnswer[matched]) {
          matched += 1;
          if (matched < clearedAnswer.length) continue;
          matched = 0;
          out.push({ kind: 'cleared' });
          continue;
        }
        matched = byte === clearedAnswer[0] ? 1 : 0;
        const reply = parseEscposByte(byte);
        if (reply !== null) out.push(reply);
      }
      return out;
    },
  };
}

/** Answer to n = 1. */
export function isOffline(byte: number): boolean {
  return (byte & 0x08) !== 0;
}

/** Answer to n = 2: why it is offline. */
export function offlineCause(byte: number): 'coverOpen' | 'paperEnd' | 'error' | 'none' {
  if ((byte & 0x04) !== 0) return 'coverOpen';
  if ((byte & 0x20) !== 0) return 'paperEnd';
  return (byte & 0x40) !== 0 ? 'error' : 'none';
}

/** Answer to n = 3, in words for a technician. */
export function errorCause(byte: number): 'cutter' | 'unrecoverable' | 'recoverable' | 'none' {
  if ((byte & 0x08) !== 0) return 'cutter';
  if ((byte & 0x20) !== 0) return 'unrecoverable';
  return (byte & 0x44) !== 0 ? 'recoverable' : 'none';
}

/** Answer to n = 4. */
export function paperOf(byte: number): PaperState {
  if ((byte & 0x60) !== 0) return 'out';
  return (byte & 0x0c) !== 0 ? 'low' : 'full';
}
