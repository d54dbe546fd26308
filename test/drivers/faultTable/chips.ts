import { simulateChipStation } from '../../../drivers/sim/chipStation.ts';
import { freshCard, type SimulatedCard } from '../../../drivers/sim/evolisMachine.ts';
import type { DeviceCompletion } from '../../../main/contract/devices.ts';
import { chipConfig, record } from '../chip/chipBench.ts';
import { blanks } from '../helpers/counter.ts';
import { drive } from '../helpers/drive.ts';
import {
  cardPathFaults,
  family,
  notApplicable,
  paperFaults,
  type AnyFamily,
  type Bench,
  type Family,
  type Subject,
} from './bench.ts';

const [blank] = blanks(1);
const timeoutMs = 5000;
const asked = ({ deviceId }: Bench<Subject>) => ({ deviceId, timeoutMs });

/** The word of a completion; facts beside a failure are empty, never half. */
const wordOf = ({ code, errorCode }: DeviceCompletion): string => errorCode ?? code;

const read: Family['works'][string] = {
  async act(bench) {
    const facts = await drive(bench.clock, bench.api.readChip(asked(bench)));
    const word = wordOf(facts.completion);
    const { bankCardNumber, cardIdentifier } = facts;
    const whole = bankCardNumber === blank?.bankCardNumber && cardIdentifier === blank?.cardIdentifier;
    const empty = bankCardNumber === null && cardIdentifier === null;
    return (word === 'success' ? whole : empty) ? word : `${word} with wrong facts`;
  },
};
const write: Family['works'][string] = {
  async act(bench) {
    const facts = await drive(bench.clock, bench.api.writeChip({ ...asked(bench), record }));
    return wordOf(facts.completion);
  },
};

/** Both drivers speak the same frames; what only the PC/SC service can do is in chip/pcscTransport.test.ts. */
function chipReader(driver: 'apdu-socket' | 'pcsc', changes: Partial<Family['cells']> = {}): AnyFamily {
  return family({
    name: driver,
    config: { ...chipConfig({ personaliser: 'training' }), driver },
    attach(port, clock) {
      let card: SimulatedCard = freshCard(blank ?? { bankCardNumber: '', cardIdentifier: '', atr: '' });
      return simulateChipStation(
        port,
        clock,
        () => card,
        (written) => {
          card = { ...card, written };
        },
      );
    },
    works: { read, write },
    cells: {
      split: { read: 'success', write: 'success' },
      merged: { read: 'success', write: 'success' },
      noise: { read: 'hardwareError', write: 'hardwareError' },
      // Frames of APDUs have no checksum: a changed status word is that of another card.
      corrupt: { read: 'invalidMedia', write: 'invalidMedia' },
      stall: { read: 'timeOut', write: 'timeOut' },
      truncated: { read: 'timeOut', write: 'timeOut' },
      late: { read: 'success', write: 'success' },
      unplug: { read: 'hardwareError', write: 'hardwareError' },
      deadChip: { read: 'atrNotObtained', write: 'atrNotObtained' },
      wrongChip: { read: 'invalidMedia', write: 'invalidMedia' },
      // The whole card does not fit in the time it was given; with enough of it see chip/writing.test.ts.
      slowChip: { read: 'timeOut', write: 'timeOut' },
      // The write itself goes well; the read-back finds it (chip/writing.test.ts).
      wrongReadBack: { write: 'success' },
      ...notApplicable('a contact station moves no card and prints nothing', ...cardPathFaults, 'coverOpen'),
      ...notApplicable('a contact station prints nothing', ...paperFaults, 'queueStopped'),
      ...changes,
    },
    provedBy: { work: 'read', word: 'success' },
  });
}

export const chipFamilies: readonly AnyFamily[] = [chipReader('apdu-socket'), chipReader('pcsc')];
