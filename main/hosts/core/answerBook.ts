import { AsyncLocalStorage } from 'node:async_hooks';
import { begunMark, type AnswerBook } from '../../app/dispatch.ts';
import type { Stores } from '../../app/ports/stores.ts';
import type { Clock } from '../../app/ports/system.ts';

interface RunningRequest {
  readonly requestId: string;
  readonly method: string;
  note: 'open' | 'inTransaction' | 'committed';
}

/**
 * The answer book over the database, and the stores as the use cases must get them: the first commit of a mutating call notes in the
 * same transaction that the request was begun. A host killed between that commit and the stored answer then does nothing twice.
 */
export function createAnswerBook<Inner extends Stores>(
  inner: Inner,
  clock: Pick<Clock, 'now'>,
): { readonly stores: Inner; readonly answers: AnswerBook } {
  const running = new AsyncLocalStorage<RunningRequest>();
  const isoNow = (): string => new Date(clock.now()).toISOString();

  const run: Stores['run'] = (work) => {
    const request = running.getStore();
    // A run inside a run is only a part of it, which may be undone alone: the outer one notes, at its end.
    if (request === undefined || request.note !== 'open') return inner.run(work);
    request.note = 'inTransaction';
    try {
      const value = inner.run(() => {
        const result = work();
        inner.requests.save(request.requestId, request.method, begunMark, isoNow());
        return result;
      });
      request.note = 'committed';
      return value;
    } finally {
      if (request.note === 'inTransaction') request.note = 'open';
    }
  };

  return {
    stores: new Proxy(inner, {
      get: (target, key, receiver) => (key === 'run' ? run : Reflect.get(target, key, receiver)),
    }),
    answers: {
      get: (requestId, method) => inner.requests.get(requestId, method),
      save: (requestId, method, answer, at) =>
        inner.run(() => inner.requests.save(requestId, method, answer, at)),
      around: async (request, work) => running.run({ ...request, note: 'open' }, work),
    },
  };
}
