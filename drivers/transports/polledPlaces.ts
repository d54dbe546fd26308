import type { Clock } from '../api/clock.ts';
import type { PathWatch, Transport } from '../api/transport.ts';

/** Often enough that a printer that was switched on is used within seconds. */
const pollMs = 2000;

/** Places that nobody announces: a printer on the network, a queue of the operating system. */
export interface PolledPlaces {
  /** The same transport, remembered while it is open. */
  tap(place: string, inner: Transport): Transport;
  /** Asks only while nothing is open there: many network printers take one connection and no second one. */
  isPresent(place: string, ask: () => Promise<boolean>): Promise<boolean>;
  watch(place: string, onChange: () => void): PathWatch;
}

export function polledPlaces(clock: Clock): PolledPlaces {
  const open = new Set<string>();
  return {
    tap(place, inner) {
      inner.onClosed(() => open.delete(place));
      return {
        ...inner,
        async open() {
          const opened = await inner.open();
          if (opened.ok) open.add(place);
          return opened;
        },
      };
    },
    isPresent: async (place, ask) => open.has(place) || ask(),
    watch(place, onChange) {
      const poll = (): void => {
        timer = clock.setTimer(pollMs, () => {
          if (!open.has(place)) onChange();
          poll();
        });
      };
      let timer = clock.setTimer(0, () => undefined);
      poll();
      return { close: () => timer.cancel() };
    },
  };
}

/** Whether something takes a connection there. It is closed again at once. */
export async function answers(transport: Transport): Promise<boolean> {
  const opened = await transport.open();
  await transport.close();
  return opened.ok;
}
