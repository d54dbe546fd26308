import type {
  CardFace,
  ChipCertificate,
  ChipFacts,
  ChipKeyFacts,
  ChipRecord,
  ChipWriteFacts,
  DeviceCompletion,
  DeviceConfig,
  DeviceIdentity,
  DeviceState,
  DocumentFacts,
  IdCardRead,
  MrzRead,
  PrinterFacts,
  ReceiptFacts,
  ReceiptPart,
  ScanRead,
  ShownFrame,
} from '../../main/contract/devices.ts';
import { parseAddress } from '../api/address.ts';
import { isoNow, type Clock } from '../api/clock.ts';
import type {
  AnyDriver,
  ChipReaderHandle,
  CommandContext,
  DocumentPrinterHandle,
  DriverHandle,
  PrinterHandle,
  ReadFailure,
  ReceiptPrinterHandle,
  ScannerHandle,
} from '../api/driver.ts';
import { emptyChipFacts, emptyChipKeyFacts, unknownPrinterFacts } from '../api/status.ts';
import { Listeners, type TransportFactory } from '../api/transport.ts';
import { manageDevice, type ManagedDevice } from './managedDevice.ts';
import { driverFor, registry } from './registry.ts';
import { createTestReads } from './testReads.ts';

/** Events of `deviceEvents` by name. */
export interface DeviceEventPayloads {
  readonly scanRead: ScanRead;
  readonly mrzRead: MrzRead;
  readonly idCardRead: IdCardRead;
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
interface Completed {
  readonly completion: DeviceCompletion;
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
  awaitCardTaken(input: Timed & { readonly takeWithinMs: number }): Promise<PrinterFacts>;
  readChip(input: Timed): Promise<ChipFacts>;
  writeChip(input: Timed & { readonly record: ChipRecord }): Promise<ChipWriteFacts>;
  chipKey(input: Timed): Promise<ChipKeyFacts>;
  writeCertificate(input: Timed & { readonly write: ChipCertificate }): Promise<ChipWriteFacts>;
  printReceipt(input: Timed & { readonly parts: readonly ReceiptPart[] }): Promise<ReceiptFacts>;
  printDocument(
    input: Timed & { readonly name: string; readonly pdf: Uint8Array; readonly copies: number },
  ): Promise<DocumentFacts>;
  signal(input: Timed & { readonly signal: 'goodRead' | 'attention' }): Promise<Completed>;
  resetDevice(input: Timed): Promise<Completed>;
  testRead(
    input: Timed,
  ): Promise<Completed & { readonly symbology: string | null; readonly shape: string | null }>;
  frames(input: { readonly deviceId: string }): Promise<ShownFrame[]>;
  register(input: {
    readonly deviceId: string;
    readonly identity: DeviceIdentity;
  }): Promise<Record<string, never>>;
  record(input: { readonly deviceId: string; readonly on: boolean }): Promise<{ trace: string | null }>;
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
      idCardRead: new Listeners(),
      readFailed: new Listeners(),
      deviceChanged: new Listeners(),
    };
  let lastSequence = 0;
  /** Starts from the clock, so that it also grows over a restart of this host: the core host compares across it. */
  const nextSequence = (): number => {
    lastSequence = Math.max(lastSequence + 1, clock.now());
    return lastSequence;
  };

  const testReads = createTestReads(clock);
  const devices = new Map<string, ManagedDevice>();
  const unusable: DeviceState[] = [];
  for (const config of options.configs) {
    const driver = driverFor(config, options.drivers ?? registry);
    const problem =
      driver === null ? 'unknownDriver' : parseAddress(config.path) === null ? 'badOptions' : null;
    if (driver === null || problem !== null) {
      const since = isoNow(clock);
      unusable.push({
        id: config.id,
        kind: config.kind,
        status: 'noDevice',
        since,
        problem: problem ?? 'unknownDriver',
      });
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
          scan: (read) => {
            if (!testReads.divert(deviceId, read.symbology, read.text))
              listeners.scanRead.emit({ deviceId, sequence: nextSequence(), ...read });
          },
          mrz: (lines) => {
            if (!testReads.divert(deviceId, null, lines.join('\n')))
              listeners.mrzRead.emit({ deviceId, sequence: nextSequence(), lines: [...lines] });
          },
          idCard: (read) => {
            if (!testReads.divert(deviceId, null, `${read.cardType} ${read.number}`))
              listeners.idCardRead.emit({ deviceId, sequence: nextSequence(), ...read });
          },
          readFailed: (reason) => listeners.readFailed.emit({ deviceId, kind: config.kind, reason }),
        },
        onChange: (state) => listeners.deviceChanged.emit(state),
      }),
    );
  }

  /** Runs a command on a handle that has it; `unknown` makes the facts of a command that did not run. */
  const command = async <Handle extends DriverHandle, Facts extends Completed>(
    input: Timed,
    can: (handle: DriverHandle) => handle is Handle,
    run: (handle: Handle, context: CommandContext) => Promise<Facts>,
    unknown: (completion: DeviceCompletion) => Facts,
  ): Promise<Facts> => {
    const device = devices.get(input.deviceId);
    if (device === undefined) return unknown({ code: 'unsupportedCommand', detail: 'no such device' });
    const outcome = await device.command(input.timeoutMs, async (handle, context) =>
      can(handle) ? run(handle, context) : unknown({ code: 'unsupportedCommand' }),
    );
    return 'notRun' in outcome ? unknown({ code: outcome.notRun }) : outcome;
  };
  const printer = async (
    input: Timed,
    run: (handle: PrinterHandle, context: CommandContext) => Promise<PrinterFacts>,
  ): Promise<PrinterFacts> => command(input, isPrinter, run, unknownPrinterFacts);
  const completed = (completion: DeviceCompletion): Completed => ({ completion });

  return {
    list: async () => [...[...devices.values()].map((device) => device.state()), ...unusable],
    feedToChip: (input) => printer(input, (handle, context) => handle.feedToChip(context)),
    printerFacts: (input) => printer(input, (handle, context) => handle.printerFacts(context)),
    printFront: (input) => printer(input, (handle, context) => handle.printFront(input.face, context)),
    rejectCard: (input) => printer(input, (handle, context) => handle.rejectCard(context)),
    resetPrinter: (input) => printer(input, (handle, context) => handle.reset(context)),
    awaitCardTaken: (input) =>
      printer(
        input,
        async (handle, context) =>
          handle.awaitCardTaken?.(input.takeWithinMs, context) ??
          unknownPrinterFacts({ code: 'unsupportedCommand' }),
      ),
    readChip: (input) =>
      command(input, isChipReader, (handle, context) => handle.readChip(context), emptyChipFacts),
    writeChip: (input) =>
      command<ChipReaderHandle, ChipWriteFacts>(
        input,
        isChipReader,
        (handle, context) => handle.writeChip(input.record, context),
        (completion) => ({ completion, provider: null }),
      ),
    chipKey: (input) =>
      command(input, isChipReader, (handle, context) => handle.chipKey(context), emptyChipKeyFacts),
    writeCertificate: (input) =>
      command<ChipReaderHandle, ChipWriteFacts>(
        input,
        isChipReader,
        (handle, context) => handle.writeCertificate(input.write, context),
        (completion) => ({ completion, provider: null }),
      ),
    printReceipt: (input) =>
      command<ReceiptPrinterHandle, ReceiptFacts>(
        input,
        isReceiptPrinter,
        (handle, context) => handle.printReceipt(input.parts, context),
        (completion) => ({ completion, paper: 'unknown' }),
      ),
    printDocument: (input) =>
      command<DocumentPrinterHandle, DocumentFacts>(
        input,
        isDocumentPrinter,
        (handle, context) => handle.printDocument(input, context),
        (completion) => ({ completion, job: null }),
      ),
    signal: (input) =>
      command<DriverHandle, Completed>(
        input,
        isHandle,
        async (handle, context) =>
          completed((await handle.signal?.(input.signal, context)) ?? { code: 'unsupportedCommand' }),
        completed,
      ),
    async resetDevice({ deviceId, timeoutMs }) {
      const device = devices.get(deviceId);
      if (device === undefined) return completed({ code: 'unsupportedCommand', detail: 'no such device' });
      return completed({ code: (await device.reset(timeoutMs)) ? 'success' : 'timeOut' });
    },
    async testRead(input) {
      const { deviceId, timeoutMs } = input;
      const device = devices.get(deviceId);
      if (device === undefined || !readers.has(device.config.kind))
        return { completion: { code: 'unsupportedCommand' }, symbology: null, shape: null };
      if (device.state().status !== 'online')
        return { completion: { code: 'deviceNotReady' }, symbology: null, shape: null };
      const waiting = testReads.next(deviceId, timeoutMs);
      const trigger = async (on: boolean, within: Timed): Promise<Completed> =>
        command<DriverHandle, Completed>(
          within,
          isHandle,
          async (handle, context) =>
            completed(canTrigger(handle) ? await handle.trigger(on, context) : { code: 'success' }),
          completed,
        );
      const { completion } = await trigger(true, input);
      if (completion.code === 'hardwareError' || completion.code === 'deviceNotReady') {
        testReads.stop(deviceId);
        return { completion, symbology: null, shape: null };
      }
      const read = await waiting;
      await trigger(false, { deviceId, timeoutMs: triggerOffMs });
      return read === null
        ? { completion: { code: 'timeOut' }, symbology: null, shape: null }
        : { completion: { code: 'success' }, ...read };
    },
    frames: async ({ deviceId }) => devices.get(deviceId)?.frames() ?? [],
    async register({ deviceId, identity }) {
      devices.get(deviceId)?.register(identity);
      return {};
    },
    record: async ({ deviceId, on }) => ({ trace: devices.get(deviceId)?.record(on) ?? null }),
    on: (event, listener) => listeners[event].add(listener),
    cancel: (deviceId) => devices.get(deviceId)?.cancel(),
    async close() {
      await Promise.all([...devices.values()].map((device) => device.close()));
    },
  };
}

/** A test read that is over does not wait longer for its scanner to switch off the light. */
const triggerOffMs = 500;
/** Kinds of device whose reads a person can try out. */
const readers: ReadonlySet<string> = new Set(['scanner', 'passportReader', 'idCardReader']);

const canTrigger = (handle: DriverHandle): handle is Required<ScannerHandle> => 'trigger' in handle;
const isHandle = (handle: DriverHandle): handle is DriverHandle => handle !== null;
const isPrinter = (handle: DriverHandle): handle is PrinterHandle => 'printFront' in handle;
const isChipReader = (handle: DriverHandle): handle is ChipReaderHandle => 'readChip' in handle;
const isReceiptPrinter = (handle: DriverHandle): handle is ReceiptPrinterHandle => 'printReceipt' in handle;
const isDocumentPrinter = (handle: DriverHandle): handle is DocumentPrinterHandle =>
  'printDocument' in handle;
