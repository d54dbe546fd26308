import type { Document } from '../../contract/methods.ts';

/** The one thing that Node and browsers both have and ES2023 does not name. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** A masked trace (one JSON line for each frame) as a file to save. */
export const traceFile = (name: string, trace: string): Document => ({
  fileName: `${name}.jsonl`,
  mediaType: 'application/jsonl',
  bytes: new TextEncoder().encode(trace),
});
