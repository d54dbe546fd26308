import { describe, expect, it } from 'vitest';
import {
  cardPosition,
  completionCode,
  deviceErrorCode,
  deviceStatus,
  paperState,
  readFailure,
} from '../../main/contract/devices.ts';
import { driverFor, registry } from '../../drivers/manager/registry.ts';
import { faultTable, type FaultName } from '../../drivers/sim/faults.ts';
import type { AnyFamily } from './faultTable/bench.ts';
import { cabinetFamilies } from './faultTable/cabinets.ts';
import { cardPrinterFamilies } from './faultTable/cardPrinter.ts';
import { chipFamilies } from './faultTable/chips.ts';
import { paperPrinterFamilies } from './faultTable/paperPrinters.ts';
import { readerFamilies } from './faultTable/readers.ts';
import { scannerFamilies } from './faultTable/scanners.ts';

const families: readonly AnyFamily[] = [
  ...scannerFamilies,
  ...readerFamilies,
  ...chipFamilies,
  ...cardPrinterFamilies,
  ...paperPrinterFamilies,
  ...cabinetFamilies,
];
const faults: readonly FaultName[] = faultTable.map(({ fault }) => fault);

/** Every word that a device may end in; anything else would be a text that no screen can show. */
const words = new Set<string>([
  ...completionCode.options,
  ...deviceErrorCode.options,
  ...readFailure.options,
  ...deviceStatus.options,
  ...cardPosition.options,
  ...paperState.options,
  // A door (E7).
  'open',
  // Where a hand finds the card at a kiosk.
  ...['atBezel', 'inside', 'rejectBox'],
]);

describe('F4 the fault table', () => {
  it('has a row for every driver of the registry, and no other', () => {
    const rows = families.map(({ config }) => driverFor(config, registry)?.id ?? config.driver);
    expect([...new Set(rows)].toSorted()).toEqual(registry.map(({ id }) => id).toSorted());
  });

  it.each(families)('$name has a cell for every fault', ({ cells, works }) => {
    expect(Object.keys(cells).toSorted()).toEqual(faults.toSorted());
    for (const cell of Object.values(cells)) {
      if (typeof cell.notApplicable === 'string') {
        expect(cell.notApplicable.length).toBeGreaterThan(10);
        continue;
      }
      expect(Object.keys(cell).length).toBeGreaterThan(0);
      expect(Object.keys(cell).filter((work) => !works.includes(work))).toEqual([]);
    }
  });

  it('ends every cell in words of the contract', () => {
    const used = families.flatMap(({ cells }) =>
      Object.values(cells).flatMap((cell) =>
        typeof cell.notApplicable === 'string' ? [] : Object.values(cell).flatMap((text) => text.split(' ')),
      ),
    );
    expect(used.filter((word) => !words.has(word))).toEqual([]);
  });

  it('meets every fault somewhere', () => {
    const met = (fault: FaultName): boolean =>
      families.some(({ cells }) => typeof cells[fault].notApplicable !== 'string');
    expect(faults.filter((fault) => !met(fault))).toEqual([]);
  });
});

const rows = families.flatMap((family) =>
  faults.flatMap((fault) => {
    const cell = family.cells[fault];
    if (typeof cell.notApplicable === 'string') return [];
    return Object.entries(cell).map(([work, outcome]) => ({
      name: family.name,
      family,
      fault,
      work,
      outcome: String(outcome),
    }));
  }),
);

describe('F4 every fault at every device', () => {
  it.each(rows)('$name: $fault during $work -> $outcome', async ({ family, fault, work, outcome }) => {
    const device = await family.open();
    const heldBefore = device.held();
    await device.prepare(work);
    device.strike(fault);
    expect(await device.act(work)).toBe(outcome);

    await device.recover();
    const { word, wanted } = await device.prove();
    expect(word).toBe(wanted);
    // However often it was opened again meanwhile, it holds no more than it did.
    const { timers: _, ...kept } = device.held();
    expect(kept).toEqual({
      listeners: heldBefore.listeners,
      ports: heldBefore.ports,
      watches: heldBefore.watches,
    });
    await device.close();
    expect(device.held()).toEqual({ listeners: 0, ports: 0, watches: 0, timers: 0 });
  });
});
