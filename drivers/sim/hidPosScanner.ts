import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import type { Transport } from '../api/transport.ts';
import { asciiText, concatBytes, hexBytes } from '../framing/bytes.ts';
import { commonLayout } from '../framing/hidPosLayout.ts';
import { encodeScan } from '../framing/hidPosReports.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';

/**
 * Report descriptor of the simulated scanner, written from the public usage tables (device-protocols 1.1): it yields exactly the reports
 * of 1.2 and 1.3.
 */
export const hidPosReportDescriptor: Uint8Array = concatBytes(
  [
    '05 8C 09 02 A1 01', // Bar Code Scanner page, Bar Code Scanner, application
    '09 12 A1 02 85 02', // Scanned Data Report, report 02
    '15 00 26 FF 00 75 08 95 01', // bytes
    '05 01 09 3B 81 02', // Byte Count
    '05 8C 09 FB 09 FC 09 FD 95 03 81 02', // the three AIM bytes
    '09 FE 95 38 82 02 01', // 56 bytes of Decoded Data, buffered
    '06 66 FF 09 04 95 01 81 02 81 03', // vendor code id, one byte reserved
    '05 8C 09 FF 25 01 75 01 81 02', // Decode Data Continued
    '75 07 81 03 C0',
    '09 14 A1 02 85 04 75 01 95 03', // Trigger Report, report 04
    '09 5E 09 5F 09 60 91 02', // power-on reset, prevent reads, initiate read
    '95 02 91 03 09 85 09 86 91 02', // error beep, good-read beep
    '95 01 91 03 C0',
    '06 66 FF 26 FF 00 75 08', // vendor page: commands
    '09 05 85 FD 95 3F 91 02',
    '09 06 85 FE 95 01 B1 02 C0',
  ].map(hexBytes),
);

const featureId = 0xfe;
const commandId = 0xfd;

/** The host's end of a plain cable as a HID device: chunks are reports; a feature report travels as what its id says it is. */
export function hidOver(cable: Transport, descriptor: Uint8Array | null = hidPosReportDescriptor): Transport {
  return {
    ...cable,
    hid: { sendFeature: (report) => cable.write(report), descriptor: async () => descriptor },
  };
}

/** A scanner in HID POS mode, as Honeywell makes them. */
export interface HidPosScannerSimulator {
  readonly faults: Faults;
  /** A code with its AIM id, e.g. `]Q1`. Not read while it is not redirected to HID POS. */
  scan(aim: string, text: string): void;
  scanBytes(aim: string, bytes: Uint8Array): void;
  /** One report exactly as given. */
  sendReport(report: Uint8Array): void;
  state(): HidPosScannerState;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

export interface HidPosScannerState {
  /** Its output goes to HID POS (feature FE 01). */
  readonly redirected: boolean;
  readonly triggered: boolean;
  readonly errorBeeps: number;
  readonly goodReadBeeps: number;
}

const freshState: HidPosScannerState = {
  redirected: false,
  triggered: false,
  errorBeeps: 0,
  goodReadBeeps: 0,
};

/** `lastIsContinued`: the trap of scanners that set *continued* also on a full last report (device-protocols 1.2). */
export function simulateHidPosScanner(
  port: DevicePort,
  clock: Clock,
  options: { readonly lastIsContinued?: boolean } = {},
): HidPosScannerSimulator {
  const faults = faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
  });
  const send = faultyLine(port, faults, clock);
  let state = freshState;

  const answer = (aim: string, text: string): void => {
    for (const report of encodeScan({ aim, data: new TextEncoder().encode(text) })) send(report);
  };
  const command = (bytes: Uint8Array): void => {
    const text = asciiText(bytes) ?? '';
    if (text === '\x16T\r' || text === '\x16U\r') state = { ...state, triggered: text === '\x16T\r' };
    else if (text === '\x16\x07\r') state = { ...state, goodReadBeeps: state.goodReadBeeps + 1 };
    else if (text === '\x16M\rREVINF.') {
      answer(
        ']X0',
        'Product Name: SIM-HID\r\nSoftware Part Number: SIM-00000000\r\nSoftware Revision: 1.0\r\n',
      );
      answer(']Z6', 'REVINF\x06.');
    } else if (text.startsWith('\x16M\r')) answer(']Z6', `${text.slice(3, -1)}\x05.`);
  };
  port.onReceive((report) => {
    const [id, bits = 0] = report;
    if (id === featureId) state = { ...state, redirected: bits === 1 };
    else if (id === commandId) command(report.slice(2, 2 + bits));
    else if (id === commonLayout.trigger.reportId)
      state = {
        ...state,
        triggered: (bits & 0x04) !== 0,
        errorBeeps: state.errorBeeps + ((bits >> 5) & 1),
        goodReadBeeps: state.goodReadBeeps + ((bits >> 6) & 1),
      };
  });

  const scanBytes = (aim: string, bytes: Uint8Array): void => {
    if (!state.redirected) return;
    state = { ...state, triggered: false };
    const reports = encodeScan({ aim, data: bytes });
    reports.forEach((report, index) => {
      const full = report[1] === commonLayout.scan.data.length;
      if (options.lastIsContinued === true && index === reports.length - 1 && full) report[63] = 1;
      send(report);
    });
  };
  return {
    faults,
    scan: (aim, text) => scanBytes(aim, new TextEncoder().encode(text)),
    scanBytes,
    sendReport: send,
    state: () => state,
    async unplug() {
      state = freshState;
      await port.unplug();
    },
    replug: () => port.replug(),
  };
}
