import type { DeviceKind } from '../../contract/devices.ts';

export interface DeviceTests {
  readonly read: boolean;
  /** `status`: it answers how it is and prints nothing. */
  readonly print: 'receipt' | 'page' | 'status' | null;
}

const none: DeviceTests = { read: false, print: null };
const reads: DeviceTests = { read: true, print: null };

/** What can be tried on a device without spending a blank or showing a person. */
export const testsOf: Readonly<Record<DeviceKind, DeviceTests>> = {
  scanner: reads,
  passportReader: reads,
  idCardReader: reads,
  // A chip is read inside the printer only: without a blank fed there is nothing to read.
  chipReader: none,
  cardPrinter: { read: false, print: 'status' },
  receiptPrinter: { read: false, print: 'receipt' },
  documentPrinter: { read: false, print: 'page' },
  // A person opens the door and looks.
  cabinet: none,
};
