import { parentPort, workerData } from 'node:worker_threads';
import { paperMethods } from './paperMethods.ts';
import type { PaperMethodName } from './paperMethods.ts';

/** The thread that makes papers: one request in, one answer out, bytes handed over and not copied. */
interface PaperRequest {
  readonly id: number;
  readonly name: PaperMethodName;
  readonly input: readonly unknown[];
}

const port = parentPort;
if (!port) throw new Error('paper.worker runs as a worker thread only');
const methods = paperMethods(workerData as { fontsDir: string; resourcesDir: string });

port.on('message', (request: PaperRequest) => {
  void answer(request).then(({ message, transfer }) => port.postMessage(message, transfer));
});

async function answer({ id, name, input }: PaperRequest) {
  try {
    const value: unknown = await Reflect.apply(methods[name], methods, input);
    return { message: { id, value }, transfer: buffersOf(value) };
  } catch (error) {
    return { message: { id, error: error instanceof Error ? error.message : 'failed' }, transfer: [] };
  }
}

/** Each array owns its whole buffer; a view into a shared pool must be copied instead. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (value instanceof Uint8Array) {
    const whole = value.byteOffset === 0 && value.byteLength === value.buffer.byteLength;
    return whole && value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(buffersOf) : [];
}
