import { describe, expect, it } from 'vitest';
import type { ChipRecord } from '../../../main/contract/devices.ts';
import { chipDifferences } from '../../../main/domain/cards/chipReadBack.ts';
import { hexBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import { trainingProof } from '../../../drivers/framing/trainingChipCommands.ts';
import { lineFaults, type LineFault } from '../../../drivers/sim/faults.ts';
import { parseMachineState } from '../../../drivers/sim/evolisMachine.ts';
import { simulateChip, type SimulatedChip } from '../../../drivers/sim/simulatedChip.ts';
import { drive, until } from '../helpers/drive.ts';
import { memoryBench, type Bench } from '../helpers/counter.ts';
import { atr, blank, chipBench, record } from './chipBench.ts';

const training = { personaliser: 'training' };
const printer = { deviceId: 'cardPrinter', timeoutMs: 10_000 };
const asked = { deviceId: 'chipReader', timeoutMs: 10_000 };
const wanted = { ...record, cardIdentifier: blank.cardIdentifier };

/** The chip, with every APDU it was sent. */
function watched(chip: SimulatedChip): { chip: SimulatedChip; sent: Uint8Array[] } {
  const sent: Uint8Array[] = [];
  return {
    sent,
    chip: {
      ...chip,
      respond(apdu) {
        sent.push(apdu);
        return chip.respond(apdu);
      },
    },
  };
}

describe('D6 writing a chip', () => {
  it('without a personaliser nothing is written and nothing is claimed', async () => {
    const { chip, sent } = watched(simulateChip(blank));
    const { clock, handle, context } = await chipBench(chip);
    expect(await drive(clock, handle.writeChip(record, context()))).toEqual({
      completion: { code: 'unsupportedCommand' },
      provider: null,
    });
    expect(sent).toEqual([]);
  });

  const rows: readonly (readonly [string, Partial<ChipRecord>])[] = [
    ['a Latin name', {}],
    ['a Chinese name', { holderName: '张三' }],
    ['a rare character', { holderName: '\u{20bb7}田' }],
    ['a name that goes on in 4E', { holderName: 'SPECIMEN MARIA THERESIA JOSEPHINE ANNA' }],
    ['a name longer than the chip', { holderName: `SPECIMEN ${'ANNA '.repeat(20)}` }],
  ];
  it.each(rows)('reads back equal: %s', async (_, changes) => {
    const { clock, handle, context } = await chipBench(simulateChip(blank), training);
    const person = { ...record, ...changes };
    expect(await drive(clock, handle.writeChip(person, context()))).toEqual({
      completion: { code: 'success' },
      provider: 'training',
    });
    const facts = await drive(clock, handle.readChip(context()));
    expect(chipDifferences({ ...wanted, ...changes }, facts)).toEqual([]);
    expect(facts).toMatchObject({ atr, ...blank });
  });

  it('a shorter name leaves nothing of a longer one', async () => {
    const { clock, handle, context } = await chipBench(simulateChip(blank), training);
    const long = { ...record, holderName: 'SPECIMEN MARIA THERESIA JOSEPHINE ANNA' };
    await drive(clock, handle.writeChip(long, context()));
    await drive(
      clock,
      handle.writeChip({ ...record, holderName: 'SPECIMEN MARIA THERESIA JOSEP' }, context()),
    );
    expect((await drive(clock, handle.readChip(context()))).holderName).toBe('SPECIMEN MARIA THERESIA JOSEP');
  });

  it('a real card refuses the scheme and stays as it was', async () => {
    const { clock, handle, context } = await chipBench(
      simulateChip(blank, { isOtherCard: () => true }),
      training,
    );
    expect((await drive(clock, handle.writeChip(record, context()))).completion).toMatchObject({
      code: 'commandErrorCode',
      errorCode: 'invalidMedia',
    });
  });

  it('never sends a write twice: neither after silence nor after 6Cxx, and the read-back decides', async () => {
    for (const answer of [null, hexBytes('6C00')]) {
      const inner = simulateChip(blank);
      const writes: string[] = [];
      const { clock, handle, context } = await chipBench(
        {
          ...inner,
          respond(apdu) {
            const response = inner.respond(apdu);
            if (apdu[0] !== 0xe0 || apdu[1] !== 0xd2) return response;
            writes.push(hexOf(apdu));
            // The third write arrives; only its answer is lost, cut to one byte or changed.
            return writes.length === 3 ? (answer ?? new Uint8Array(1)) : response;
          },
        },
        training,
      );
      const facts = await drive(clock, handle.writeChip(record, context()));
      expect(facts.completion.code).not.toBe('success');
      expect(facts.provider).toBe('training');
      expect(writes).toHaveLength(3);
      expect(new Set(writes).size).toBe(3);
      const read = await drive(clock, handle.readChip(context()));
      expect(read.cardNumber).toBe(record.cardNumber);
      expect(chipDifferences(wanted, read)).toEqual(['socialSecurityNumber', 'holderName']);
    }
  });

  it('a name that cannot be written is refused before a byte is sent', async () => {
    const { chip, sent } = watched(simulateChip(blank));
    const { clock, handle, context } = await chipBench(chip, training);
    const facts = await drive(clock, handle.writeChip({ ...record, holderName: '\ud800' }, context()));
    expect(facts.completion.code).toBe('invalidData');
    expect(sent).toEqual([]);
  });

  it('the simulated chip takes a write only after the proof, and forgets the proof with its power', () => {
    const chip = simulateChip(blank);
    const write = hexBytes(`E0D2070509${'30'.repeat(9)}`);
    expect(hexOf(chip.respond(write))).toBe('6982');
    const challenge = chip.respond(hexBytes('E054000008')).slice(0, 8);
    expect(hexOf(chip.respond(hexBytes(`E056000008${'00'.repeat(8)}`)))).toBe('6300');
    expect(hexOf(chip.respond(hexBytes(`E056000008${hexOf(trainingProof(challenge))}`)))).toBe('6300');
    const next = chip.respond(hexBytes('E054000008')).slice(0, 8);
    expect(hexOf(chip.respond(hexBytes(`E056000008${hexOf(trainingProof(next))}`)))).toBe('9000');
    expect(hexOf(chip.respond(write))).toBe('9000');
    expect(hexOf(chip.respond(hexBytes('E0D207050130')))).toBe('6700');
    chip.reset();
    expect(hexOf(chip.respond(write))).toBe('6982');
  });
});

describe('D6 F4 the chip station of the simulated counter', () => {
  const fed = async (): Promise<Bench> => {
    const bench = await memoryBench();
    await drive(bench.clock, bench.api.feedToChip(printer));
    return bench;
  };

  it('what is written stays with the card, also over a saved state', async () => {
    const bench = await fed();
    expect(await drive(bench.clock, bench.api.writeChip({ ...asked, record }))).toMatchObject({
      completion: { code: 'success' },
    });
    const state = bench.counter.printer.state();
    expect(parseMachineState(JSON.stringify(state))).toEqual(state);
    const card = state.inside?.card;
    expect(card?.written).toMatchObject({ '05/07': '303030303030303031' });
    const again = await chipBench(simulateChip(card ?? blank));
    const facts = await drive(again.clock, again.handle.readChip(again.context()));
    expect(chipDifferences(wanted, facts)).toEqual([]);
    await drive(bench.clock, bench.api.rejectCard(printer));
    expect(bench.counter.printer.state().rejectBin[0]?.written).toEqual(card?.written);
  });

  it('wrongReadBack is seen in the field it changed, and in no other', async () => {
    const bench = await fed();
    bench.counter.chipReader.faults.set('wrongReadBack');
    expect((await drive(bench.clock, bench.api.writeChip({ ...asked, record }))).completion.code).toBe(
      'success',
    );
    const facts = await drive(bench.clock, bench.api.readChip(asked));
    expect(chipDifferences(wanted, facts)).toEqual(['socialSecurityNumber']);
  });

  it('wrongChip is another card for reading and for writing', async () => {
    const bench = await fed();
    bench.counter.chipReader.faults.set('wrongChip');
    expect((await drive(bench.clock, bench.api.readChip(asked))).completion.errorCode).toBe('invalidMedia');
    const written = await drive(bench.clock, bench.api.writeChip({ ...asked, record }));
    expect(written.completion.errorCode).toBe('invalidMedia');
    bench.counter.chipReader.faults.clear();
    expect((await drive(bench.clock, bench.api.readChip(asked))).completion.code).toBe('success');
  });

  it('slowChip reads and writes within the time a job gives it, and is no pulled card in less', async () => {
    const bench = await fed();
    bench.counter.chipReader.faults.set('slowChip');
    const long = { ...asked, timeoutMs: 20_000 };
    expect((await drive(bench.clock, bench.api.writeChip({ ...long, record }))).completion.code).toBe(
      'success',
    );
    const facts = await drive(bench.clock, bench.api.readChip(long));
    expect(facts.completion.code).toBe('success');
    expect(chipDifferences(wanted, facts)).toEqual([]);
    const short = await drive(bench.clock, bench.api.readChip({ ...asked, timeoutMs: 5000 }));
    expect(short.completion.code).toBe('timeOut');
  });
});

describe('D6 F4 writing under every line fault', () => {
  /** Completion of the write; whatever it is, the fields on the card are whole, and the read-back says what is true. */
  const rows: readonly (readonly [LineFault, string])[] = [
    ['split', 'success'],
    ['merged', 'success'],
    ['noise', 'hardwareError'],
    ['corrupt', 'any failure'],
    ['stall', 'timeOut'],
    ['truncated', 'timeOut'],
    ['late', 'any'],
    ['unplug', 'hardwareError'],
  ];
  it('has a row for every line fault', () => expect(rows.map(([fault]) => fault)).toEqual(lineFaults));

  it.each(rows)('%s -> %s', async (fault, outcome) => {
    const bench = await memoryBench();
    await drive(bench.clock, bench.api.feedToChip(printer));
    const { counter, clock, api } = bench;
    counter.chipReader.faults.set(fault);
    const facts = await drive(clock, api.writeChip({ ...asked, record }));
    if (outcome === 'any failure') expect(facts.completion.code).not.toBe('success');
    else if (outcome !== 'any') expect(facts.completion.code).toBe(outcome);
    counter.chipReader.faults.clear();
    await until(
      clock,
      () => bench.changes.findLast((state) => state.id === 'chipReader')?.status === 'online',
    );
    const read = await drive(clock, api.readChip(asked));
    expect(read.completion.code).toBe('success');
    const differences = chipDifferences(wanted, read);
    if (facts.completion.code === 'success') expect(differences).toEqual([]);
    else expect(differences.length).toBeGreaterThan(0);
  });
});
