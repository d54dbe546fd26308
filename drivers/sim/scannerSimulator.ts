import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { asciiText, concatBytes } from '../framing/bytes.ts';
import { encodeNewlandAnswer, type NewlandResult } from '../framing/newlandCommands.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';

/** A bar-code scanner on a serial line: it sends what it reads, as UTF-8 with a CR. */
export interface ScannerSimulator {
  readonly faults: Faults;
  scan(text: string): void;
  /** A code whose bytes are no UTF-8 text; the suffix is added. */
  scanBytes(bytes: Uint8Array): void;
  /** What its owner would see and hear. */
  state(): ScannerState;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

export interface ScannerState {
  readonly triggered: boolean;
  /** It reads only while triggered; otherwise whenever it sees a code. */
  readonly manual: boolean;
  /** Newland: commands may trigger it. */
  readonly commandTrigger: boolean;
  readonly beeps: number;
}

export interface ScannerOptions {
  /** Whose commands it understands. */
  readonly commands?: 'none' | 'newland' | 'honeywell';
  readonly suffix?: Uint8Array;
  readonly manual?: boolean;
}

/** Longest command of any of them; more is noise. */
const longestRequest = 64;

/** Serial scanner with the trigger state of its make (device-protocols 2.1 and 2.2). */
export function simulateScanner(
  port: DevicePort,
  clock: Clock,
  options: ScannerOptions = {},
): ScannerSimulator {
  const faults = faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
  });
  const send = faultyLine(port, faults, clock);
  const suffix = options.suffix ?? Uint8Array.of(0x0d);
  const fresh: ScannerState = {
    triggered: false,
    manual: options.manual ?? false,
    commandTrigger: false,
    beeps: 0,
  };
  let state = fresh;
  let request: Uint8Array = new Uint8Array(0);

  const newland = (): void => {
    const text = asciiText(request) ?? '';
    const match = /~\x010000([@#])([A-Z]+)(\d*);\x03$/.exec(text);
    if (match === null) return;
    request = new Uint8Array(0);
    const [, storage = '#', name = '', value = ''] = match;
    const { result, next } = newlandCommand(state, name, value);
    state = next;
    send(encodeNewlandAnswer(name + value, storage === '@' ? '@' : '#', result));
  };
  const honeywell = (): void => {
    const match = /\x16([TU\x07])\r$/.exec(asciiText(request) ?? '');
    if (match === null) return;
    request = new Uint8Array(0);
    if (match[1] === '\x07') state = { ...state, beeps: state.beeps + 1 };
    else state = { ...state, triggered: match[1] === 'T' };
  };
  port.onReceive((bytes) => {
    for (const byte of bytes) {
      request = concatBytes([request, Uint8Array.of(byte)]).slice(-longestRequest);
      if (options.commands === 'newland') newland();
      else if (options.commands === 'honeywell') honeywell();
    }
  });

  const scanBytes = (bytes: Uint8Array): void => {
    if (state.manual && !state.triggered) return;
    // A read ends the trigger.
    state = { ...state, triggered: false };
    send(concatBytes([bytes, suffix]));
  };
  return {
    faults,
    scan: (text) => scanBytes(new TextEncoder().encode(text)),
    scanBytes,
    state: () => state,
    async unplug() {
      state = fresh;
      request = new Uint8Array(0);
      await port.unplug();
    },
    replug: () => port.replug(),
  };
}

function newlandCommand(
  state: ScannerState,
  name: string,
  value: string,
): { readonly result: NewlandResult; readonly next: ScannerState } {
  const refused = { result: 'outOfRange' as const, next: state };
  const isSwitch = value === '0' || value === '1';
  switch (name) {
    case 'SCNTRG':
      if (!isSwitch || !state.commandTrigger) return refused;
      return { result: 'ok', next: { ...state, triggered: value === '1' } };
    case 'SCNTCE':
      return isSwitch ? { result: 'ok', next: { ...state, commandTrigger: value === '1' } } : refused;
    case 'SCNMOD':
      return value === '0' || value === '2'
        ? { result: 'ok', next: { ...state, manual: value === '0' } }
        : refused;
    case 'ORTSET':
    case 'RRDDUR':
      return Number(value) <= 3_600_000 && value !== '' ? { result: 'ok', next: state } : refused;
    default:
      return { result: 'unknownCommand', next: state };
  }
}
