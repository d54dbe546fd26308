import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceEvents, type DeviceState } from '../../../main/contract/devices.ts';
import { controlChannel } from '../../../main/hosts/hostLink.ts';
import type { ToHost } from '../../../main/rpc/hostControl.ts';
import { createClient } from '../../../main/rpc/client.ts';
import { deviceMethods } from '../../../main/contract/devices.ts';
import { createMux } from '../../../main/rpc/ports/muxPort.ts';
import { forkedChildPort } from '../../../main/rpc/ports/processPorts.ts';
import { createSimulatedCounter } from '../../../drivers/sim/simulatedCounter.ts';
import { percentile, type Table } from './table.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const isEvent = (name: string): name is keyof typeof deviceEvents => Object.hasOwn(deviceEvents, name);

/** The real device host in a process of its own, on the counter's pseudo-terminals. */
async function startLane(directory: string) {
  const counter = await createSimulatedCounter({ directory, blanks: [], pty: true });
  const child = fork(join(root, 'main', 'hosts', 'deviceHost.entry.ts'), {
    serialization: 'advanced',
    execArgv: [],
  });
  const mux = createMux(forkedChildPort(child));
  const control = mux.channel(controlChannel);
  const client = createClient(mux.channel('devices'), deviceMethods, {
    part: 'devices',
    newRequestId: () => 'no-request',
    eventSchema: (name) => (isEvent(name) ? deviceEvents[name] : undefined),
  });
  const scanner = counter.deviceConfigs.filter((config) => config.id === 'scanner');
  const init: ToHost = { control: 'init', init: { devices: scanner }, port: 'devices' };
  control.post(init);
  let status: DeviceState['status'] = 'starting';
  let whenState: ((status: DeviceState['status']) => void) | null = null;
  client.on('deviceChanged', (data) => {
    const state = deviceEvents.deviceChanged.parse(data);
    status = state.status;
    whenState?.(state.status);
  });
  return {
    counter,
    reached: async (wanted: DeviceState['status']): Promise<void> => {
      if (status === wanted) return;
      await new Promise<void>((resolve) => {
        whenState = (now) => {
          if (now === wanted) resolve();
        };
      });
    },
    onScan: (listener: (text: string) => void) =>
      client.on('scanRead', (data) => listener(deviceEvents.scanRead.parse(data).text)),
    close: async (): Promise<void> => {
      const ended = new Promise((resolve) => {
        child.once('exit', resolve);
      });
      control.post({ control: 'stop' } satisfies ToHost);
      await ended;
      await counter.close();
    },
  };
}

/** Scan to event through the device host, and the time to a working scanner after a replug. */
export async function benchLine(scans: number, replugs: number): Promise<readonly Table[]> {
  const directory = mkdtempSync(join(tmpdir(), 'zk-'));
  const lane = await startLane(directory);
  try {
    await lane.reached('online');
    let heard: (text: string) => void = () => undefined;
    lane.onScan((text) => heard(text));
    const scanOnce = async (text: string): Promise<number> => {
      const start = performance.now();
      await new Promise<void>((resolve) => {
        heard = (read) => {
          if (read === text) resolve();
        };
        lane.counter.scanner.scan(text);
      });
      return performance.now() - start;
    };
    for (let turn = 0; turn < 20; turn += 1) await scanOnce(`WARM${turn}`);
    const latencies: number[] = [];
    for (let turn = 0; turn < scans; turn += 1) latencies.push(await scanOnce(`ZKT1:TRN${turn}:0000`));

    const recoveries: number[] = [];
    for (let turn = 0; turn < replugs; turn += 1) {
      await lane.counter.scanner.unplug();
      await lane.reached('powerOff');
      await lane.counter.scanner.replug();
      const start = performance.now();
      await lane.reached('online');
      recoveries.push(performance.now() - start);
      await scanOnce(`AFTER${turn}`);
    }
    const ms = (values: readonly number[], share: number): string => percentile(values, share).toFixed(2);
    const summary = (name: string, values: readonly number[]): string[] => [
      name,
      String(values.length),
      ms(values, 0.5),
      ms(values, 0.99),
      ms(values, 1),
    ];
    return [
      {
        title: 'A scanner on a pseudo-terminal, device host in its own process (ms)',
        head: ['what', 'times', 'p50', 'p99', 'longest'],
        rows: [summary('scan to event', latencies), summary('replug to online', recoveries)],
      },
    ];
  } finally {
    await lane.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
