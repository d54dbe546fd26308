import { failure, type Result } from '../contract/result.ts';
import { callFrame, type ServerFrame } from './frames.ts';
import type { Port } from './port.ts';

/** One call as the dispatcher sees it. Nothing in it says who calls: that belongs to the port. */
export interface Call {
  readonly method: string;
  readonly input: unknown;
  readonly requestId?: string | undefined;
}

/** Answers a call. It must not reject; when it does, the caller gets `internal`. */
export type Dispatch = (call: Call) => Promise<Result<unknown>>;

export interface Server {
  /** Pushes an event to the other end. */
  emit(name: string, data: unknown): void;
  /** Messages that were no frames. They are ignored. */
  garbage(): number;
  close(): void;
}

/** Serves calls that come over one port until it closes. Calls run side by side and answers come in any order. */
export function serve(port: Port, dispatch: Dispatch): Server {
  let garbage = 0;
  let open = true;

  const post = (frame: ServerFrame): void => {
    if (open) port.post(frame);
  };
  const answer = (id: number, result: Result<unknown>): void => {
    try {
      post({ kind: 'answer', id, result });
    } catch {
      // The value was not something a port can carry. The caller must hear something all the same.
      post({ kind: 'answer', id, result: failure('internal', { incident: 'answer' }) });
    }
  };

  port.onClosed(() => {
    open = false;
  });
  port.onMessage((message) => {
    const parsed = callFrame.safeParse(message);
    if (!parsed.success) {
      garbage += 1;
      return;
    }
    const { id, method, input, requestId } = parsed.data;
    void Promise.resolve()
      .then(async () => dispatch({ method, input, requestId }))
      .catch(() => failure('internal', { incident: 'dispatch' }))
      .then((result) => answer(id, result));
  });

  return {
    emit: (name, data) => post({ kind: 'event', name, data }),
    garbage: () => garbage,
    close() {
      open = false;
      port.close();
    },
  };
}
