import { Listeners, transportFault, type ClosedReason, type Transport } from '../api/transport.ts';

/**
 * A device whose path is looked up at every open: after a replug the same device has another one. `find` gives null while it is not there;
 * `make` opens nothing by itself.
 */
export function foundTransport(
  find: () => Promise<string | null>,
  make: (path: string) => Transport,
): Transport {
  const data = new Listeners<[Uint8Array]>();
  const closed = new Listeners<[ClosedReason]>();
  let current: Transport | null = null;
  let opening = false;

  return {
    onData: (listener) => data.add(listener),
    onClosed: (listener) => closed.add(listener),
    async open() {
      if (current !== null || opening) return transportFault('inUse');
      opening = true;
      try {
        const path = await find();
        if (path === null) return transportFault('absent');
        const made = make(path);
        made.onData((chunk) => data.emit(chunk));
        made.onClosed((reason) => {
          if (current !== made) return;
          current = null;
          closed.emit(reason);
        });
        const opened = await made.open();
        if (opened.ok) current = made;
        return opened;
      } finally {
        opening = false;
      }
    },
    write: async (bytes) => current?.write(bytes) ?? transportFault('lost'),
    close: async () => current?.close(),
    modemLines: { get: async () => current?.modemLines?.get() ?? null },
  };
}
