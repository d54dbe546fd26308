/**
 * A byte pipe to one device. The contract:
 *
 * - `open` may be called again after the pipe closed for any reason; the same object is reused for ever.
 *   Bytes the device sent before `open` are lost (a serial open flushes both queues).
 * - `onData` delivers chunks in order, cut anywhere: a chunk is not a frame. The receiver may keep the array.
 * - `write` resolves when the bytes left this process. It stays pending while the peer does not read, so the
 *   caller must race it with a deadline. After the pipe closed it resolves with `lost`; it never throws.
 * - `onClosed` fires exactly once per successful `open`: `requested` after `close()`, `lost` after an unplug or
 *   an I/O error. No data is delivered after it.
 * - `close` is idempotent, resolves when the pipe is released, and never fails.
 */
export interface Transport {
  open(): Promise<TransportOutcome>;
  write(bytes: Uint8Array): Promise<TransportOutcome>;
  close(): Promise<void>;
  onData(listener: (chunk: Uint8Array) => void): Unsubscribe;
  onClosed(listener: (reason: ClosedReason) => void): Unsubscribe;
  /** HID only. A chunk is then one report with its id first, and `write` sends one output report. */
  readonly hid?: HidExtras;
  /** Queue of the operating system only: what is written is then a whole document. */
  readonly printQueue?: PrintQueue;
  /** Serial port only. */
  readonly modemLines?: ModemLines;
}

/** The input lines of a serial port, as they are now; null = this port has none (a PTY), or it is not open. */
export interface ModemLines {
  get(): Promise<{ readonly cts: boolean; readonly dsr: boolean } | null>;
}

export interface HidExtras {
  /** Sends a feature report, id first. */
  sendFeature(report: Uint8Array): Promise<TransportOutcome>;
  /** Report descriptor where the operating system gives it (Linux sysfs), else null. */
  descriptor(): Promise<Uint8Array | null>;
}

export interface PrintQueue {
  /** `job`: number of the queue, for the operator; the document is the caller's business until then. */
  submit(document: {
    readonly name: string;
    readonly pdf: Uint8Array;
    readonly copies: number;
  }): Promise<
    { readonly ok: true; readonly job: string } | { readonly ok: false; readonly fault: TransportFault }
  >;
  /**
   * `paperOut`: the queue takes documents and prints them when the printer has paper again; `stopped`: it takes them but prints none;
   * `gone`: no such queue, or no print service.
   */
  state(): Promise<'ready' | 'paperOut' | 'stopped' | 'gone'>;
}

export type Unsubscribe = () => void;
export type ClosedReason = 'requested' | 'lost';

/**
 * `absent`: nothing at this path now (unplugged, peer not running); `inUse`: another program holds it; `denied`:
 * no permission; `serviceDown`: a service of the operating system is not running; `lost`: it was open and is gone; `failed`: anything else.
 */
export type TransportFault = 'absent' | 'inUse' | 'denied' | 'serviceDown' | 'lost' | 'failed';
export type TransportOutcome = { readonly ok: true } | { readonly ok: false; readonly fault: TransportFault };

export const transportOk: TransportOutcome = { ok: true };
export function transportFault(fault: TransportFault): TransportOutcome {
  return { ok: false, fault };
}

/** Tells when a configured path appears or disappears. Serial paths and PTYs are never in a list of ports. */
export interface PathWatch {
  close(): void;
}

/** Where a configured device is: its driver decides which bus a USB identity is looked for on. */
export interface DevicePlace {
  readonly driver: string;
  readonly path: string;
  readonly baudRate: number;
}

/** What the composition root gives the manager: how to reach a configured device. */
export interface TransportFactory {
  create(place: DevicePlace): Transport;
  /** Calls `onChange` whenever the device may have appeared or gone; hints may be spurious. */
  watch(place: DevicePlace, onChange: () => void): PathWatch;
  /** Whether something is there now. */
  isPresent(place: DevicePlace): Promise<boolean>;
}

/** A set of listeners that a listener may leave while being called. */
export class Listeners<Arguments extends readonly unknown[]> {
  readonly #listeners = new Set<(...values: Arguments) => void>();

  add(listener: (...values: Arguments) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  emit(...values: Arguments): void {
    for (const listener of [...this.#listeners]) listener(...values);
  }
}
