import type { z } from 'zod';
import {
  deviceEvents,
  deviceMethods,
  type ChipFacts,
  type DeviceCompletion,
  type DeviceConfig,
  type DeviceKind,
  type DeviceState,
  type MrzRead,
  type PrinterFacts,
  type ScanRead,
} from '../../contract/devices.ts';
import type { Result } from '../../contract/result.ts';
import type { Devices } from '../../app/ports/outside.ts';
import type { Clock } from '../../app/ports/system.ts';
import { createClient } from '../../rpc/client.ts';
import type { Port } from '../../rpc/port.ts';
import { emptyChipFacts, unknownPrinterFacts } from '../../../drivers/api/status.ts';

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
/** It was sent, so anything may have happened. */
const hostLost: DeviceCompletion = {
  code: 'internalError',
  detail: 'device host was lost during the command',
};

export function createDevicesClient(
  first: Port | null,
  configs: readonly DeviceConfig[],
  clock: Pick<Clock, 'now'>,
): DevicesClient {
  const isoNow = (): string => new Date(clock.now()).toISOString();
  const states = new Map<string, DeviceState>(
    configs.map((config) => [
      config.id,
      { id: config.id, kind: config.kind, status: 'starting', since: isoNow() },
    ]),
  );
  const lastSequences = new Map<string, number>();
  const listeners = {
    scan: new Set<(read: ScanRead) => void>(),
    mrz: new Set<(read: MrzRead) => void>(),
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
  when('readFailed', (failed) => {
    for (const listener of listeners.readFailed) listener(failed);
  });
  when('deviceChanged', learn);

  const refresh = async (): Promise<void> => {
    const listed = await client.methods.list({});
    if (listed.ok) listed.value.forEach(learn);
  };
  client.onConnected((connected) => {
    if (connected) void refresh();
    else for (const state of states.values()) learn({ ...state, status: 'offline', since: isoNow() });
  });
  if (first !== null) client.connect(first);

  const idOf = (kind: DeviceKind): string | undefined => configs.find((config) => config.kind === kind)?.id;
  const command = async <Facts>(
    kind: DeviceKind,
    call: (deviceId: string) => Promise<Result<Facts>>,
    unknown: (completion: DeviceCompletion) => Facts,
  ): Promise<Facts> => {
    const deviceId = idOf(kind);
    if (deviceId === undefined) return unknown(noDevice);
    if (!client.isConnected()) return unknown(hostDown);
    const result = await call(deviceId);
    return result.ok ? result.value : unknown(hostLost);
  };
  const printer = async (call: (deviceId: string) => Promise<Result<PrinterFacts>>): Promise<PrinterFacts> =>
    command('cardPrinter', call, unknownPrinterFacts);
  const { methods } = client;

  return {
    connect: (port) => client.connect(port),
    close: () => client.close(),
    async list() {
      await refresh();
      return [...states.values()];
    },
    states: () => [...states.values()],
    feedToChip: async (timeoutMs) => printer(async (deviceId) => methods.feedToChip({ deviceId, timeoutMs })),
    printerFacts: async (timeoutMs) =>
      printer(async (deviceId) => methods.printerFacts({ deviceId, timeoutMs })),
    printFront: async (face, timeoutMs) =>
      printer(async (deviceId) => methods.printFront({ deviceId, face, timeoutMs })),
    rejectCard: async (timeoutMs) => printer(async (deviceId) => methods.rejectCard({ deviceId, timeoutMs })),
    resetPrinter: async (timeoutMs) =>
      printer(async (deviceId) => methods.resetPrinter({ deviceId, timeoutMs })),
    readChip: async (timeoutMs) =>
      command<ChipFacts>(
        'chipReader',
        async (deviceId) => methods.readChip({ deviceId, timeoutMs }),
        (completion) => emptyChipFacts(completion),
      ),
    onScan: (listener) => void listeners.scan.add(listener),
    onMrz: (listener) => void listeners.mrz.add(listener),
    onReadFailed: (listener) => void listeners.readFailed.add(listener),
    onChanged: (listener) => void listeners.changed.add(listener),
  };
}

const isEvent = (name: string): name is keyof typeof deviceEvents => Object.hasOwn(deviceEvents, name);
