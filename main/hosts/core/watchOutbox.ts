import type { Stores } from '../../app/ports/stores.ts';

/** The same stores; `onQueued` hears of every new row once its transaction is over. */
export function watchOutbox<Inner extends Stores>(inner: Inner, onQueued: () => void): Inner {
  let told = true;
  const outbox: Stores['outbox'] = {
    ...inner.outbox,
    insert(row) {
      inner.outbox.insert(row);
      if (!told) return;
      told = false;
      // No transaction contains an await, so this one has ended by then.
      void Promise.resolve().then(() => {
        told = true;
        onQueued();
      });
    },
  };
  return new Proxy(inner, {
    get: (target, key, receiver) => (key === 'outbox' ? outbox : Reflect.get(target, key, receiver)),
  });
}
