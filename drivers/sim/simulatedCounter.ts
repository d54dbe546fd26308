import type { DeviceConfig } from '../../main/contract/devices.ts';
import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import type { TransportFactory } from '../api/transport.ts';
import { sha256Hex } from '../transports/digest.ts';
import { memoryCable, memoryTransports, type MemoryCable } from '../transports/memoryTransport.ts';
import { nodeTransports } from '../transports/nodeTransports.ts';
import { openPtyPort } from '../transports/ptyPort.ts';
import { openSocketPort, openTcpPort } from '../transports/socketPort.ts';
import { stateFile } from '../transports/stateFile.ts';
import { systemClock } from '../transports/systemClock.ts';
import type { ChipKeys } from './chipCertificates.ts';
import { simulateCabinet, type CabinetSimulator } from './cabinetContact.ts';
import { simulateChipStation, type ChipStationSimulator } from './chipStation.ts';
import { newMachine, parseMachineState, type Blank, type SimulatedCard } from './evolisMachine.ts';
import {
  shortTimings,
  simulatePrinter,
  type PrinterSimulator,
  type PrinterTimings,
} from './evolisPrinter.ts';
import { simulateIdCardReader, type IdCardReaderSimulator } from './idCardReader.ts';
import { simulatePassportReader, type PassportReaderSimulator } from './passportReader.ts';
import { simulateReceiptPrinter, type ReceiptPrinterSimulator } from './receiptPrinter.ts';
import { simulateScanner, type ScannerSimulator } from './scannerSimulator.ts';

export interface SimulatedCounterOptions {
  /**
   * Existing folder for the PTY links, the chip sockets and the states of the printers. Keep it short: a unix socket path
   * has at most 107 bytes.
   */
  readonly directory: string;
  /** Fill the feeder of the window's printer when the folder holds no saved one; a saved one keeps its own cards. */
  readonly blanks: readonly Blank[];
  /** The same for the kiosk's printer. Default: an empty feeder. */
  readonly kioskBlanks?: readonly Blank[];
  /** True: pseudo-terminals by socat and a unix socket. False: cables in memory, reachable by `transports` only. */
  readonly pty: boolean;
  readonly clock?: Clock;
  readonly timings?: PrinterTimings;
  readonly passportProtocol?: 'text' | 'rte';
  /** SM2 of the chips; without it they know no certificates, and no reader is told to ask for one. */
  readonly chipKeys?: ChipKeys;
}

/** The devices of one simulated service window and its kiosk, with the hands that work them. Each has a card printer of its own. */
export interface SimulatedCounter {
  /** What the station profile would list; the device host opens these without knowing what is behind them. */
  readonly deviceConfigs: readonly DeviceConfig[];
  /** How a device host in this process reaches them. With `pty: true` these are the real ones, as anywhere. */
  readonly transports: TransportFactory;
  readonly scanner: ScannerSimulator;
  readonly passportReader: PassportReaderSimulator;
  readonly printer: PrinterSimulator;
  readonly chipReader: ChipStationSimulator;
  /** The kiosk's own scanner and passport reader: what they read never reaches the window. */
  readonly kioskScanner: ScannerSimulator;
  readonly kioskPassportReader: PassportReaderSimulator;
  readonly kioskIdCardReader: IdCardReaderSimulator;
  readonly kioskReceiptPrinter: ReceiptPrinterSimulator;
  /** The kiosk's own card printer, with a bezel (E3), and the chip station inside it. */
  readonly kioskPrinter: PrinterSimulator;
  readonly kioskChipReader: ChipStationSimulator;
  /** The door of the kiosk (E7). */
  readonly kioskCabinet: CabinetSimulator;
  close(): Promise<void>;
}

/**
 * Builds scanners, passport readers, card printer and its chip station. Lives in the training host: a kill of the
 * device host or core host leaves the cards where they are. With `pty` it rejects when socat is missing.
 */
export async function createSimulatedCounter(options: SimulatedCounterOptions): Promise<SimulatedCounter> {
  const clock = options.clock ?? systemClock;
  const paths = {
    scanner: `${options.directory}/scanner`,
    passportReader: `${options.directory}/passport`,
    cardPrinter: `${options.directory}/printer`,
    chipReader: `${options.directory}/chip.sock`,
    kioskScanner: `${options.directory}/kiosk-scanner`,
    kioskPassportReader: `${options.directory}/kiosk-passport`,
    kioskIdCardReader: `${options.directory}/kiosk-id-card`,
    kioskReceiptPrinter: `${options.directory}/kiosk-receipt`,
    kioskCardPrinter: `${options.directory}/kiosk-printer`,
    kioskChipReader: `${options.directory}/kiosk-chip.sock`,
    kioskCabinet: `${options.directory}/kiosk-cabinet`,
  };
  const cables = new Map<string, MemoryCable>();
  const ports: DevicePort[] = [];
  const portAt = async (path: string, open: (path: string) => Promise<DevicePort>): Promise<DevicePort> => {
    const cable = memoryCable();
    const port = options.pty ? await open(path) : cable.device;
    cables.set(path, cable);
    ports.push(port);
    return port;
  };
  const close = async (): Promise<void> => {
    await Promise.all(ports.map((port) => port.close()));
  };

  /** All at once, because each pseudo-terminal is a process to wait for; when one fails the others are there to be closed. */
  const openAll = async <Names extends keyof typeof paths>(
    openers: Readonly<Record<Names, (path: string) => Promise<DevicePort>>>,
  ): Promise<Record<Names, DevicePort>> => {
    const names = Object.keys(openers) as Names[];
    const opening = names.map(async (name) => [name, await portAt(paths[name], openers[name])] as const);
    await Promise.allSettled(opening);
    return Object.fromEntries(await Promise.all(opening)) as Record<Names, DevicePort>;
  };

  /** On the network, as kiosk printers and I/O modules are; that also spares a pseudo-terminal. In memory its cable keeps the name of the folder. */
  const onNetwork = (name: 'kioskCardPrinter' | 'kioskCabinet') => async (): Promise<DevicePort> => {
    const port = await openTcpPort();
    paths[name] = `tcp:127.0.0.1:${port.port}`;
    return port;
  };
  /** A card printer with the chip station inside it. */
  const cardMachine = (
    ports: { readonly printer: DevicePort; readonly chipReader: DevicePort },
    blanks: readonly Blank[],
    stateName: string,
  ): { readonly printer: PrinterSimulator; readonly chipReader: ChipStationSimulator } => {
    const saved = stateFile(`${options.directory}/${stateName}`);
    const savedText = saved.read();
    const printer = simulatePrinter({
      port: ports.printer,
      clock,
      timings: options.timings ?? shortTimings,
      initial: (savedText === null ? null : parseMachineState(savedText)) ?? newMachine(blanks),
      digest: sha256Hex,
      onChange: (state) => saved.write(JSON.stringify(state)),
    });
    const cardAtStation = (): SimulatedCard | null => {
      const card = printer.cardAtStation();
      return card === null || !printer.faults.has('deadChip') ? card : { ...card, dead: true };
    };
    return {
      printer,
      chipReader: simulateChipStation(
        ports.chipReader,
        clock,
        cardAtStation,
        printer.keepOnChip,
        options.chipKeys,
      ),
    };
  };

  try {
    const opened = await openAll({
      scanner: openPtyPort,
      passportReader: openPtyPort,
      cardPrinter: openPtyPort,
      chipReader: openSocketPort,
      kioskScanner: openPtyPort,
      kioskPassportReader: openPtyPort,
      kioskIdCardReader: openPtyPort,
      kioskReceiptPrinter: openPtyPort,
      kioskCardPrinter: onNetwork('kioskCardPrinter'),
      kioskChipReader: openSocketPort,
      kioskCabinet: onNetwork('kioskCabinet'),
    });
    const scanner = simulateScanner(opened.scanner, clock);
    const protocol = options.passportProtocol ?? 'text';
    const passportReader = simulatePassportReader(opened.passportReader, clock, protocol);
    const { printer, chipReader } = cardMachine(
      { printer: opened.cardPrinter, chipReader: opened.chipReader },
      options.blanks,
      'printer-state.json',
    );
    const kioskMachine = cardMachine(
      { printer: opened.kioskCardPrinter, chipReader: opened.kioskChipReader },
      options.kioskBlanks ?? [],
      'kiosk-printer-state.json',
    );
    const kioskScanner = simulateScanner(opened.kioskScanner, clock);
    const kioskPassportReader = simulatePassportReader(opened.kioskPassportReader, clock, protocol);
    return {
      deviceConfigs: configsFor(paths, protocol, options.chipKeys !== undefined),
      transports: options.pty ? nodeTransports(clock) : memoryTransports(cables),
      scanner,
      passportReader,
      printer,
      chipReader,
      kioskScanner,
      kioskPassportReader,
      kioskIdCardReader: simulateIdCardReader(opened.kioskIdCardReader, clock),
      kioskReceiptPrinter: simulateReceiptPrinter(opened.kioskReceiptPrinter, clock),
      kioskPrinter: kioskMachine.printer,
      kioskChipReader: kioskMachine.chipReader,
      kioskCabinet: simulateCabinet(opened.kioskCabinet, clock),
      close,
    };
  } catch (failure) {
    await close();
    throw failure;
  }
}

type Paths = Readonly<
  Record<
    | 'scanner'
    | 'passportReader'
    | 'cardPrinter'
    | 'chipReader'
    | 'kioskScanner'
    | 'kioskPassportReader'
    | 'kioskIdCardReader'
    | 'kioskReceiptPrinter'
    | 'kioskCardPrinter'
    | 'kioskChipReader'
    | 'kioskCabinet',
    string
  >
>;

function configsFor(paths: Paths, protocol: 'text' | 'rte', certifies: boolean): DeviceConfig[] {
  const certificates = certifies ? { certificates: 'training' } : {};
  const passportDriver = protocol === 'rte' ? 'mrz-rte' : 'mrz-text';
  const row = (
    id: keyof Paths,
    kind: DeviceConfig['kind'],
    driver: DeviceConfig['driver'],
    surface: DeviceConfig['surface'],
    baudRate = 9600,
  ): DeviceConfig => ({ id, kind, driver, path: paths[id], baudRate, surface, options: {} });
  return [
    row('scanner', 'scanner', 'serial-text', 'window'),
    row('passportReader', 'passportReader', passportDriver, 'window'),
    row('cardPrinter', 'cardPrinter', 'evolis', 'window', 115_200),
    {
      ...row('chipReader', 'chipReader', 'apdu-socket', 'window'),
      options: { personaliser: 'training', ...certificates, ...(certifies && { holderPin: true }) },
    },
    row('kioskScanner', 'scanner', 'serial-text', 'kiosk'),
    row('kioskPassportReader', 'passportReader', passportDriver, 'kiosk'),
    row('kioskIdCardReader', 'idCardReader', 'sam-v', 'kiosk', 115_200),
    row('kioskReceiptPrinter', 'receiptPrinter', 'escpos', 'kiosk'),
    {
      ...row('kioskCardPrinter', 'cardPrinter', 'evolis', 'kiosk', 115_200),
      options: { profile: 'kc200b-kiosk' },
    },
    {
      ...row('kioskChipReader', 'chipReader', 'apdu-socket', 'kiosk'),
      options: { personaliser: 'training', ...certificates },
    },
    row('kioskCabinet', 'cabinet', 'contact-dcon', 'kiosk'),
  ];
}
