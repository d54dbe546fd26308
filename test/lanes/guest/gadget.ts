import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

/** A USB device that this kernel plays to itself (dummy_hcd): one CDC-ACM line and one HID interface, with an identity. */
export interface Gadget {
  plug(): void;
  unplug(): void;
  /** What the device sends: a HID report with its id first, or bytes on its serial line. */
  sendReport(report: Uint8Array): void;
  sendSerial(bytes: Uint8Array): void;
}

export interface GadgetOptions {
  /** Four hex digits each. */
  readonly vendorId: string;
  readonly productId: string;
  readonly serial: string;
  readonly reportDescriptor: Uint8Array;
  readonly reportLength: number;
}

const root = '/sys/kernel/config/usb_gadget/counter';

/** Only inside the guest (tools/proof/guest.mjs): it needs configfs, dummy_hcd and root. */
export function createGadget(options: GadgetOptions): Gadget {
  const write = (path: string, value: string | Uint8Array): void => writeFileSync(`${root}/${path}`, value);
  mkdirSync(root);
  write('idVendor', `0x${options.vendorId}`);
  write('idProduct', `0x${options.productId}`);
  mkdirSync(`${root}/strings/0x409`);
  write('strings/0x409/serialnumber', options.serial);
  write('strings/0x409/manufacturer', 'Zhengka');
  write('strings/0x409/product', 'Simulated scanner');
  mkdirSync(`${root}/functions/acm.usb0`);
  mkdirSync(`${root}/functions/hid.usb0`);
  write('functions/hid.usb0/protocol', '0');
  write('functions/hid.usb0/subclass', '0');
  write('functions/hid.usb0/report_length', String(options.reportLength));
  write('functions/hid.usb0/report_desc', options.reportDescriptor);
  mkdirSync(`${root}/configs/c.1`);
  symlinkSync(`${root}/functions/acm.usb0`, `${root}/configs/c.1/acm.usb0`);
  symlinkSync(`${root}/functions/hid.usb0`, `${root}/configs/c.1/hid.usb0`);
  const controller = readdirSync('/sys/class/udc')[0];
  if (controller === undefined) throw new Error('no USB device controller');

  const send = (path: string, bytes: Uint8Array): void => {
    const file = openSync(path, 'r+');
    try {
      writeSync(file, bytes);
    } finally {
      closeSync(file);
    }
  };
  return {
    plug: () => write('UDC', controller),
    unplug: () => write('UDC', '\n'),
    sendReport: (report) => send('/dev/hidg0', report),
    sendSerial: (bytes) => send(existsSync('/dev/ttyGS0') ? '/dev/ttyGS0' : '/dev/ttyGS1', bytes),
  };
}
