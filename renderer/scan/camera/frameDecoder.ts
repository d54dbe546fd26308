/** Finds codes in pictures one at a time, until it is stopped. */
export interface FrameDecoder<Picture> {
  /** Takes the picture over. Rejects when the decoder broke; never settles after the stop. */
  decode(picture: Picture): Promise<readonly string[]>;
  stop(): void;
}

/** The default QR decoder in a worker of its own. */
export function createFrameDecoder(): FrameDecoder<ImageBitmap> {
  const worker = new Worker(new URL('./decodeFrames.worker.ts', import.meta.url), { type: 'module' });
  return {
    decode: async (picture) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<readonly string[] | null>) => {
          if (data === null) reject(new Error('the decoder broke'));
          else resolve(data);
        };
        worker.onerror = () => reject(new Error('the decoder did not load'));
        worker.postMessage(picture, [picture]);
      }),
    stop: () => worker.terminate(),
  };
}
