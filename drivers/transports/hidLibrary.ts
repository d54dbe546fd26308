import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** What of node-hid is used, so that a test can stand in for it. */
export interface HidLibrary {
  /** Every HID collection; walks the whole bus and can hang on a broken device (device-protocols 8). */
  devices(): Promise<readonly HidInfo[]>;
  open(path: string): Promise<HidConnection>;
  /** Report descriptor of the node at this path, where the operating system gives it, else null. */
  descriptor(path: string): Promise<Uint8Array | null>;
}

/** A collection as node-hid tells it; every text may be missing. */
export interface HidInfo {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly product?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

export interface HidConnection {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  /** node-hid gives a string here, not an Error. */
  on(event: 'error', listener: (failure: unknown) => void): unknown;
  write(report: Buffer): Promise<number>;
  sendFeatureReport(report: Buffer): Promise<number>;
  /** Stops reading. */
  pause(): unknown;
  close(): Promise<void>;
}

/** HID POS usage page and its usage Bar Code Scanner. */
const scannerUsage = { page: 0x8c, usage: 0x02 } as const;

export function isHidScanner(info: Pick<HidInfo, 'usagePage' | 'usage'>): boolean {
  return info.usagePage === scannerUsage.page && info.usage === scannerUsage.usage;
}

/** Four lower-case hex digits. */
export function usbNumber(value: number): string {
  return value.toString(16).padStart(4, '0');
}

/** node-hid, loaded when it is first needed: it needs libusb at load, and a station without HID devices may have none. */
export function nodeHid(): HidLibrary {
  const load = async () => (await import('node-hid')).default;
  return {
    devices: async () => (await load()).devicesAsync(),
    open: async (path) => (await load()).HIDAsync.open(path),
    descriptor: linuxDescriptor,
  };
}

async function linuxDescriptor(path: string): Promise<Uint8Array | null> {
  const name = basename(path);
  if (!/^hidraw\d+$/.test(name)) return null;
  return readFile(`/sys/class/hidraw/${name}/device/report_descriptor`).then(
    (bytes) => Uint8Array.from(bytes),
    () => null,
  );
}
