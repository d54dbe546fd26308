import type {
  CardFace,
  ChipFacts,
  DeviceConfig,
  DeviceState,
  MrzRead,
  PrinterFacts,
  ScanRead,
} from '../../main/contract/devices.ts';
import { isoNow, type Clock } from '../api/clock.ts';
import type {
  AnyDriver,
  ChipReaderHandle,
  CommandContext,
  DriverHandle,
  PrinterHandle,
  ReadFailure,
} from '../api/driver.ts';
import { emptyChipFacts, unknownPrinterFacts } from '../api/status.ts';
import { Listeners, type TransportFactory } from '../api/transport.ts';
import { manageDevice, type ManagedDevice } from './managedDevice.ts';
import { driverFor, registry } from './registry.ts';

/** Events of `deviceEvents` by name. */
export interface DeviceEventPayloads {
  readonly scanRead: ScanRead;
  readonly mrzRead: MrzRead;
  readonly readFailed: {
    readonly deviceId: string;
    readonly kind: DeviceConfig['kind'];
    readonly reason: ReadFailure;
  };
  readonly deviceChanged: DeviceState;
}

interface Timed {
  readonly deviceId: string;
  readonly timeoutMs: number;
}

/**
 * The methods of `deviceMethods` as functions, and its events. A command answers within `timeoutMs` (plus one second
 * when a driver hangs) and never rejects for anything a device does: what went wrong is in the completion.
 */
export interface DeviceApi {
  list(input: object): Promise<DeviceState[]>;
  feedToChip(input: Timed): Promise<PrinterFacts>;
  printerFacts(input: Timed): Promise<PrinterFacts>;
  printFront(input: Timed & { readonly face: CardFace }): Promise<PrinterFacts>;
  rejectCard(input: Timed): Promise<PrinterFacts>;
  resetPrinter(input: Timed): Promise<PrinterFacts>;
  readChip(input: Timed): Promise<ChipFacts>;
  on<Name extends keyof DeviceEventPayloads>(
    event: Name,
    listener: (payload: DeviceEventPayloads[Name]) => void,
  ): () => void;
  /** Completes the waiting commands of a device as `canceled`; a card on its way is not stopped. */
  cancel(deviceId: string): void;
  close(): Promise<void>;
}

export interface DeviceApiOptions {
  readonly configs: readonly DeviceConfig[];
  readonly clock: Clock;
  readonly transports: TransportFactory;
  /** Replaced in tests only. */
  readonly drivers?: readonly AnyDriver[];
}

/** Opens all configured devices and keeps them open until `close`. Returns at once; devices report when they are there. */
export function createDeviceApi(options: DeviceApiOptions): DeviceApi {
  const { clock } = options;
  const listeners: { readonly [Name in keyof DeviceEventPayloads]: Listeners<[DeviceEventPayloads[Name]]> } =
    {
      scanRead: new Listeners(),
      mrzRead: new Listeners(),
      readFailed: new Listeners(),
      deviceChanged: new Listeners(),
    };
  let lastSequence = 0;
  /** Starts from the clock, so that it also grows over a restart of this host: the core host compares across it. */
  const nextSequence = (): number => {
    lastSequence = Math.max(lastSequence + 1, clock.now());
    return lastSequence;
  };

  const devices = new Map<string, ManagedDevice>();
  const unusable: DeviceState[] = [];
  for (const config of options.configs) {
    const driver = driverFor(config, options.drivers ?? registry);
    if (driver === null) {
      unusable.push({ id: config.id, kind: config.kind, status: 'noDevice', since: isoNow(clock) });
      continue;
    }
    const deviceId = config.id;
    devices.set(
      deviceId,
      manageDevice({
        config,
        driver,
        transports: options.transports,
        clock,
        reads: {
          scan: (read) => listeners.scanRead.emit({ deviceId, sequence: nextSequence(), ...read }),
          mrz: (lines) => listeners.mrzRead.emit({ deviceId, sequence: nextSequence(), lines: [...lines] }),
          readFailed: (reason) => listeners.readFailed.emit({ deviceId, kind: config.kind, reason }),
        },
        onChange: (state) => listeners.deviceChanged.emit(state),
      }),
    );
  }

  const printer = async (
    input: Timed,
    run: (handle: PrinterHandle, context: CommandContext) => Promise<PrinterFacts>,
  ): Promise<PrinterFacts> => {
    const device = devices.get(input.deviceId);
    if (device === undefined)
      return unknownPrinterFacts({ code: 'unsupportedCommand', detail: 'no such device' });
    const outcome = await device.command(input.timeoutMs, async (handle, context) =>
      isPrinter(handle) ? run(handle, context) : unknownPrinterFacts({ code: 'unsupportedCommand' }),
    );
    return 'notRun' in outcome ? unknownPrinterFacts({ code: outcome.notRun }) : outcome;
  };

  return {
    list: async () => [...[...devices.values()].map((device) => device.state()), ...unusable],
    feedToChip: (input) => printer(input, (handle, context) => handle.feedToChip(context)),
    printerFacts: (input) => printer(input, (handle, context) => handle.printerFacts(context)),
    printFront: (input) => printer(input, (handle, context) => handle.printFront(input.face, context)),
    rejectCard: (input) => printer(input, (handle, context) => handle.rejectCard(context)),
    resetPrinter: (input) => printer(input, (handle, context) => handle.reset(context)),
    async readChip(input) {
      const device = devices.get(input.deviceId);
      if (device === undefined)
        return emptyChipFacts({ code: 'unsupportedCommand', detail: 'no such device' });
      const outcome = await device.command(input.timeoutMs, async (handle, context) =>
        isChipReader(handle) ? handle.readChip(context) : emptyChipFacts({ code: 'unsupportedCommand' }),
      );
      return 'notRun' in outcome ? emptyChipFacts({ code: outcome.notRun }) : outcome;
    },
    on: (event, listener) => listeners[event].add(listener),
    cancel: (deviceId) => devices.get(deviceId)?.cancel(),
    async close() {
      await Promise.all([...devices.values()].map((device) => device.close()));
    },
  };
}

function isPrinter(handle: DriverHandle): handle is PrinterHandle {
  return 'printFront' in handle;
}
function isChipReader(handle: DriverHandle): handle is ChipReaderHandle {
  return 'readChip' in handle;
}
