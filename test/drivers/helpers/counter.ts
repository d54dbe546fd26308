import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CardFace, DeviceState, MrzRead, ScanRead } from '../../../main/contract/devices.ts';
import {
  createDeviceApi,
  type DeviceApi,
  type DeviceEventPayloads,
} from '../../../drivers/manager/deviceApi.ts';
import type { Blank } from '../../../drivers/sim/evolisMachine.ts';
import { manualClock, type ManualClock } from '../../../drivers/sim/manualClock.ts';
import { createSimulatedCounter, type SimulatedCounter } from '../../../drivers/sim/simulatedCounter.ts';
import { until } from './drive.ts';

/** Obviously fictitious blanks: card numbers of zeros, region 00. */
export function blanks(count: number): Blank[] {
  return Array.from({ length: count }, (_, index) => ({
    bankCardNumber: `62000000000000${String(index + 1).padStart(5, '0')}`,
    cardIdentifier: `000000${String(index + 1).padStart(26, '0')}`,
    atr: '3B6D000000905431168660130400000001',
  }));
}

/** A face with a gradient, a white field and black text-like bars, so that every packing rule is used. */
export function sampleFace(): CardFace {
  const colour = new Uint8Array(1016 * 648 * 3).fill(255);
  const black = new Uint8Array(1016 * 648);
  for (let y = 0; y < 648; y += 1) {
    for (let x = 0; x < 1016; x += 1) {
      const at = y * 1016 + x;
      if (x < 300 && y > 100 && y < 400) colour.set([(x * 7 + y) % 256, x % 256, y % 256], at * 3);
      if (y > 450 && y < 480 && x % 40 < 25 && x > 200) black[at] = 1;
    }
  }
  return { width: 1016, height: 648, colour, black };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Bench {
  readonly clock: ManualClock;
  readonly counter: SimulatedCounter;
  readonly api: DeviceApi;
  readonly scans: ScanRead[];
  readonly documents: MrzRead[];
  readonly failures: DeviceEventPayloads['readFailed'][];
  readonly changes: DeviceState[];
  status(id: string): Promise<DeviceState['status']>;
}

/** Simulated counter and real drivers in this process, joined by memory cables, on a manual clock. All devices ready. */
export async function memoryBench(
  options: { blanks?: number; passportProtocol?: 'text' | 'rte' } = {},
): Promise<Bench> {
  const clock = manualClock();
  const counter = await createSimulatedCounter({
    directory: temporaryFolder(),
    blanks: blanks(options.blanks ?? 12),
    pty: false,
    clock,
    passportProtocol: options.passportProtocol ?? 'text',
  });
  const api = createDeviceApi({ configs: counter.deviceConfigs, clock, transports: counter.transports });
  const bench: Bench = {
    clock,
    counter,
    api,
    scans: [],
    documents: [],
    failures: [],
    changes: [],
    async status(id) {
      return (await api.list({})).find((device) => device.id === id)?.status ?? 'noDevice';
    },
  };
  api.on('scanRead', (read) => bench.scans.push(read));
  api.on('mrzRead', (read) => bench.documents.push(read));
  api.on('readFailed', (failure) => bench.failures.push(failure));
  api.on('deviceChanged', (state) => bench.changes.push(state));
  const online = new Set<string>();
  api.on('deviceChanged', (state) => {
    if (state.status === 'online') online.add(state.id);
  });
  onTestFinished(async () => {
    await api.close();
    await counter.close();
  });
  await until(clock, () => online.size === counter.deviceConfigs.length);
  return bench;
}
