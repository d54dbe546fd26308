import { AsyncLocalStorage } from 'node:async_hooks';
import { begunMark, type AnswerBook, type AnsweredRequest } from '../../app/dispatch.ts';
import type { Stores } from '../../app/ports/stores.ts';
import type { Clock } from '../../app/ports/system.ts';

interface RunningRequest extends AnsweredRequest {
  note: 'open' | 'inTransaction' | 'committed';
  audited: boolean;
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

  const audit: Stores['audit'] = {
    ...inner.audit,
    append: (entry) => {
      const request = running.getStore();
      if (request !== undefined) request.audited = true;
      inner.audit.append(entry);
    },
  };
  /** No act without an entry (I1): what a use case did not tell in words of its own is told by the name of its method. */
  const tellAct = (request: RunningRequest): void => {
    if (request.audited || request.actor === undefined) return;
    inner.run(() =>
      inner.audit.append({
        at: isoNow(),
        actor: request.actor ?? 'system',
        surface: request.surface ?? 'system',
        event: `act.${request.method}`,
        subject: request.method,
        detail: {},
      }),
    );
  };

  const parts: Partial<Stores> = { run, audit };
  return {
    stores: new Proxy(inner, {
      get: (target, key, receiver): unknown =>
        Object.hasOwn(parts, key) ? parts[key as keyof Stores] : Reflect.get(target, key, receiver),
    }),
    answers: {
      get: (requestId, method) => inner.requests.get(requestId, method),
      save: (requestId, method, answer, at) =>
        inner.run(() => inner.requests.save(requestId, method, answer, at)),
      around: async (request, work) => {
        const current: RunningRequest = { ...request, note: 'open', audited: false };
        return running.run(current, async () => {
          const value = await work();
          if (isSuccess(value)) tellAct(current);
          return value;
        });
      },
    },
  };
}

const isSuccess = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === true;
