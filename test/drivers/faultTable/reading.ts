import { expect } from 'vitest';
import { pass } from '../helpers/drive.ts';
import type { Bench, Subject, Work } from './bench.ts';

/** Longer than any reader takes for one read, its resends, and its own way out of a fault. */
const readMs = 9000;
/** Statuses that a device passes through on its way, and none that names what is wrong. */
const passing = new Set(['online', 'deviceBusy', 'starting']);

/**
 * A read: `success` when it arrived whole, then why anything was dropped, then what the device itself was called. A device that nobody can
 * ask and that says nothing is `online`; the instant it was last heard has then not moved. A read never arrives in part or twice.
 */
export function readWork<Device extends Subject>(
  show: (bench: Bench<Device>) => void,
  whole: string,
  prepare?: Work<Device>['prepare'],
): Work<Device> {
  return {
    ...(prepare !== undefined && { prepare }),
    async act(bench) {
      const before = { read: bench.reads.length, failed: bench.failures.length, state: bench.states.length };
      const heardBefore = (await bench.state()).lastHeardAt;
      show(bench);
      await pass(bench.clock, readMs);
      const reads = bench.reads.slice(before.read);
      expect(reads).toEqual(reads.length === 0 ? [] : [whole]);
      const words = [
        ...reads.map(() => 'success'),
        ...bench.failures.slice(before.failed),
        ...bench.states
          .slice(before.state)
          .map(({ status }) => status)
          .filter((status) => !passing.has(status)),
      ];
      if (words.length > 0) return [...new Set(words)].join(' ');
      const { status, lastHeardAt } = await bench.state();
      expect(lastHeardAt).toBe(heardBefore);
      return status;
    },
  };
}
