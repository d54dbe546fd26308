import { useEffect, useState } from 'react';
import type { Document } from '../../main/contract/methods.ts';

/** Bytes of the host as an address an image can show. Given back when the component goes. */
export function useBlobUrl(file: Pick<Document, 'bytes' | 'mediaType'> | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (file === undefined) return undefined;
    const made = URL.createObjectURL(toBlob(file));
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [file]);
  return url;
}

/** Copied, because bytes that came over a port may sit in a larger buffer. */
export const toBlob = (file: Pick<Document, 'bytes' | 'mediaType'>): Blob =>
  new Blob([new Uint8Array(file.bytes)], { type: file.mediaType });
