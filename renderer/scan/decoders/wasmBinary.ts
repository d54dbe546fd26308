import dataUrl from 'zxing-wasm/reader/zxing_reader.wasm?url&inline';

/** The reader's WebAssembly. It lies in a script of its own, because a page may fetch nothing, not even from `app://`. */
export const wasmBinary = (): ArrayBuffer => {
  const binary = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes.buffer;
};
