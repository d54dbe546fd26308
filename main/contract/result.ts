import type { ErrorCode } from './errors.ts';

/** An expected failure: a code from the closed list in errors.ts plus the values its message may mention. */
export interface Failure {
  readonly code: ErrorCode;
  /** Values for the message placeholders. Never personal data beyond what the signed-in person may see. */
  readonly detail?: Readonly<Record<string, string | number>> | undefined;
}

/** The outcome of anything that can fail in an expected way. A broken promise of the program throws instead. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export function success<T>(value: T): Result<T>;
export function success(): Result<void>;
export function success(value?: unknown): Result<unknown> {
  return { ok: true, value };
}

export function failure(code: ErrorCode, detail?: Readonly<Record<string, string | number>>): Result<never> {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } };
}

/** Makes the compiler prove that a closed union has been handled to the end. */
export function assertNever(value: never): never {
  throw new Error(`unhandled value ${JSON.stringify(value)}`);
}
