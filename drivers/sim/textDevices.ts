import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { asciiBytes, concatBytes } from '../framing/bytes.ts';
import { encodeRteBlock } from '../framing/mrzRte.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';

/** A bar-code scanner on a serial line: it sends what it reads, as UTF-8 with a CR. */
export interface ScannerSimulator {
  readonly faults: Faults;
  scan(text: string): void;
  /** A code whose bytes are no UTF-8 text; the CR is added. */
  scanBytes(bytes: Uint8Array): void;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

export function simulateScanner(port: DevicePort, clock: Clock): ScannerSimulator {
  const faults = replugOnClear(port);
  const send = faultyLine(port, faults, clock);
  const scanBytes = (bytes: Uint8Array): void => send(concatBytes([bytes, Uint8Array.of(0x0d)]));
  return {
    faults,
    scan: (text) => scanBytes(new TextEncoder().encode(text)),
    scanBytes,
    unplug: () => port.unplug(),
    replug: () => port.replug(),
  };
}

/** A passport reader that sends the machine-readable zone: as lines with CR, or as one 3M RTE block. */
export interface PassportReaderSimulator {
  readonly faults: Faults;
  show(lines: readonly string[]): void;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

export function simulatePassportReader(
  port: DevicePort,
  clock: Clock,
  protocol: 'text' | 'rte',
): PassportReaderSimulator {
  const faults = replugOnClear(port);
  const send = faultyLine(port, faults, clock);
  return {
    faults,
    show: (lines) =>
      send(
        protocol === 'rte' ? encodeRteBlock(lines) : asciiBytes(lines.map((line) => `${line}\r`).join('')),
      ),
    unplug: () => port.unplug(),
    replug: () => port.replug(),
  };
}

function replugOnClear(port: DevicePort): Faults {
  return faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
  });
}
