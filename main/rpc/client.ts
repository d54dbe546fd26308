import type { z } from 'zod';
import { failure, type Result } from '../contract/result.ts';
import { serverFrame } from './frames.ts';
import type { Port } from './port.ts';

/** What the client needs of a row of a method table; the tables of screens and of devices both have it. */
export interface ClientMethod {
  readonly in: z.ZodType;
  readonly out: z.ZodType;
  readonly mutating?: boolean;
}
export type ClientTable = Readonly<Record<string, ClientMethod>>;
export type ClientMethods<Table extends ClientTable> = {
  readonly [Name in keyof Table]: (
    input: z.input<Table[Name]['in']>,
  ) => Promise<Result<z.output<Table[Name]['out']>>>;
};

export interface ClientOptions {
  /** Named in `unavailable`. */
  readonly part: string;
  /** 8 to 64 characters that no other call has. */
  readonly newRequestId: () => string;
  /** Schema of an event's data; an event without one, or that does not fit, is garbage. */
  readonly eventSchema: (name: string) => z.ZodType | undefined;
  /** Parse answers with the table; what does not fit is answered as `internal`. */
  readonly checkAnswers?: boolean;
  /** How long a call may wait for a port, with the timer for it. Without it a call waits until `connect` or `close`. */
  readonly waiting?: {
    readonly limitMs: number;
    readonly setTimer: (delayMs: number, callback: () => void) => { cancel(): void };
  };
}

export interface Client<Table extends ClientTable> {
  readonly methods: ClientMethods<Table>;
  on(name: string, listener: (data: unknown) => void): () => void;
  onConnected(listener: (connected: boolean) => void): void;
  /** Takes a new port in the place of the one before. Mutating calls without an answer are sent again, once, with the same request id. */
  connect(port: Port): void;
  isConnected(): boolean;
  /** Messages that were no frames. They are ignored. */
  garbage(): number;
  close(): void;
}

interface Pending {
  readonly method: string;
  readonly input: unknown;
  readonly requestId: string | undefined;
  readonly settle: (result: Result<unknown>) => void;
  sent: boolean;
  retries: number;
  timer: { cancel(): void } | null;
}

/**
 * Calls as typed functions over a port that may be replaced. A call always resolves. Before the first port calls wait for it. When the
 * port closes, calls without a request id are answered `unavailable`, mutating ones wait for the next port, and new calls are answered
 * `unavailable` until it comes.
 */
export function createClient<Table extends ClientTable>(
  first: Port | null,
  table: Table,
  options: ClientOptions,
): Client<Table> {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(data: unknown) => void>>();
  const connectionListeners = new Set<(connected: boolean) => void>();
  let current: Port | null = null;
  let state: 'connecting' | 'connected' | 'lost' | 'closed' = 'connecting';
  let nextId = 1;
  let garbage = 0;

  const unavailable = (): Result<never> => failure('unavailable', { part: options.part });

  const settle = (id: number, result: Result<unknown>): void => {
    const call = pending.get(id);
    if (call === undefined) return;
    pending.delete(id);
    call.timer?.cancel();
    call.settle(result);
  };
  const wait = (id: number, call: Pending): void => {
    const { waiting } = options;
    if (waiting === undefined) return;
    call.timer = waiting.setTimer(waiting.limitMs, () => settle(id, unavailable()));
  };
  const send = (id: number, call: Pending, port: Port): void => {
    call.sent = true;
    call.timer?.cancel();
    call.timer = null;
    const { method, input, requestId } = call;
    try {
      port.post({ kind: 'call', id, method, input, ...(requestId === undefined ? {} : { requestId }) });
    } catch {
      // Something that no port can carry, e.g. a function inside.
      settle(id, failure('invalidInput', { field: 'input' }));
    }
  };

  const receive = (message: unknown): void => {
    const frame = serverFrame.safeParse(message);
    if (!frame.success) {
      garbage += 1;
    } else if (frame.data.kind === 'answer') {
      receiveAnswer(frame.data.id, frame.data.result);
    } else {
      receiveEvent(frame.data.name, frame.data.data);
    }
  };
  const receiveAnswer = (id: number, result: Result<unknown>): void => {
    const call = pending.get(id);
    if (call === undefined) {
      garbage += 1;
      return;
    }
    if (options.checkAnswers !== true || !result.ok) return settle(id, result);
    const parsed = table[call.method]?.out.safeParse(result.value);
    settle(
      id,
      parsed?.success === true
        ? { ok: true, value: parsed.data }
        : failure('internal', { incident: 'answer' }),
    );
  };
  const receiveEvent = (name: string, data: unknown): void => {
    const parsed = options.eventSchema(name)?.safeParse(data);
    if (parsed?.success !== true) {
      garbage += 1;
      return;
    }
    for (const listener of listeners.get(name) ?? []) listener(parsed.data);
  };

  const lose = (): void => {
    current = null;
    if (state === 'closed') return;
    state = 'lost';
    for (const [id, call] of pending) {
      if (call.requestId === undefined || call.retries === 0) settle(id, unavailable());
      else {
        call.retries -= 1;
        wait(id, call);
      }
    }
    for (const listener of connectionListeners) listener(false);
  };

  const connect = (port: Port): void => {
    const before = current;
    if (before !== null) {
      lose();
      before.close();
    }
    current = port;
    state = 'connected';
    port.onClosed(() => {
      if (current === port) lose();
    });
    port.onMessage((message) => {
      if (current === port) receive(message);
    });
    for (const [id, call] of pending) send(id, call, port);
    for (const listener of connectionListeners) listener(true);
  };

  const call = async (method: string, input: unknown): Promise<Result<unknown>> => {
    if (state === 'lost' || state === 'closed') return unavailable();
    return new Promise((resolve) => {
      const id = nextId;
      nextId += 1;
      const mutating = table[method]?.mutating === true;
      const entry: Pending = {
        method,
        input,
        requestId: mutating ? options.newRequestId() : undefined,
        settle: resolve,
        sent: false,
        retries: 1,
        timer: null,
      };
      pending.set(id, entry);
      if (current === null) wait(id, entry);
      else send(id, entry, current);
    });
  };

  if (first !== null) connect(first);
  return {
    methods: Object.fromEntries(
      Object.keys(table).map((name) => [name, async (input: unknown) => call(name, input)]),
    ) as unknown as ClientMethods<Table>,
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    onConnected: (listener) => void connectionListeners.add(listener),
    connect,
    isConnected: () => state === 'connected',
    garbage: () => garbage,
    close() {
      state = 'closed';
      for (const id of pending.keys()) settle(id, unavailable());
      current?.close();
      current = null;
    },
  };
}
