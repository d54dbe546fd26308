import type { DeviceConfig } from '../../../main/contract/devices.ts';
import { simulateCabinet, type CabinetSimulator } from '../../../drivers/sim/cabinetContact.ts';
import { pass } from '../helpers/drive.ts';
import { family, notApplicable, readsOnly, type AnyFamily, type Work } from './bench.ts';

/** Longer than the manager takes to give a silent device up. */
const watchMs = 9000;
const passing = new Set(['online', 'deviceBusy', 'starting']);

const config = (driver: string): DeviceConfig => ({
  id: 'cabinet',
  kind: 'cabinet',
  driver,
  path: '/cabinet',
  baudRate: 9600,
  surface: 'kiosk',
  options: {},
});

/** What was told of a door that opens: its contact, then what the device itself was called. Never that it is closed. */
const opens = (set: (device: CabinetSimulator, open: boolean) => void): Work<CabinetSimulator> => ({
  async prepare({ device, clock }) {
    set(device, false);
    await pass(clock, 1000);
  },
  async act({ device, clock, states }) {
    const before = states.length;
    set(device, true);
    await pass(clock, watchMs);
    const told = states.slice(before);
    const contacts = told.flatMap(({ contact }) => contact ?? []);
    const statuses = told.map(({ status }) => status).filter((status) => !passing.has(status));
    return [...new Set([...contacts.filter((contact) => contact !== 'closed'), ...statuses])].join(' ');
  },
});

/** A line of a port: nothing travels on it that could be cut, spoiled or late. */
const noBytes = notApplicable(
  'a modem line is a level and carries no bytes',
  'split',
  'merged',
  'noise',
  'corrupt',
  'truncated',
  'late',
);

export const cabinetFamilies: readonly AnyFamily[] = [
  family<CabinetSimulator>({
    name: 'contact-dcon',
    config: config('contact-dcon'),
    attach: simulateCabinet,
    works: { opened: opens((device, open) => device.set(open)) },
    cells: {
      split: { opened: 'open' },
      merged: { opened: 'open' },
      // The noise is part of the line, so no answer is one: nobody can tell, which is no closed door.
      noise: { opened: 'unknown hardwareError' },
      corrupt: { opened: 'unknown hardwareError' },
      stall: { opened: 'unknown hardwareError' },
      truncated: { opened: 'unknown hardwareError' },
      late: { opened: 'unknown open' },
      unplug: { opened: 'powerOff' },
      ...readsOnly('a door contact'),
    },
    provedBy: { work: 'opened', word: 'open' },
  }),
  family<CabinetSimulator>({
    name: 'contact-line',
    config: config('contact-line'),
    attach: simulateCabinet,
    host: (cable, device) => ({
      ...cable,
      // Closed = the loop from DTR to CTS is closed; a port that stalls answers no question about its lines.
      modemLines: {
        get: () => Promise.resolve(device.faults.has('stall') ? null : { cts: !device.isOpen(), dsr: true }),
      },
    }),
    works: { opened: opens((device, open) => device.set(open)) },
    cells: {
      ...noBytes,
      stall: { opened: 'unknown hardwareError' },
      ...notApplicable('the cable of the simulator is pulled by an answer, and it gives none', 'unplug'),
      ...readsOnly('a door contact'),
    },
    provedBy: { work: 'opened', word: 'open' },
  }),
];
