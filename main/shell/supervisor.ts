import { toShell, type ToHost, type ToShell } from '../rpc/hostControl.ts';

/** A running host process, whatever made it. */
export interface HostChild<Transfer> {
  post(message: ToHost, transfer: readonly Transfer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Fires once. */
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface SupervisorClock {
  now(): number;
  setTimer(delayMs: number, callback: () => void): { cancel(): void };
}

export interface SupervisorOptions<Transfer> {
  readonly spawn: () => HostChild<Transfer>;
  /** A process runs, from now on it can be written to. `again` for every one after the first. */
  readonly onSpawned: (again: boolean) => void;
  readonly onMessage: (message: ToShell) => void;
  /** The process is gone; another one comes, unless `onGaveUp` follows. */
  readonly onDown: (code: number) => void;
  /** The restart budget is used up. */
  readonly onGaveUp: () => void;
  readonly clock: SupervisorClock;
  readonly budget?: { readonly restarts: number; readonly windowMs: number };
  readonly heartbeat?: { readonly everyMs: number; readonly misses: number };
  /** A process that is not ready by then hangs in its start, where no beat reaches it, and is ended. Without it there is no limit. */
  readonly readyWithinMs?: number;
}

export interface Supervisor<Transfer> {
  start(): void;
  /** Does nothing while there is no process. */
  send(message: ToHost, transfer?: readonly Transfer[]): void;
  /** Ends the process and starts a new one, not counted against the budget. */
  replace(): void;
  /** Asks the host to end, and makes it after `limitMs`. Resolves when it is gone. */
  stop(limitMs: number): Promise<void>;
}

const usualBudget = { restarts: 5, windowMs: 60_000 };
const firstDelayMs = 250;
const lastDelayMs = 2_000;
const usualHeartbeat = { everyMs: 5_000, misses: 4 };

/**
 * Keeps one host running: starts it again when it ends, at most `budget.restarts` times in `budget.windowMs`, and ends it when it is
 * ready but does not answer `heartbeat.misses` beats in a row. A host that said `failed` has told why, and is not started again.
 */
export function superviseHost<Transfer>(options: SupervisorOptions<Transfer>): Supervisor<Transfer> {
  const { clock } = options;
  const budget = options.budget ?? usualBudget;
  const heartbeat = options.heartbeat ?? usualHeartbeat;
  let child: HostChild<Transfer> | null = null;
  let state: 'idle' | 'running' | 'failed' | 'gaveUp' | 'stopped' = 'idle';
  let replacing = false;
  let restarts: number[] = [];
  let beat: { cancel(): void } | null = null;
  let starting: { cancel(): void } | null = null;
  let missed = 0;
  let lastBeat = 0;
  let whenGone: (() => void) | null = null;

  const beatLater = (): void => {
    beat?.cancel();
    beat = clock.setTimer(heartbeat.everyMs, () => {
      if (missed >= heartbeat.misses) return child?.kill();
      missed += 1;
      lastBeat += 1;
      child?.post({ control: 'ping', id: lastBeat }, []);
      beatLater();
    });
  };

  const receive = (raw: unknown): void => {
    const parsed = toShell.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.control === 'pong') {
      missed = 0;
      return;
    }
    if (message.control === 'ready') {
      starting?.cancel();
      beatLater();
    }
    if (message.control === 'failed') state = 'failed';
    options.onMessage(message);
  };

  const ended = (code: number): void => {
    child = null;
    beat?.cancel();
    starting?.cancel();
    missed = 0;
    whenGone?.();
    options.onDown(code);
    if (state !== 'running') return;
    if (!replacing) {
      const now = clock.now();
      restarts = restarts.filter((at) => now - at < budget.windowMs);
      if (restarts.length >= budget.restarts) {
        state = 'gaveUp';
        options.onGaveUp();
        return;
      }
      restarts.push(now);
      return spawnLater(restarts.length);
    }
    replacing = false;
    spawn(true);
  };
  /** At once after one crash; what keeps crashing gets time for its cause to pass. */
  const spawnLater = (crashes: number): void => {
    if (crashes === 1) return spawn(true);
    clock.setTimer(Math.min(firstDelayMs * 2 ** (crashes - 2), lastDelayMs), () => {
      if (state === 'running') spawn(true);
    });
  };

  const spawn = (again: boolean): void => {
    const spawned = options.spawn();
    child = spawned;
    if (options.readyWithinMs !== undefined)
      starting = clock.setTimer(options.readyWithinMs, () => spawned.kill());
    spawned.onMessage((message) => {
      if (child === spawned) receive(message);
    });
    spawned.onExit((code) => {
      if (child === spawned) ended(code);
    });
    options.onSpawned(again);
  };

  return {
    start() {
      if (state !== 'idle') return;
      state = 'running';
      spawn(false);
    },
    send: (message, transfer = []) => child?.post(message, transfer),
    replace() {
      if (state !== 'running' || child === null) return;
      replacing = true;
      child.kill();
    },
    async stop(limitMs) {
      state = 'stopped';
      const running = child;
      if (running === null) return;
      await new Promise<void>((resolve) => {
        const limit = clock.setTimer(limitMs, () => running.kill());
        whenGone = () => {
          limit.cancel();
          resolve();
        };
        running.post({ control: 'stop' }, []);
      });
    },
  };
}
