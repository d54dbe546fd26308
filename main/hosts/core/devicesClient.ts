import type { z } from 'zod';
import {
  deviceEvents,
  deviceMethods,
  type ChipFacts,
  type ChipKeyFacts,
  type ChipWriteFacts,
  type DeviceCompletion,
  type DeviceConfig,
  type DeviceIdentity,
  type DeviceKind,
  type DeviceState,
  type DocumentFacts,
  type IdCardRead,
  type MrzRead,
  type PrinterFacts,
  type ReceiptFacts,
  type ScanRead,
} from '../../contract/devices.ts';
import type { Result } from '../../contract/result.ts';
import { cardStationOf, type CardPlace } from '../../domain/devices/cardStation.ts';
import type { Devices, TestRead } from '../../app/ports/outside.ts';
import type { Clock } from '../../app/ports/system.ts';
import { createClient } from '../../rpc/client.ts';
import type { Port } from '../../rpc/port.ts';
import { emptyChipFacts, emptyChipKeyFacts, unknownPrinterFacts } from '../../../drivers/api/status.ts';

/** The device host over a line that the shell may replace. */
export interface DevicesClient extends Devices {
  /** The line of a restarted device host. */
  connect(port: Port): void;
  close(): void;
}

type ReadFailed = z.infer<(typeof deviceEvents)['readFailed']>;
const noDevice: DeviceCompletion = { code: 'unsupportedCommand', detail: 'no such device' };
/** Nothing was sent, so nothing has happened. */
const hostDown: DeviceCompletion = { code: 'deviceNotReady', detail: 'device host is down' };
/** The shell restarts a device host that died or hangs well within this; one that is still not back has been given up. */
export const restartLimitMs = 30_000;
/** It was sent, so anything may have happened. */
const hostLost: DeviceCompletion = {
  code: 'internalError',
  detail: 'device host was lost during the command',
};

/** `aheadMs`: how far our clock is ahead of the device host's, which is the computer's own; more than 0 in training only. */
export function createDevicesClient(
  first: Port | null,
  configs: readonly DeviceConfig[],
  clock: Clock,
  aheadMs: () => number = () => 0,
): DevicesClient {
  const isoNow = (): string => new Date(clock.now()).toISOString();
  const states = new Map<string, DeviceState>(
    configs.map((config) => [
      config.id,
      { id: config.id, kind: config.kind, status: 'starting', since: isoNow() },
    ]),
  );
  const registered = new Map<string, DeviceIdentity>();
  let closed = false;
  const lastSequences = new Map<string, number>();
  const listeners = {
    scan: new Set<(read: ScanRead) => void>(),
    mrz: new Set<(read: MrzRead) => void>(),
    idCard: new Set<(read: IdCardRead) => void>(),
    readFailed: new Set<(failed: ReadFailed) => void>(),
    changed: new Set<(state: DeviceState) => void>(),
  };
  const client = createClient(null, deviceMethods, {
    part: 'devices',
    newRequestId: () => 'no-request',
    eventSchema: (name) => (isEvent(name) ? deviceEvents[name] : undefined),
    checkAnswers: true,
  });

  const learn = (state: DeviceState): void => {
    if (!states.has(state.id)) return;
    states.set(state.id, state);
    for (const listener of listeners.changed) listener(state);
  };
  /** So long ago as its host says, by our clock. */
  const inOurTime = (state: DeviceState): DeviceState =>
    aheadMs() === 0
      ? state
      : { ...state, since: new Date(Date.parse(state.since) + aheadMs()).toISOString() };
  /** False for a frame that was delivered twice. */
  const isNew = (read: { readonly deviceId: string; readonly sequence: number }): boolean => {
    if (read.sequence <= (lastSequences.get(read.deviceId) ?? -1)) return false;
    lastSequences.set(read.deviceId, read.sequence);
    return true;
  };
  const when = <Name extends keyof typeof deviceEvents>(
    name: Name,
    listener: (data: z.output<(typeof deviceEvents)[Name]>) => void,
  ): void => {
    // The client has parsed the data with this very schema.
    client.on(name, (data) => listener(data as z.output<(typeof deviceEvents)[Name]>));
  };
  when('scanRead', (read) => {
    if (isNew(read)) for (const listener of listeners.scan) listener(read);
  });
  when('mrzRead', (read) => {
    if (isNew(read)) for (const listener of listeners.mrz) listener(read);
  });
  when('idCardRead', (read) => {
    if (isNew(read)) for (const listener of listeners.idCard) listener(read);
  });
  when('readFailed', (failed) => {
    for (const listener of listeners.readFailed) listener(failed);
  });
  /** Devices that told of a change while a list was on its way: what they told is newer than the list. */
  const changedMeanwhile = new Set<Set<string>>();
  when('deviceChanged', (state) => {
    for (const changed of changedMeanwhile) changed.add(state.id);
    learn(inOurTime(state));
  });

  /** Nothing of what was last known about a device is known while its host is away (F2). */
  const everyDeviceIs = (status: 'starting' | 'offline'): void => {
    for (const { id, kind } of states.values()) learn({ id, kind, status, since: isoNow() });
  };
  let givingUp: ReturnType<Clock['setTimer']> | null = null;
  const waitForHost = (): void => {
    givingUp?.cancel();
    givingUp = clock.setTimer(restartLimitMs, () => everyDeviceIs('offline'));
  };

  const refresh = async (): Promise<void> => {
    const changed = new Set<string>();
    changedMeanwhile.add(changed);
    try {
      const listed = await client.methods.list({});
      if (listed.ok)
        listed.value
          .filter(({ id }) => !changed.has(id))
          .map(inOurTime)
          .forEach(learn);
    } finally {
      changedMeanwhile.delete(changed);
    }
  };
  client.onConnected((connected) => {
    if (connected) {
      givingUp?.cancel();
      for (const [deviceId, identity] of registered) void client.methods.register({ deviceId, identity });
      void refresh();
    } else if (!closed) {
      everyDeviceIs('starting');
      waitForHost();
    }
  });
  if (first === null) waitForHost();
  else client.connect(first);

  const idOf = (kind: DeviceKind, surface?: DeviceConfig['surface']): string | undefined =>
    configs.find((config) => config.kind === kind && (surface === undefined || config.surface === surface))
      ?.id;
  /** A command to one device. What was sent and not answered may have happened; what was not sent has not. */
  const command = async <Facts>(
    deviceId: string | undefined,
    call: (deviceId: string) => Promise<Result<Facts>>,
    unknown: (completion: DeviceCompletion) => Facts,
  ): Promise<Facts> => {
    if (deviceId === undefined) return unknown(noDevice);
    if (!client.isConnected()) return unknown(hostDown);
    const result = await call(deviceId);
    return result.ok ? result.value : unknown(hostLost);
  };
  const printer = async (
    place: CardPlace,
    call: (deviceId: string) => Promise<Result<PrinterFacts>>,
  ): Promise<PrinterFacts> => command(cardStationOf(configs, place).printer?.id, call, unknownPrinterFacts);
  const chipReaderOf = (place: CardPlace): string | undefined => cardStationOf(configs, place).chipReader?.id;
  const { methods } = client;
  const known = (deviceId: string): string | undefined =>
    configs.find((config) => config.id === deviceId)?.id;

  return {
    connect: (port) => client.connect(port),
    close() {
      closed = true;
      givingUp?.cancel();
      client.close();
    },
    async list() {
      await refresh();
      return [...states.values()];
    },
    states: () => [...states.values()],
    feedToChip: async (timeoutMs, place) =>
      printer(place, async (deviceId) => methods.feedToChip({ deviceId, timeoutMs })),
    printerFacts: async (timeoutMs, place) =>
      printer(place, async (deviceId) => methods.printerFacts({ deviceId, timeoutMs })),
    printFront: async (face, timeoutMs, place) =>
      printer(place, async (deviceId) => methods.printFront({ deviceId, face, timeoutMs })),
    rejectCard: async (timeoutMs, place) =>
      printer(place, async (deviceId) => methods.rejectCard({ deviceId, timeoutMs })),
    resetPrinter: async (timeoutMs, place) =>
      printer(place, async (deviceId) => methods.resetPrinter({ deviceId, timeoutMs })),
    readChip: async (timeoutMs, place) =>
      command<ChipFacts>(
        chipReaderOf(place),
        async (deviceId) => methods.readChip({ deviceId, timeoutMs }),
        (completion) => emptyChipFacts(completion),
      ),
    awaitCardTaken: async (takeWithinMs, timeoutMs, place) =>
      printer(place, async (deviceId) => methods.awaitCardTaken({ deviceId, takeWithinMs, timeoutMs })),
    writeChip: async (record, timeoutMs, place) =>
      command<ChipWriteFacts>(
        chipReaderOf(place),
        async (deviceId) => methods.writeChip({ deviceId, record, timeoutMs }),
        (completion) => ({ completion, provider: null }),
      ),
    chipKey: async (timeoutMs, place) =>
      command<ChipKeyFacts>(
        chipReaderOf(place),
        async (deviceId) => methods.chipKey({ deviceId, timeoutMs }),
        (completion) => emptyChipKeyFacts(completion),
      ),
    writeCertificate: async (write, timeoutMs, place) =>
      command<ChipWriteFacts>(
        chipReaderOf(place),
        async (deviceId) => methods.writeCertificate({ deviceId, write, timeoutMs }),
        (completion) => ({ completion, provider: null }),
      ),
    printReceipt: async (surface, parts, timeoutMs) =>
      command<ReceiptFacts>(
        idOf('receiptPrinter', surface),
        async (deviceId) => methods.printReceipt({ deviceId, parts: [...parts], timeoutMs }),
        (completion) => ({ completion, paper: 'unknown' }),
      ),
    printDocument: async (document, timeoutMs) =>
      command<DocumentFacts>(
        idOf('documentPrinter'),
        async (deviceId) => methods.printDocument({ deviceId, ...document, timeoutMs }),
        (completion) => ({ completion, job: null }),
      ),
    signal: async (id, signal, timeoutMs) =>
      completionOf(
        await command(
          known(id),
          async (deviceId) => methods.signal({ deviceId, signal, timeoutMs }),
          asFacts,
        ),
      ),
    resetDevice: async (id, timeoutMs) =>
      completionOf(
        await command(known(id), async (deviceId) => methods.resetDevice({ deviceId, timeoutMs }), asFacts),
      ),
    testRead: async (id, timeoutMs) =>
      command<TestRead>(
        known(id),
        async (deviceId) => methods.testRead({ deviceId, timeoutMs }),
        (completion) => ({ completion, symbology: null, shape: null }),
      ),
    async frames(deviceId) {
      const result = client.isConnected() ? await methods.frames({ deviceId }) : null;
      return result?.ok === true ? result.value : [];
    },
    async record(deviceId, on) {
      const result = client.isConnected() ? await methods.record({ deviceId, on }) : null;
      return result?.ok === true ? result.value : { trace: null };
    },
    register(deviceId, identity) {
      registered.set(deviceId, identity);
      if (client.isConnected()) void methods.register({ deviceId, identity });
    },
    onIdCard: (listener) => void listeners.idCard.add(listener),
    onScan: (listener) => void listeners.scan.add(listener),
    onMrz: (listener) => void listeners.mrz.add(listener),
    onReadFailed: (listener) => void listeners.readFailed.add(listener),
    onChanged: (listener) => void listeners.changed.add(listener),
  };
}

const asFacts = (completion: DeviceCompletion): { completion: DeviceCompletion } => ({ completion });
const completionOf = (facts: { readonly completion: DeviceCompletion }): DeviceCompletion => facts.completion;

const isEvent = (name: string): name is keyof typeof deviceEvents => Object.hasOwn(deviceEvents, name);
