import { AsyncLocalStorage } from 'node:async_hooks';
import { begunMark, type AnswerBook } from '../../app/dispatch.ts';
import type { Stores } from '../../app/ports/stores.ts';
import type { Clock } from '../../app/ports/system.ts';

interface RunningRequest {
  readonly requestId: string;
  readonly method: string;
  noted: boolean;
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

  const run: Stores['run'] = (work) =>
    inner.run(() => {
      const value = work();
      const request = running.getStore();
      if (request !== undefined && !request.noted) {
        inner.requests.save(request.requestId, request.method, begunMark, isoNow());
        request.noted = true;
      }
      return value;
    });

  return {
    stores: new Proxy(inner, {
      get: (target, key, receiver) => (key === 'run' ? run : Reflect.get(target, key, receiver)),
    }),
    answers: {
      get: (requestId, method) => inner.requests.get(requestId, method),
      save: (requestId, method, answer, at) =>
        inner.run(() => inner.requests.save(requestId, method, answer, at)),
      around: async (request, work) => running.run({ ...request, noted: false }, work),
    },
  };
}
