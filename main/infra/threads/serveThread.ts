import { parentPort } from 'node:worker_threads';

interface Request<Name> {
  readonly id: number;
  readonly name: Name;
  readonly input: readonly unknown[];
}

/** The inside of a worker thread: one request in, one answer out, bytes handed over and not copied. */
export function serveThread<Methods extends object>(methods: Methods): void {
  const port = parentPort;
  if (!port) throw new Error('this file runs as a worker thread only');
  const answer = async ({ id, name, input }: Request<keyof Methods>) => {
    try {
      const method = methods[name] as (...given: readonly unknown[]) => unknown;
      const value: unknown = await Reflect.apply(method, methods, input);
      return { message: { id, value }, transfer: buffersOf(value) };
    } catch (error) {
      return { message: { id, error: error instanceof Error ? error.message : 'failed' }, transfer: [] };
    }
  };
  port.on('message', (request: Request<keyof Methods>) => {
    void answer(request).then(({ message, transfer }) => port.postMessage(message, transfer));
  });
}

/** Each array owns its whole buffer; a view into a shared pool must be copied instead. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (value instanceof Uint8Array) {
    const whole = value.byteOffset === 0 && value.byteLength === value.buffer.byteLength;
    return whole && value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(buffersOf) : [];
}
