import { randomBytes, randomInt } from 'node:crypto';
import type { Ids } from '../../app/ports/system.ts';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const length = 24;

/** 24 letters of 62: 142 bits, so that two stations never meet. */
export function createRandomIds(): Ids {
  return { next: (prefix) => `${prefix}_${randomText()}`, fraction: () => randomInt(2 ** 47) / 2 ** 47 };
}

/** Bytes from 248 on are dropped: 256 is no multiple of 62, and the first letters would come up more often. */
function randomText(): string {
  let text = '';
  while (text.length < length)
    for (const byte of randomBytes(32))
      if (byte < 248 && text.length < length) text += letters[byte % letters.length];
  return text;
}
