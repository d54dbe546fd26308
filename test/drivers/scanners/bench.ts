import { onTestFinished } from 'vitest';
import type { DeviceConfig, DeviceState, ScanRead } from '../../../main/contract/devices.ts';
import type { Clock } from '../../../drivers/api/clock.ts';
import type { DevicePort } from '../../../drivers/api/devicePort.ts';
import type { CommandContext, DriverEvents, ScannerHandle } from '../../../drivers/api/driver.ts';
import type { Transport } from '../../../drivers/api/transport.ts';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { driverFor, registry } from '../../../drivers/manager/registry.ts';
import { hidOver } from '../../../drivers/sim/hidPosScanner.ts';
import { manualClock, type ManualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable, memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
import { drive, until } from '../helpers/drive.ts';

export function scannerConfig(driver: string, options: DeviceConfig['options'] = {}): DeviceConfig {
  return {
    id: 'scanner',
    kind: 'scanner',
    driver,
    path: driver === 'hid-pos' ? 'usb:0c2e:0000' : '/scanner',
    baudRate: 9600,
    surface: 'window',
    options,
  };
}

export interface ManagedBench<Simulator> {
  readonly clock: ManualClock;
  readonly simulator: Simulator;
  readonly scans: ScanRead[];
  readonly failures: string[];
  /** As they were published, oldest first. */
  readonly states: DeviceState[];
  online(): Promise<void>;
}

/** One scanner under the whole device manager, on a manual clock; it is online when this resolves. */
export async function managedScanner<Simulator>(
  config: DeviceConfig,
  attach: (port: DevicePort, clock: Clock) => Simulator,
): Promise<ManagedBench<Simulator>> {
  const clock = manualClock();
  const cable = memoryCable();
  const simulator = attach(cable.device, clock);
  const cables = memoryTransports(new Map([[config.path, cable]]));
  const hid = config.driver === 'hid-pos' ? hidOver(cable.host) : cable.host;
  const api = createDeviceApi({ configs: [config], clock, transports: { ...cables, create: () => hid } });
  onTestFinished(() => api.close());
  const scans: ScanRead[] = [];
  const failures: string[] = [];
  const states: DeviceState[] = [];
  api.on('scanRead', (read) => scans.push(read));
  api.on('readFailed', (failure) => failures.push(failure.reason));
  api.on('deviceChanged', (state) => states.push(state));
  const online = (): Promise<void> => until(clock, () => states.at(-1)?.status === 'online');
  await online();
  return { clock, simulator, scans, failures, states, online };
}

export interface OpenBench<Simulator> {
  readonly clock: ManualClock;
  readonly simulator: Simulator;
  readonly handle: ScannerHandle;
  readonly scans: { readonly symbology: string; readonly text: string }[];
  readonly failures: string[];
  /** What the host sent, as upper-case hex with spaces. */
  readonly sent: string[];
  readonly port: DevicePort;
  /** A command that has two seconds. */
  context(): CommandContext;
}

/** Time that anything may take to open; the slowest scanner is one that answers nothing. */
const openLimitMs = 5000;

/** The driver alone on a cable, opened. */
export async function openScanner<Simulator>(
  config: DeviceConfig,
  attach: (port: DevicePort, clock: Clock) => Simulator,
  asHost: (cable: Transport) => Transport = (cable) => cable,
): Promise<OpenBench<Simulator>> {
  const clock = manualClock();
  const cable = memoryCable();
  const simulator = attach(cable.device, clock);
  const sent: string[] = [];
  const host = asHost({
    ...cable.host,
    async write(bytes) {
      sent.push(
        Buffer.from(bytes)
          .toString('hex')
          .toUpperCase()
          .replaceAll(/..(?=.)/g, '$& '),
      );
      return cable.host.write(bytes);
    },
  });
  await host.open();
  const scans: { symbology: string; text: string }[] = [];
  const failures: string[] = [];
  const events: DriverEvents = {
    scan: (read) => void scans.push(read),
    readFailed: (reason) => void failures.push(reason),
    mrz: () => undefined,
    idCard: () => undefined,
    facts: () => undefined,
  };
  const driver = driverFor(config, registry);
  if (driver?.kind !== 'scanner') throw new Error('no such scanner driver');
  const start = clock.now();
  const result = await drive(clock, driver.open(host, clock, events, config));
  if (clock.now() - start > openLimitMs) throw new Error('it took too long to open');
  if (!result.ok) throw new Error(`did not open: ${result.completion.code}`);
  onTestFinished(() => result.handle.close());
  return {
    clock,
    simulator,
    handle: result.handle,
    scans,
    failures,
    sent,
    port: cable.device,
    context: () => ({ deadlineAt: clock.now() + 2000, canceled: () => false }),
  };
}

export function hexOfText(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}
