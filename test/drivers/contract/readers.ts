import type { DeviceConfig, DeviceKind } from '../../../main/contract/devices.ts';
import type { AnyDriver, ChipReaderHandle, DriverHandle } from '../../../drivers/api/driver.ts';
import { asciiBytes, concatBytes, hexBytes } from '../../../drivers/framing/bytes.ts';
import { encodeElyctisZone } from '../../../drivers/framing/mrzElyctis.ts';
import { encodeRteBlock } from '../../../drivers/framing/mrzRte.ts';
import { encodeSamVFrame } from '../../../drivers/framing/samVFrames.ts';
import { apduSocketDriver, pcscDriver } from '../../../drivers/readers/chip.ts';
import { mrzElyctisDriver } from '../../../drivers/readers/mrzElyctis.ts';
import { mrzRteDriver } from '../../../drivers/readers/mrzRte.ts';
import { mrzTextDriver } from '../../../drivers/readers/mrzText.ts';
import { samVDriver } from '../../../drivers/readers/samV.ts';
import { simulateChipStation } from '../../../drivers/sim/chipStation.ts';
import { freshCard } from '../../../drivers/sim/evolisMachine.ts';
import { simulateIdCardReader } from '../../../drivers/sim/idCardReader.ts';
import { encodeIdCardText } from '../../../drivers/sim/idCardText.ts';
import { simulatePassportReader, type PassportProtocol } from '../../../drivers/sim/passportReader.ts';
import type { DriverUnderContract } from '../../kit/driverContract.ts';
import { record } from '../chip/chipBench.ts';
import { blanks } from '../helpers/counter.ts';
import { specimen } from '../readers/cards.ts';

const config = (kind: DeviceKind, driver: string, options: DeviceConfig['options'] = {}): DeviceConfig => ({
  id: 'device',
  kind,
  driver,
  path: '/none',
  baudRate: 9600,
  surface: 'window',
  options,
});

const passport = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];
const secrets = ['ERIKSSON', 'ANNA', 'L898902C3', '740812', 'ZE184226B'];

function passportReader(
  driver: AnyDriver,
  protocol: PassportProtocol,
  sent: Uint8Array,
): DriverUnderContract {
  return {
    driver,
    config: config('passportReader', driver.id),
    attach: (port, clock) => void simulatePassportReader(port, clock, protocol),
    personal: [{ bytes: sent, secrets }],
  };
}

const asChipReader = (handle: DriverHandle): ChipReaderHandle => handle as ChipReaderHandle;
function chipReader(driver: AnyDriver): DriverUnderContract {
  return {
    driver,
    config: config('chipReader', driver.id, { personaliser: 'training' }),
    attach(port, clock) {
      const [blank] = blanks(1);
      const card = freshCard(blank ?? { bankCardNumber: '', cardIdentifier: '', atr: '' });
      simulateChipStation(port, clock, () => card);
    },
    commands: {
      readChip: async (handle, context) => asChipReader(handle).readChip(context),
      writeChip: async (handle, context) => asChipReader(handle).writeChip(record, context),
    },
    personal: [
      // An answer to READ BINARY: a name, and `90 00` behind it.
      {
        bytes: concatBytes([hexBytes('00 15'), asciiBytes('ERIKSSON ANNA MARIA'), hexBytes('90 00')]),
        secrets: ['ERIKSSON', 'ANNA', 'MARIA'],
      },
    ],
  };
}

export const readersUnderContract: Readonly<Record<string, DriverUnderContract>> = {
  'mrz-text': passportReader(mrzTextDriver, 'text', asciiBytes(passport.map((line) => `${line}\r`).join(''))),
  'mrz-rte': passportReader(mrzRteDriver, 'rte', encodeRteBlock(passport)),
  'mrz-elyctis': passportReader(mrzElyctisDriver, 'elyctis', encodeElyctisZone(passport)),
  'sam-v': {
    driver: samVDriver,
    config: config('idCardReader', 'sam-v'),
    attach: (port, clock) => simulateIdCardReader(port, clock).lay(specimen),
    personal: [
      {
        bytes: encodeSamVFrame(
          concatBytes([
            hexBytes('000090 01000400'),
            encodeIdCardText(specimen.text),
            new Uint8Array(1024).fill(0x41),
          ]),
        ),
        secrets: ['ERIKSSON', '911124198108030024', '19740812', 'AAAA'],
      },
    ],
  },
  'apdu-socket': chipReader(apduSocketDriver),
  pcsc: chipReader(pcscDriver),
};
