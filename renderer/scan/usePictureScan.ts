import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../main/contract/result.ts';
import { failureOf } from '../client/callFailure.ts';
import { call } from '../client/client.ts';
import type { QrDecoder } from './decoders/qrDecoder.ts';
import { openPicture, pictureIn, readPicture } from './readPicture.ts';

let decoder: Promise<QrDecoder> | undefined;

/** Loaded with the first picture and kept: a megabyte that most days nobody needs. */
async function loadDecoder(): Promise<QrDecoder> {
  decoder ??= Promise.all([import('./decoders/zxingWasm.ts'), import('./decoders/wasmBinary.ts')]).then(
    ([{ createZxingWasm }, { wasmBinary }]) => createZxingWasm(wasmBinary()),
  );
  return decoder;
}

/** Lets the contract's own limit speak for a code that is longer than any scan. */
const longestText = 8192;

/**
 * A picture that is pasted or dropped anywhere on the page is read like a QR under the scanner. `failure` is what the picture itself was
 * refused for; what its code says is judged by the core host.
 */
export function usePictureScan(): { readonly failure: Failure | null; clear(): void } {
  const [failure, setFailure] = useState<Failure | null>(null);
  const clear = useCallback(() => setFailure(null), []);
  const running = useRef(false);

  useEffect(() => {
    const take = async (file: File): Promise<void> => {
      if (running.current) return;
      running.current = true;
      setFailure(null);
      try {
        const picture = await openPicture(file);
        const text = picture.ok ? await readPicture(await loadDecoder(), picture.value) : picture;
        if (!text.ok) return setFailure(text.error);
        const told = await call('caseScanned', { source: 'image', text: text.value.slice(0, longestText) });
        if (!told.ok) setFailure(told.error);
      } catch (thrown) {
        setFailure(failureOf(thrown));
      } finally {
        running.current = false;
      }
    };
    const onPaste = (event: ClipboardEvent): void => {
      const file = pictureIn(event.clipboardData?.files);
      // Text on the clipboard belongs into the field, even when a picture of it comes along.
      if (file === null || event.clipboardData?.types.includes('text/plain') === true) return;
      event.preventDefault();
      void take(file);
    };
    const onDragOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      const file = pictureIn(event.dataTransfer.files);
      if (file === null) setFailure({ code: 'pictureUnreadable' });
      else void take(file);
    };
    window.addEventListener('paste', onPaste);
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('paste', onPaste);
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return { failure, clear };
}
