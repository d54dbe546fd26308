import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FoundDevice } from '../api/enumerator.ts';
import type { SerialInfo } from './serialEnumerator.ts';

const serialClass = '/sys/class/tty';
const printerClass = '/sys/class/usbmisc';
/** Folders between a port and the USB device it hangs on: interface, device, and a hub's own port at most. */
const farthestParent = 4;

/**
 * USB serial ports as the Linux kernel itself tells them, without a helper program: `udevadm`, which serialport asks, takes a second on a slow
 * machine, and a replugged scanner has three. Rejects where there is no sysfs.
 */
export async function sysfsPorts(): Promise<readonly SerialInfo[]> {
  const names = (await readdir(serialClass)).filter((name) => /^tty(ACM|USB)\d+$/.test(name));
  const ports = await Promise.all(
    names.map(async (name) => portOf(`${serialClass}/${name}`, `/dev/${name}`)),
  );
  return ports.filter((port) => port !== null);
}

/** USB printers that the kernel's usblp driver gave a node (`/dev/usb/lp0`); none where there is no sysfs. To be proved on first hardware. */
export async function sysfsPrinters(root = printerClass): Promise<readonly FoundDevice[]> {
  const names = await readdir(root).catch((): string[] => []);
  const nodes = names.filter((name) => /^lp\d+$/.test(name));
  const printers = await Promise.all(
    nodes.map(async (name) => portOf(`${root}/${name}`, `/dev/usb/${name}`)),
  );
  return printers.flatMap((printer) =>
    printer?.vendorId === undefined || printer.productId === undefined
      ? []
      : [
          {
            bus: 'printer',
            path: printer.path,
            vendorId: printer.vendorId,
            productId: printer.productId,
            serial: printer.serialNumber ?? '',
            make: printer.manufacturer ?? '',
            product: '',
          },
        ],
  );
}

async function portOf(entry: string, path: string): Promise<SerialInfo | null> {
  let folder: string;
  try {
    folder = await realpath(`${entry}/device`);
  } catch {
    // Unplugged while we looked.
    return null;
  }
  for (let step = 0; step < farthestParent; step += 1) {
    const vendorId = await attribute(folder, 'idVendor');
    if (vendorId !== undefined) {
      return {
        path,
        vendorId,
        productId: await attribute(folder, 'idProduct'),
        serialNumber: await attribute(folder, 'serial'),
        manufacturer: await attribute(folder, 'manufacturer'),
      };
    }
    folder = dirname(folder);
  }
  return { path };
}

async function attribute(folder: string, name: string): Promise<string | undefined> {
  try {
    return (await readFile(`${folder}/${name}`, 'utf8')).trim();
  } catch {
    return undefined;
  }
}
