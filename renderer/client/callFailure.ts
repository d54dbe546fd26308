import type { Failure } from '../../main/contract/result.ts';

/** An expected failure on its way through the query library, which knows failures as thrown errors only. */
export class CallFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'CallFailure';
    this.failure = failure;
  }
}

/** What a person is told about anything thrown. What has no name of its own is `internal`. */
export function failureOf(error: unknown): Failure | null {
  if (error === null || error === undefined) return null;
  if (error instanceof CallFailure) return error.failure;
  return { code: 'internal', detail: { incident: '-' } };
}
