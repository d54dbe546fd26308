import type { Clock, Timer } from '../api/clock.ts';
import type { DriverEvents, DriverHandle } from '../api/driver.ts';
import { noIdentity } from '../api/status.ts';

/** An opening is told well within a second, so that it is tied to what the screen shows (F6). */
const contactPollMs = 200;
/** One lost answer is a line; so many in a row are a contact that nobody can read. */
const silencesBeforeUnknown = 3;
/** A door that falls shut bounces: only so many closed looks in a row are a closed door. One open look is an open one. */
const looksBeforeClosed = 2;

export interface ContactWatch {
  /** False while the contact cannot be read. */
  readable(): boolean;
  stop(): void;
}

/** Looks at a contact again and again and tells its changes. `look`: true = open, null = no answer; it must never reject. */
export function watchContact(
  clock: Clock,
  events: Pick<DriverEvents, 'facts'>,
  first: 'open' | 'closed',
  look: () => Promise<boolean | null>,
): ContactWatch {
  let told: 'open' | 'closed' | 'unknown' = first;
  let silences = 0;
  let closedLooks = first === 'closed' ? looksBeforeClosed : 0;
  let stopped = false;
  let timer: Timer | null = null;

  const tell = (contact: typeof told): void => {
    if (contact === told) return;
    told = contact;
    events.facts({ contact });
  };
  const judge = (open: boolean | null): void => {
    silences = open === null ? silences + 1 : 0;
    closedLooks = open === false ? closedLooks + 1 : 0;
    if (open === true) tell('open');
    else if (closedLooks >= looksBeforeClosed) tell('closed');
    else if (silences >= silencesBeforeUnknown) tell('unknown');
  };
  const schedule = (): void => {
    timer = clock.setTimer(contactPollMs, () => {
      void look().then((open) => {
        if (stopped) return;
        judge(open);
        schedule();
      });
    });
  };
  events.facts({ contact: first });
  schedule();
  return {
    readable: () => told !== 'unknown',
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}

/** The handle of a driver that only watches a contact. `close`: what else ends with it. */
export const contactHandle = (watch: ContactWatch, close: () => void = () => undefined): DriverHandle => ({
  identity: noIdentity,
  probe: async () => watch.readable(),
  close: async () => {
    watch.stop();
    close();
  },
});
