import type { Failure } from '../../contract/result.ts';

/**
 * Thrown by `Stores.run` when the disk did not take a commit: nothing of it was written. `failure` is diskFull, diskReadOnly or diskFault.
 * The message says nothing about the data.
 */
export class NotWritten extends Error {
  override readonly name = 'NotWritten';
  readonly failure: Failure;

  constructor(code: 'diskFull' | 'diskReadOnly' | 'diskFault') {
    super(code);
    this.failure = { code };
  }
}

/** The named failure of a commit that the disk did not take; null for everything else that is thrown. */
export const notWrittenFailure = (thrown: unknown): Failure | null =>
  thrown instanceof NotWritten ? thrown.failure : null;
