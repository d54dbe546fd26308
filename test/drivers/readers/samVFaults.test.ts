import { describe, expect, it } from 'vitest';
import { hexBytes } from '../../../drivers/framing/bytes.ts';
import { simulateIdCardReader, type IdCardReaderSimulator } from '../../../drivers/sim/idCardReader.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';
import { pass, until } from '../helpers/drive.ts';
import { readerBench, type ReaderBench } from '../helpers/readerBench.ts';
import { cardOf, specimen } from './cards.ts';

type Bench = ReaderBench<IdCardReaderSimulator>;
const bench = async (): Promise<Bench> =>
  readerBench({ kind: 'idCardReader', driver: 'sam-v' }, simulateIdCardReader);

/** Each step of a read; the fault table (test/drivers/faultTable.test.ts) has the faults of the whole. */
describe('F4 a SAM_V reader whose answer is late', () => {
  /** Clears the fault, takes the card and lays another: it must be read, whatever happened before. */
  const worksAgain = async (made: Bench): Promise<void> => {
    made.simulator.faults.clear();
    await until(made.clock, made.online);
    made.simulator.take();
    await pass(made.clock, 8000);
    const before = made.cards.length;
    made.simulator.lay({ text: cardOf('resident') });
    await until(made.clock, () => made.cards.length > before);
    expect(made.cards.at(-1)?.cardType).toBe('resident');
    expect(made.cards).toHaveLength(before + 1);
  };

  it('takes it for no answer to the next question', async () => {
    for (const command of ['find', 'select', 'read'] as const) {
      const made = await bench();
      made.simulator.lay(specimen);
      await until(made.clock, () => made.simulator.requests().at(-1)?.command === command);
      made.simulator.faults.set('late');
      await pass(made.clock, 10_000);
      await worksAgain(made);
      // Whatever was read was read whole and in order.
      expect(made.cards.slice(0, -1).every((card) => card.number === specimen.text.number)).toBe(true);
    }
  });
});

describe('F4 the simulated SAM_V keeps the order of a real one', () => {
  const ask = async (...frames: string[]): Promise<string[]> => {
    const clock = manualClock();
    const cable = memoryCable();
    const simulator = simulateIdCardReader(cable.device, clock);
    simulator.lay({ text: cardOf('resident') });
    const heard: string[] = [];
    cable.host.onData((chunk) =>
      heard.push([...chunk.slice(7, 10)].map((byte) => byte.toString(16)).join(' ')),
    );
    await cable.host.open();
    for (const frame of frames) {
      await cable.host.write(hexBytes(frame));
      await pass(clock, 2000);
    }
    return heard;
  };
  const find = 'AA AA AA 96 69 00 03 20 01 22';
  const select = 'AA AA AA 96 69 00 03 20 02 21';
  const read = 'AA AA AA 96 69 00 03 30 01 32';
  const address = 'AA AA AA 96 69 00 03 30 03 30';
  it('needs find, then select, then read; finds it only once', async () => {
    expect(await ask(select, read, address)).toEqual(['0 0 81', '0 0 41', '0 0 41']);
    expect(await ask(find, read, select, read, find, address)).toEqual([
      '0 0 9f',
      '0 0 41',
      '0 0 90',
      '0 0 90',
      '0 0 80',
      '0 0 91',
    ]);
  });
  it('answers a wrong checksum, an unknown command and a wrong length by name', async () => {
    expect(
      await ask(
        'AA AA AA 96 69 00 03 20 01 23',
        'AA AA AA 96 69 00 03 77 01 75',
        'AA AA AA 96 69 00 04 20 01 00 25',
      ),
    ).toEqual(['0 0 10', '0 0 21', '0 0 11']);
  });
});
