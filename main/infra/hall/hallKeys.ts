import { hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { hmacSm3Hex } from '../crypto/createCrypto.ts';

/** Length of the key that the stations of a hall share, bytes. */
export const hallKeyLength = 32;

/** Each kind of question and answer has a seal of its own, so that none can be sent as another. */
export type SealedAs = 'question' | 'answer' | 'sumsQuestion' | 'sumsAnswer';

export interface HallKeys {
  /** The person behind a permit number, for this hall only: 64 lower-case hex. Nobody without the key can try numbers against it. */
  personOf(permitNumber: string): string;
  /** HMAC-SM3 over the very bytes that are sent, 64 lower-case hex. */
  seal(as: SealedAs, body: string): string;
  isSealed(as: SealedAs, body: string, seal: unknown): boolean;
}

/** One secret per purpose, derived from the key of the hall (domain-rules 12.6). A key of another length throws. */
export function createHallKeys(hallKey: Uint8Array): HallKeys {
  if (hallKey.length !== hallKeyLength) throw new Error('the key of a hall has 32 bytes');
  const secret = (label: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', hallKey, '', `zhengka hall ${label}`, 32));
  const person = secret('person');
  const secrets: Readonly<Record<SealedAs, Uint8Array>> = {
    question: secret('question'),
    answer: secret('answer'),
    sumsQuestion: secret('sums question'),
    sumsAnswer: secret('sums answer'),
  };
  const seal: HallKeys['seal'] = (as, body) => hmacSm3Hex(secrets[as], body);
  return {
    personOf: (permitNumber) => hmacSm3Hex(person, permitNumber),
    seal,
    isSealed(as, body, given) {
      if (typeof given !== 'string' || !/^[0-9a-f]{64}$/.test(given)) return false;
      return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(seal(as, body), 'hex'));
    },
  };
}

export const newNonce = (): string => randomBytes(16).toString('hex');

/** Header of the seal, on questions and answers. */
export const sealHeader = 'x-hall-seal';
/** The places where a station is asked. Nothing about a person is in them. */
export const hallPath = '/hall/ask';
export const hallSumsPath = '/hall/sums';
/** Longest question or answer, bytes: more than any of ours. */
export const longestHallBody = 1024;
/** Longest answer with sums: it has every reason of waste and of a new card in it. */
export const longestSumsBody = 4096;
