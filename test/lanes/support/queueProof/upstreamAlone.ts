import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  startEmbeddedUpstream,
  type EmbeddedUpstream,
  type EmbeddedUpstreamOptions,
} from '../../../../main/training/upstream/embeddedUpstream.ts';

/** The reference upstream as far as a process can be reached from outside. */
export interface UpstreamAlone extends Pick<EmbeddedUpstream, 'url' | 'token' | 'setNetwork' | 'close'> {
  /** Its clock goes so many milliseconds before the computer's. */
  setAhead(ms: number): void;
}

type AloneOptions = Omit<EmbeddedUpstreamOptions, 'now' | 'photoOf'>;
type Order =
  | { readonly order: 'start'; readonly options: AloneOptions; readonly aheadMs: number }
  | { readonly order: 'network'; readonly on: boolean }
  | { readonly order: 'ahead'; readonly ms: number };
interface Started {
  readonly url: string;
  readonly token: string;
}

/**
 * The reference upstream in a process of its own, as it is in the world: what is measured at the desk then has no part of its work. Nobody has
 * a photo there. Rejects when it does not start.
 */
export async function startUpstreamAlone(options: AloneOptions, aheadMs: number): Promise<UpstreamAlone> {
  const child = fork(fileURLToPath(import.meta.url), ['alone'], { serialization: 'advanced' });
  const send = (order: Order): void => void child.send(order);
  const started = await new Promise<Started>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Started));
    child.once('exit', (code) => reject(new Error(`upstream ended with ${String(code)}`)));
    send({ order: 'start', options, aheadMs });
  });
  return {
    ...started,
    setNetwork: (on) => send({ order: 'network', on }),
    setAhead: (ms) => send({ order: 'ahead', ms }),
    close: async () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** What the process does. */
function beAlone(): void {
  let upstream: EmbeddedUpstream | null = null;
  let ahead = 0;
  process.on('message', (order: Order) => {
    if (order.order === 'network') upstream?.setNetwork(order.on);
    if (order.order === 'ahead') ahead = order.ms;
    if (order.order === 'start') {
      ahead = order.aheadMs;
      void startEmbeddedUpstream({
        ...order.options,
        photoOf: () => '',
        now: () => Date.now() + ahead,
      }).then((ready) => {
        upstream = ready;
        process.send?.({ url: ready.url, token: ready.token } satisfies Started);
      });
    }
  });
  process.once('SIGTERM', () => void upstream?.close().then(() => process.exit(0)));
}

if (process.argv[2] === 'alone') beAlone();
