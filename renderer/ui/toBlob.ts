import type { Document } from '../../main/contract/methods.ts';

/** Copied, because bytes that came over a port may sit in a larger buffer. */
export const toBlob = (file: Pick<Document, 'bytes' | 'mediaType'>): Blob =>
  new Blob([new Uint8Array(file.bytes)], { type: file.mediaType });
