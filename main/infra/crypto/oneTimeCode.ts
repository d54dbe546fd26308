import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as authenticator programs take it: SHA-1, six digits, 30 seconds. */
const period = 30;
const shape = { algorithm: 'SHA1', digits: 6, period } as const;
/** A code of the step before or after is good, because two clocks are never the same. */
const stepsAround = 1;

/** A new secret: 160 random bits (RFC 4226 section 4) in base 32. */
export const newOneTimeSecret = (): string => new Secret({ size: 20 }).base32;

/** The code that a program with this secret shows at `at` (milliseconds since 1970). */
export const oneTimeCodeAt = (secret: string, at: number): string => totp(secret).generate({ timestamp: at });

/** The step of 30 seconds since 1970 whose code this is, one step around `at`; null = none of them. */
export function oneTimeStepOf(secret: string, code: string, at: number): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: at, window: stepsAround });
  return delta === null ? null : Math.floor(at / 1000 / period) + delta;
}

/** What an authenticator program reads from a QR code. `account` and `issuer` name the person and the station to its owner. */
export const oneTimeUri = (secret: string, account: string, issuer: string): string =>
  new TOTP({ ...shape, secret: Secret.fromBase32(secret), label: account, issuer }).toString();

const totp = (secret: string): TOTP => new TOTP({ ...shape, secret: Secret.fromBase32(secret) });
