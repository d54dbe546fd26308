import type {
  CompletionCode,
  DeviceConfig,
  DeviceIdentity,
  DeviceProblem,
  DeviceState,
  ShownFrame,
} from '../../main/contract/devices.ts';
import { isoNow, type Clock, type Timer } from '../api/clock.ts';
import type { AnyDriver, CommandContext, DriverEvents, DriverHandle } from '../api/driver.ts';
import type { Transport, TransportFactory, TransportFault } from '../api/transport.ts';
import { traceBook } from '../trace/traceBook.ts';
import { commandQueue, type QueueEnd } from './commandQueue.ts';
import { identityProblem } from './identityCheck.ts';
import { backOffMs, nextLife, statusOfLife, type Life, type LifeEvent } from './life.ts';

/** Idle devices are asked now and then, because some die without a sign. */
export const probeIntervalMs = 5000;
const probeTimeoutMs = 4000;
/** One silent answer can be a slow machine; the next one in a row is a fault. */
const probesBeforeFault = 2;
const probeRetryMs = 200;
/** Longer than any driver may take (test/kit/driverContract.ts). */
const openLimitMs = 20_000;

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
  /** Opens the device anew; true when it was ready again in time. Moves nothing. */
  reset(timeoutMs: number): Promise<boolean>;
  /** Which device belongs here; null = whichever comes (F5). */
  register(identity: DeviceIdentity | null): void;
  frames(): ShownFrame[];
  /** Starts a recording, or ends it and gives its text. */
  record(on: boolean): string | null;
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
  const trace = traceBook(clock, driver.mask, () => {
    heardAt = clock.now();
    if (handle !== null && handle.probe === undefined) publish();
  });
  const transport: Transport = trace.tap(transports.create(config));
  let life: Life = 'absent';
  let since = isoNow(clock);
  let facts: Facts = {};
  let identity: DeviceIdentity | null = null;
  /** Its clock and ours at the moment it was opened: only together they tell how far off it is. */
  let deviceTimeMs: number | undefined;
  let openedAt = 0;
  let heardAt: number | null = null;
  let registered: DeviceIdentity | null = null;
  /** Why it could not be opened the last time. */
  let openProblem: DeviceProblem | null = null;
  const whenReady = new Set<() => void>();
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
  /** A device that is not the registered one is there, but nobody hears it and nobody uses it. */
  const refusal = (): DeviceProblem | null =>
    identity === null ? null : identityProblem({ identity, deviceTimeMs }, registered, openedAt);
  const state = (): DeviceState => {
    const refused = refusal();
    const problem = refused ?? openProblem;
    return {
      id: config.id,
      kind: config.kind,
      status: refused === null ? statusOfLife(life, facts.supplies?.cover === 'open') : 'userError',
      since,
      ...(problem !== null && { problem }),
      ...(facts.media !== undefined && { media: facts.media }),
      ...(facts.supplies !== undefined && { supplies: facts.supplies }),
      ...(identity !== null && { identity }),
      ...(facts.paper !== undefined && { paper: facts.paper }),
      ...(facts.contact !== undefined && { contact: facts.contact }),
      ...(trace.recording() && { recording: true as const }),
      // A device that can be asked proves itself by its answers.
      ...(handle !== null &&
        handle.probe === undefined &&
        heardAt !== null && { lastHeardAt: new Date(heardAt).toISOString() }),
    };
  };
  const publish = (): void => {
    const { since: _, ...now } = state();
    const text = JSON.stringify({
      ...now,
      lastHeardAt: now.lastHeardAt?.slice(0, 'yyyy-mm-ddThh:mm'.length),
    });
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
    deviceTimeMs = undefined;
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
    const present = await transports.isPresent(config);
    if (!present || lifeNow() !== 'absent') return;
    happened('broke');
    retryLater();
  };

  const look = async (): Promise<void> => {
    const present = await transports.isPresent(config);
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
    openProblem = opened.ok ? null : problemOfFault(opened.fault);
    if (!opened.ok) {
      // Nothing there: the watch tells when it comes.
      happened(opened.fault === 'absent' ? 'vanished' : 'openFailed');
      if (life === 'faulted') retryLater();
      return;
    }
    const heard = (): boolean => current() && refusal() === null;
    const events: DriverEvents = {
      scan: (read) => heard() && options.reads.scan(read),
      mrz: (lines) => heard() && options.reads.mrz(lines),
      idCard: (read) => heard() && options.reads.idCard(read),
      readFailed: (reason) => heard() && options.reads.readFailed(reason),
      facts(told) {
        if (!current()) return;
        facts = { ...facts, ...told };
        if (life === 'ready' || life === 'busy') publish();
      },
    };
    const result = await openDriver(events);
    if (!current()) {
      if (result.ok) await result.handle.close();
      return;
    }
    if (!result.ok) {
      openProblem = result.problem ?? null;
      await drop();
      happened('openFailed');
      if (life === 'faulted') retryLater();
      return;
    }
    failures = 0;
    handle = result.handle;
    identity = result.handle.identity;
    deviceTimeMs = result.handle.deviceTimeMs;
    openedAt = clock.now();
    happened('opened');
    for (const tell of [...whenReady]) tell();
    scheduleProbe(0);
  };

  /** A driver promises to end in time and never to throw; one that breaks its promise loses its device, not the others theirs (F2). */
  const openDriver = (events: DriverEvents): ReturnType<AnyDriver['open']> =>
    new Promise((resolve) => {
      const failed = (code: CompletionCode): void => resolve({ ok: false, completion: { code } });
      const limit = clock.setTimer(openLimitMs, () => failed('timeOut'));
      void (async () => {
        try {
          const result = await driver.open(transport, clock, events, config);
          resolve(result);
        } catch {
          failed('internalError');
        } finally {
          limit.cancel();
        }
      })();
    });

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
    const answered = await queue.run(probeTimeoutMs, ask).catch(() => false);
    if (mine !== generation) return;
    silentProbes = answered === true ? 0 : silentProbes + 1;
    if (silentProbes >= probesBeforeFault) return fail();
    scheduleProbe(silentProbes > 0 ? probeRetryMs : probeIntervalMs);
  };

  const stopListening = transport.onClosed((reason) => {
    if (reason === 'lost') void vanish();
  });
  const watch = transports.watch(config, () => void look());
  publish();
  void look();

  return {
    config,
    state,
    async command(timeoutMs, run) {
      if (handle === null || refusal() !== null) return { notRun: 'deviceNotReady' };
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
    async reset(timeoutMs) {
      if (life === 'opening' || life === 'removed') return false;
      queue.cancelAll();
      const ready = new Promise<boolean>((resolve) => {
        const limit = clock.setTimer(timeoutMs, () => done(false));
        const tell = (): void => done(true);
        const done = (value: boolean): void => {
          whenReady.delete(tell);
          limit.cancel();
          resolve(value);
        };
        whenReady.add(tell);
      });
      backOff?.cancel();
      await drop();
      life = 'absent';
      publish();
      void look();
      return ready;
    },
    register(wanted) {
      registered = wanted;
      publish();
    },
    frames: () => trace.frames(),
    record(on) {
      const text = trace.stopRecording();
      if (on) trace.startRecording();
      publish();
      return text;
    },
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

function problemOfFault(fault: TransportFault): DeviceProblem | null {
  return fault === 'inUse' || fault === 'denied' || fault === 'serviceDown' ? fault : null;
}

function isQueueEnd(value: unknown): value is QueueEnd {
  return value === 'timeOut' || value === 'canceled';
}
