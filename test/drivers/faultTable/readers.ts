import type { DeviceConfig } from '../../../main/contract/devices.ts';
import { simulateIdCardReader, type IdCardReaderSimulator } from '../../../drivers/sim/idCardReader.ts';
import {
  simulatePassportReader,
  type PassportProtocol,
  type PassportReaderSimulator,
} from '../../../drivers/sim/passportReader.ts';
import { pass, until } from '../helpers/drive.ts';
import { cardOf, specimen } from '../readers/cards.ts';
import { family, readsOnly, type AnyFamily, type Family } from './bench.ts';
import { readWork } from './reading.ts';

const passport = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];
const visa = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<'];

const config = (kind: DeviceConfig['kind'], driver: string): DeviceConfig => ({
  id: 'reader',
  kind,
  driver,
  path: '/reader',
  baudRate: 115_200,
  surface: 'window',
  options: {},
});

function passportReader(protocol: PassportProtocol, cells: Family['cells']): AnyFamily {
  return family<PassportReaderSimulator>({
    name: `mrz-${protocol}`,
    config: config('passportReader', `mrz-${protocol}`),
    attach: (port, clock) => simulatePassportReader(port, clock, protocol),
    works: {
      show: readWork(({ device }) => device.show(passport), passport.join('\n')),
      visa: readWork(({ device }) => device.show(visa), visa.join('\n')),
    },
    cells,
    provedBy: { work: 'visa', word: 'success' },
  });
}

const untouched = readsOnly('a passport reader');

export const readerFamilies: readonly AnyFamily[] = [
  passportReader('text', {
    split: { show: 'success' },
    merged: { show: 'success' },
    // Without a mark or a length the noise is part of the first line.
    noise: { show: 'garbage truncated' },
    corrupt: { show: 'garbage' },
    // It only talks: silence cannot be told from having nothing to say (docs/driver-kit.md).
    stall: { show: 'online' },
    truncated: { show: 'truncated' },
    late: { show: 'success' },
    unplug: { show: 'powerOff' },
    ...untouched,
  }),
  passportReader('rte', {
    split: { show: 'success' },
    merged: { show: 'success' },
    // A block carries a checksum, so it is found behind noise; the noise itself is still reported.
    noise: { show: 'success garbage' },
    corrupt: { show: 'garbage' },
    stall: { show: 'online' },
    truncated: { show: 'truncated' },
    late: { show: 'success' },
    unplug: { show: 'powerOff' },
    ...untouched,
  }),
  passportReader('elyctis', {
    split: { show: 'success' },
    merged: { show: 'success' },
    noise: { show: 'success garbage' },
    corrupt: { show: 'garbage hardwareError' },
    // It echoes what it is asked, so its silence is seen.
    stall: { show: 'hardwareError' },
    truncated: { show: 'truncated hardwareError' },
    late: { show: 'success' },
    unplug: { show: 'powerOff' },
    ...untouched,
  }),
  family<IdCardReaderSimulator>({
    name: 'sam-v',
    config: config('idCardReader', 'sam-v'),
    attach: simulateIdCardReader,
    works: {
      laid: readWork(({ device }) => device.lay(specimen), `foreigner2023 ${specimen.text.number}`),
      /** The fault comes while the card is being read. */
      reading: readWork(
        () => undefined,
        `foreigner2023 ${specimen.text.number}`,
        async ({ device, clock }) => {
          device.lay(specimen);
          await until(clock, () => device.requests().at(-1)?.command === 'read');
        },
      ),
      other: readWork(
        ({ device }) => device.lay({ text: cardOf('resident') }),
        `resident ${cardOf('resident').number}`,
      ),
    },
    cells: {
      split: { laid: 'success', reading: 'success' },
      merged: { laid: 'success', reading: 'success' },
      noise: { laid: 'success', reading: 'success' },
      corrupt: { laid: 'hardwareError', reading: 'undecodable hardwareError' },
      stall: { laid: 'hardwareError', reading: 'truncated' },
      truncated: { laid: 'hardwareError', reading: 'undecodable' },
      late: { laid: 'success', reading: 'success' },
      unplug: { laid: 'powerOff', reading: 'powerOff' },
      ...readsOnly('an ID card reader'),
    },
    /** The card is taken away, and that is noticed. */
    async tidy({ device, clock }) {
      device.take();
      await pass(clock, 8000);
    },
    provedBy: { work: 'other', word: 'success' },
  }),
];
