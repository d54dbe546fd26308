import { readFileSync } from 'node:fs';

/** Is the database key wrapped for a recovery officer? Reads no key. */
export function hasRecoveryWrap(keyFile: string): boolean {
  try {
    const file = JSON.parse(readFileSync(keyFile, 'utf8')) as { readonly recovery?: unknown };
    return typeof file.recovery === 'string' && file.recovery !== '';
  } catch {
    return false;
  }
}
