import type { Document } from '../../main/contract/methods.ts';
import { toBlob } from './toBlob.ts';

/** Hands a file to the system's save dialog. */
export function saveDocument(file: Document): void {
  const url = URL.createObjectURL(toBlob(file));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  // The download has its own hold on the blob once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
