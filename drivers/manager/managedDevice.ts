import type { CompletionCode, DeviceConfig, DeviceIdentity, DeviceState } from '../../main/contract/devices.ts';
import { isoNow, type Clock, type Timer } from '../api/clock.ts';
import type { AnyDriver, CommandContext, DriverEvents, DriverHandle } from '../api/driver.ts';
import type { Transport, TransportFactory } from '../api/transport.ts';
import { commandQueue, type QueueEnd } from './commandQueue.ts';
import { backOffMs, nextLife, statusOfLife, type Life, type LifeEvent } from './life.ts';

/** Idle devices are asked now and then, because some die without a sign. */
export const probeIntervalMs = 5000;
const probeTimeoutMs = 4000;
/** One silent answer can be a slow machine; the next one in a row is a fault. */
const probesBeforeFault = 2;
const probeRetryMs = 200;

type Facts = Parameters<DriverEvents['facts']>[0];

/** What a command ended with when it did not get to run, as a completion code. */
export type NotRun = { readonly notRun: Extract<CompletionCode, 'deviceNotReady' | 'timeOut' | 'canceled'> };

export interface ManagedDevice {
  readonly config: DeviceConfig;
  state(): DeviceState;
  /** Queues a command for the open handle. `hardwareError` in its completion reopens the device. */
  command<Value extends { readonly completion: { readonly code: CompletionCode } }>(
    timeoutMs: number,
    run: (handle: DriverHandle, context: CommandContext) => Promise<Value>,
  ): Promise<Value | NotRun>;
  /** Completes waiting commands as `canceled`. */
  cancel(): void;
  close(): Promise<void>;
}

export interface ManagedDeviceOptions {
  readonly config: DeviceConfig;
  readonly driver: AnyDriver;
  readonly transports: TransportFactory;
  readonly clock: Clock;
  readonly reads: Pick<DriverEvents, 'scan' | 'mrz' | 'idCard' | 'readFailed'>;
  readonly onChange: (state: DeviceState) => void;
}

/**
 * Keeps one device open: looks for its path, opens it, notices when it goes, tries again with back-off, and runs its
 * commands one at a time. Each opening has a generation; what an older generation still says is not heard.
 */
export function manageDevice(options: ManagedDeviceOptions): ManagedDevice {
  const { config, driver, clock, transports } = options;
  const transport: Transport = transports.create(config);
  let life: Life = 'absent';
  let since = isoNow(clock);
  let facts: Facts = {};
  let identity: DeviceIdentity | null = null;
  let handle: DriverHandle | null = null;
  let generation = 0;
  let failures = 0;
  let silentProbes = 0;
  let published = '';
  let publishedStatus: DeviceState['status'] | null = null;
  let backOff: Timer | null = null;
  let probe: Timer | null = null;
  const queue = commandQueue(clock, () => void fail());

  /** The life after an await, which the compiler cannot follow. */
  const lifeNow = (): Life => life;
  const state = (): DeviceState => ({
    id: config.id,
    kind: config.kind,
    status: statusOfLife(life, facts.supplies?.cover === 'open'),
    since,
    ...(facts.media !== undefined && { media: facts.media }),
    ...(facts.supplies !== undefined && { supplies: facts.supplies }),
    ...(identity !== null && { identity }),
    ...(facts.paper !== undefined && { paper: facts.paper }),
  });
  const publish = (): void => {
    const { since: _, ...now } = state();
    const text = JSON.stringify(now);
    if (text === published) return;
    if (now.status !== publishedStatus) since = isoNow(clock);
    publishedStatus = now.status;
    published = text;
    options.onChange(state());
  };
  const happened = (event: LifeEvent): void => {
    life = nextLife(life, event);
    publish();
  };

  /** Lets go of the handle; nothing the old one says counts from here on. */
  const drop = async (): Promise<void> => {
    generation += 1;
    probe?.cancel();
    const dropped = handle;
    handle = null;
    facts = {};
    identity = null;
    silentProbes = 0;
    await dropped?.close();
    await transport.close();
  };

  const retryLater = (): void => {
    failures += 1;
    backOff?.cancel();
    backOff = clock.setTimer(backOffMs(failures), () => {
      if (life !== 'faulted') return;
      happened('backOffOver');
      void open();
    });
  };

  /** The device answers no more, or wrongly: close it, rest, open it again. */
  const fail = async (): Promise<void> => {
    if (life !== 'ready' && life !== 'busy') return;
    life = nextLife(life, 'broke');
    await drop();
    if (life !== 'faulted') return;
    publish();
    retryLater();
  };

  const vanish = async (): Promise<void> => {
    if (life === 'absent' || life === 'removed') return;
    happened('vanished');
    await drop();
    publish();
    // Lost with its path still there (peer restarted, I/O error): rest, or a peer that hangs up would be called for ever.
    const present = await transports.isPresent(config.path);
    if (!present || lifeNow() !== 'absent') return;
    happened('broke');
    retryLater();
  };

  const look = async (): Promise<void> => {
    const present = await transports.isPresent(config.path);
    if (present && life === 'absent') {
      happened('appeared');
      await open();
    } else if (!present && life !== 'opening') await vanish();
  };

  const open = async (): Promise<void> => {
    generation += 1;
    const mine = generation;
    const current = (): boolean => mine === generation;
    const opened = await transport.open();
    if (!current()) return;
    if (!opened.ok) {
      // Nothing there: the watch tells when it comes.
      happened(opened.fault === 'absent' ? 'vanished' : 'openFailed');
      if (life === 'faulted') retryLater();
      return;
    }
    const events: DriverEvents = {
      scan: (read) => current() && options.reads.scan(read),
      mrz: (lines) => current() && options.reads.mrz(lines),
      idCard: (read) => current() && options.reads.idCard(read),
      readFailed: (reason) => current() && options.reads.readFailed(reason),
      facts(told) {
        if (!current()) return;
        facts = { ...facts, ...told };
        if (life === 'ready' || life === 'busy') publish();
      },
    };
    const result = await driver.open(transport, clock, events, config);
    if (!current()) {
      if (result.ok) await result.handle.close();
      return;
    }
    if (!result.ok) {
      await drop();
      happened('openFailed');
      if (life === 'faulted') retryLater();
      return;
    }
    failures = 0;
    handle = result.handle;
    identity = result.handle.identity;
    happened('opened');
    scheduleProbe(0);
  };

  const scheduleProbe = (delayMs: number): void => {
    probe?.cancel();
    if (handle?.probe === undefined) return;
    probe = clock.setTimer(delayMs, () => void runProbe());
  };
  const runProbe = async (): Promise<void> => {
    const mine = generation;
    const asked = handle;
    if (asked?.probe === undefined) return;
    if (!queue.idle) return scheduleProbe(probeIntervalMs);
    const ask = asked.probe.bind(asked);
    const answered = await queue.run(probeTimeoutMs, ask);
    if (mine !== generation) return;
    silentProbes = answered === true ? 0 : silentProbes + 1;
    if (silentProbes >= probesBeforeFault) return fail();
    scheduleProbe(silentProbes > 0 ? probeRetryMs : probeIntervalMs);
  };

  const stopListening = transport.onClosed((reason) => {
    if (reason === 'lost') void vanish();
  });
  const watch = transports.watch(config.path, () => void look());
  publish();
  void look();

  return {
    config,
    state,
    async command(timeoutMs, run) {
      if (handle === null) return { notRun: 'deviceNotReady' };
      const outcome = await queue.run(timeoutMs, async (context) => {
        const target = handle;
        if (target === null) return { notRun: 'deviceNotReady' as const };
        happened('commandStarted');
        try {
          return await run(target, context);
        } finally {
          happened('commandEnded');
        }
      });
      if (isQueueEnd(outcome)) return { notRun: outcome };
      if ('completion' in outcome) {
        // A fault reopens the device (and sends its init block again); silence is looked into at once.
        if (outcome.completion.code === 'hardwareError') void fail();
        if (outcome.completion.code === 'timeOut') scheduleProbe(0);
      }
      return outcome;
    },
    cancel: () => queue.cancelAll(),
    async close() {
      happened('closed');
      stopListening();
      watch.close();
      backOff?.cancel();
      queue.cancelAll();
      await drop();
    },
  };
}

function isQueueEnd(value: unknown): value is QueueEnd {
  return value === 'timeOut' || value === 'canceled';
}
