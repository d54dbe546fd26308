// Looks for codes beside the page, so that a look never holds up a touch. It is ended with the camera, and everything it has seen with it (E2).
import { wasmBinary } from '../decoders/wasmBinary.ts';
import { createZxingWasm } from '../decoders/zxingWasm.ts';

const decoder = createZxingWasm(wasmBinary());
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true });

async function textsIn(picture: ImageBitmap): Promise<readonly string[]> {
  const { width, height } = picture;
  if (context === null) throw new Error('no canvas to look at');
  canvas.width = width;
  canvas.height = height;
  context.drawImage(picture, 0, 0);
  picture.close();
  const codes = await decoder.decode(context.getImageData(0, 0, width, height));
  return codes.map(({ text }) => text);
}

addEventListener('message', ({ data }: MessageEvent<ImageBitmap>) => {
  textsIn(data).then(
    (texts) => postMessage(texts),
    () => postMessage(null),
  );
});
