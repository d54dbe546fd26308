import { describe, expect, it } from 'vitest';
import { drive } from './helpers/drive.ts';
import { memoryBench, sampleFace } from './helpers/counter.ts';

describe('F1 one contract per device class', () => {
  it('feeds, reads, prints and ejects one card', async () => {
    const bench = await memoryBench();
    const printer = { deviceId: 'cardPrinter', timeoutMs: 20_000 };
    const fed = await drive(bench.clock, bench.api.feedToChip(printer));
    expect(fed).toMatchObject({ completion: { code: 'success' }, position: 'chip', printedCards: 0 });
    const chip = await drive(bench.clock, bench.api.readChip({ deviceId: 'chipReader', timeoutMs: 10_000 }));
    expect(chip).toEqual({
      completion: { code: 'success' },
      atr: '3B6D000000905431168660130400000001',
      cardIdentifier: '00000000000000000000000000000001',
      bankCardNumber: '6200000000000000001',
      cardNumber: null,
      socialSecurityNumber: null,
      holderName: null,
      issuedOn: null,
      expiresOn: null,
      specificationVersion: '3.00',
    });
    const printed = await drive(bench.clock, bench.api.printFront({ ...printer, face: sampleFace() }));
    expect(printed).toMatchObject({ completion: { code: 'success' }, position: 'none', printedCards: 1 });
    expect(bench.counter.printer.takeFromOutput()).toMatchObject({
      bankCardNumber: '6200000000000000001',
      faces: 1,
      damaged: false,
    });
  });
});
