import type { Upstream } from '../../../app/ports/outside.ts';
import type { UpstreamAccess, UpstreamAdapter } from '../../../contract/hosts.ts';
import { createHttpUpstream } from '../httpUpstream.ts';
import { createMarkBatch } from './markBatch/createMarkBatch.ts';
import { createPreOpen } from './preOpen/createPreOpen.ts';

export interface OpenUpstream extends Upstream {
  /** Gives up what is under way. */
  close(): Promise<void>;
}

export interface AdapterOptions extends UpstreamAccess {
  /** Milliseconds for a whole request. Default 15 s. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970. Default: the computer's clock. */
  readonly now?: () => number;
}

/** Every interface that the program can speak, by the name a station file gives it. Another one is one more line (docs/adapters.md). */
export const adapters: Readonly<Record<UpstreamAdapter, (options: AdapterOptions) => OpenUpstream>> = {
  reference: createHttpUpstream,
  markBatch: createMarkBatch,
  preOpen: createPreOpen,
};
