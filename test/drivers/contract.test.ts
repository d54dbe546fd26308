import { describe, expect, it } from 'vitest';
import { registry } from '../../drivers/manager/registry.ts';
import { describeDriver } from '../kit/driverContract.ts';
import { cabinetsUnderContract } from './contract/cabinets.ts';
import { printersUnderContract } from './contract/printers.ts';
import { readersUnderContract } from './contract/readers.ts';
import { scannersUnderContract } from './contract/scanners.ts';

const subjects = {
  ...scannersUnderContract,
  ...readersUnderContract,
  ...printersUnderContract,
  ...cabinetsUnderContract,
};

describe('F1 the contract suite', () => {
  it('runs against every driver of the registry', () => {
    const driven = new Set(Object.values(subjects).map(({ driver }) => driver));
    expect(registry.filter((driver) => !driven.has(driver)).map(({ id }) => id)).toEqual([]);
  });

  it('masks a made-up person of every device that reads people', () => {
    const readsPeople = new Set(['scanner', 'passportReader', 'idCardReader', 'chipReader']);
    const unmasked = registry
      .filter(({ kind }) => readsPeople.has(kind))
      .filter((driver) =>
        Object.values(subjects).every(
          (subject) => subject.driver !== driver || (subject.personal ?? []).length === 0,
        ),
      );
    expect(unmasked.map(({ id }) => id)).toEqual([]);
  });

  it('tries every command that a handle of a driver with commands has', () => {
    const commanded = ['chipReader', 'cardPrinter', 'receiptPrinter', 'documentPrinter'];
    for (const { driver, commands } of Object.values(subjects))
      if (commanded.includes(driver.kind)) expect(Object.keys(commands ?? {}).length).toBeGreaterThan(0);
  });
});

for (const [name, subject] of Object.entries(subjects)) describeDriver(name, subject);
