import type { DeviceConfig } from '../../../main/contract/devices.ts';
import { contactDconDriver } from '../../../drivers/cabinet/contactDcon.ts';
import { contactLineDriver } from '../../../drivers/cabinet/contactLine.ts';
import { simulateCabinet } from '../../../drivers/sim/cabinetContact.ts';
import type { DriverUnderContract } from '../../kit/driverContract.ts';

const config = (driver: string): DeviceConfig => ({
  id: 'cabinet',
  kind: 'cabinet',
  driver,
  path: '/none',
  baudRate: 9600,
  surface: 'kiosk',
  options: {},
});

export const cabinetsUnderContract: Readonly<Record<string, DriverUnderContract>> = {
  'contact-line': {
    driver: contactLineDriver,
    config: config('contact-line'),
    attach: () => undefined,
    transport: (cable) => ({
      ...cable,
      modemLines: { get: () => Promise.resolve({ cts: true, dsr: false }) },
    }),
  },
  'contact-dcon': {
    driver: contactDconDriver,
    config: config('contact-dcon'),
    attach: (port, clock) => void simulateCabinet(port, clock),
  },
};
