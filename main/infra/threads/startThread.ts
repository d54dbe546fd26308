import { join } from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';

export interface RunningThread<Name extends string> {
  /** `transfer`: buffers of the input that are handed over and not copied. */
  run(name: Name, input: readonly unknown[], transfer?: readonly ArrayBuffer[]): Promise<unknown>;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/**
 * Work beside the core host's thread, in `<workersDir>/<kind>.mjs`. Starts with the first job. When the thread dies, its open jobs fail and
 * the next job starts another one.
 */
export function startThread<Name extends string>(
  kind: 'paper' | 'picture' | 'backup' | 'exports' | 'permitFeed' | 'permitKeeper' | 'carry',
  workersDir: string,
  workerData: unknown = null,
  resourceLimits: ResourceLimits = {},
): RunningThread<Name> {
  let worker: Worker | null = null;
  let lastId = 0;
  const pending = new Map<number, Pending>();

  const fail = (dead: Worker, reason: string): void => {
    if (worker !== dead) return;
    worker = null;
    for (const { reject } of pending.values()) reject(new Error(reason));
    pending.clear();
  };

  const start = (): Worker => {
    const started = new Worker(join(workersDir, `${kind}.mjs`), { workerData, resourceLimits });
    started.on('message', ({ id, value, error }: Answer) => {
      const job = pending.get(id);
      pending.delete(id);
      if (pending.size === 0) started.unref();
      if (error === undefined) job?.resolve(value);
      else job?.reject(new Error(error));
    });
    started.on('error', (error) => fail(started, `the ${kind} thread died: ${error.message}`));
    started.on('exit', (code) => fail(started, `the ${kind} thread ended with code ${code}`));
    return started;
  };

  return {
    run: (name, input, transfer = []) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        worker.ref();
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, name, input }, transfer);
      }),
    close: async () => {
      const running = worker;
      if (!running) return;
      fail(running, `the ${kind} thread was closed`);
      await running.terminate();
    },
  };
}

/** The same without a thread, for tests and tools: the work is loaded with its first job. */
export function inThisThread<Name extends string>(
  load: () => Promise<Readonly<Record<Name, unknown>>>,
): RunningThread<Name> {
  let loading: Promise<Readonly<Record<Name, unknown>>> | null = null;
  return {
    async run(name, input) {
      loading ??= load();
      const methods = await loading;
      return Reflect.apply(methods[name] as (...given: readonly unknown[]) => unknown, methods, input);
    },
    close: () => Promise.resolve(),
  };
}
