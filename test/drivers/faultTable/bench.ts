import { onTestFinished } from 'vitest';
import type { DeviceConfig, DeviceState } from '../../../main/contract/devices.ts';
import type { DevicePort } from '../../../drivers/api/devicePort.ts';
import type { Transport } from '../../../drivers/api/transport.ts';
import { createDeviceApi, type DeviceApi } from '../../../drivers/manager/deviceApi.ts';
import type { FaultName, Faults } from '../../../drivers/sim/faults.ts';
import { manualClock, type ManualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable, memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
import { countedClock, countedTransport } from '../../kit/counting.ts';
import { pass, until } from '../helpers/drive.ts';

/** A simulated device: whatever else it can do, it can be broken. */
export interface Subject {
  readonly faults: Faults;
}

/** One thing a device is for. The fault strikes between `prepare` and `act`. */
export interface Work<Device extends Subject> {
  readonly prepare?: (bench: Bench<Device>) => Promise<void>;
  /** Does it to the end and names what came of it: words of the contract, separated by spaces. */
  readonly act: (bench: Bench<Device>) => Promise<string>;
}

/**
 * What comes of each work that the fault can touch, by the name of the work; or why this fault cannot exist here.
 */
export type Cell = Readonly<Record<string, string>> | { readonly notApplicable: string };

/** One row of the fault table: a driver, a simulated device for it, and a cell for every fault there is. */
export interface Family<Device extends Subject = Subject> {
  readonly name: string;
  readonly config: DeviceConfig;
  readonly attach: (port: DevicePort, clock: ManualClock) => Device;
  /** The host's end where the plain cable is not enough. */
  readonly host?: (cable: Transport, device: Device) => Transport;
  readonly works: Readonly<Record<string, Work<Device>>>;
  readonly cells: Readonly<Record<FaultName, Cell>>;
  /** What a person at the device does when the fault is gone, before it is used again. */
  readonly tidy?: (bench: Bench<Device>) => Promise<void>;
  /** The work that proves that it works again; it ends in `provedBy.word`. */
  readonly provedBy: { readonly work: string; readonly word: string };
}

/** A family whatever its device is: the table only runs it. */
export interface AnyFamily {
  readonly name: string;
  readonly config: DeviceConfig;
  readonly cells: Readonly<Record<FaultName, Cell>>;
  readonly works: readonly string[];
  open(): Promise<Opened>;
}
export interface Opened {
  prepare(work: string): Promise<void>;
  strike(fault: FaultName): void;
  act(work: string): Promise<string>;
  /** Ends the fault and whatever it left behind; the device is online when this resolves. */
  recover(): Promise<void>;
  /** The word of the proof, and the one it should be. */
  prove(): Promise<{ readonly word: string; readonly wanted: string }>;
  close(): Promise<void>;
  held(): Held;
}
/** What a device still holds on to. */
export interface Held {
  readonly listeners: number;
  readonly ports: number;
  readonly watches: number;
  readonly timers: number;
}

export interface Bench<Device extends Subject> {
  readonly clock: ManualClock;
  readonly device: Device;
  readonly api: DeviceApi;
  readonly deviceId: string;
  /** Everything that was read, and why what was not read was dropped. */
  readonly reads: string[];
  readonly failures: string[];
  /** States as they were published, oldest first. */
  readonly states: DeviceState[];
  /** As the device page would ask for it now. */
  state(): Promise<DeviceState>;
}

/** The device under its real driver and the whole manager, in simulated time; it is online when this resolves. */
async function openBench<Device extends Subject>(
  family: Family<Device>,
): Promise<{ bench: Bench<Device>; held(): Held }> {
  const clock = manualClock();
  const counted = countedClock(clock);
  const cable = memoryCable();
  const device = family.attach(cable.device, clock);
  const transport = countedTransport(family.host?.(cable.host, device) ?? cable.host);
  const cables = memoryTransports(new Map([[family.config.path, cable]]));
  let watches = 0;
  const api = createDeviceApi({
    configs: [family.config],
    clock: counted,
    transports: {
      ...cables,
      create: () => transport,
      watch(place, onChange) {
        watches += 1;
        const watch = cables.watch(place, onChange);
        return {
          close() {
            watches -= 1;
            watch.close();
          },
        };
      },
    },
  });
  onTestFinished(() => api.close());
  const reads: string[] = [];
  const failures: string[] = [];
  const states: DeviceState[] = [];
  api.on('scanRead', ({ symbology, text }) => reads.push(`${symbology} ${text}`));
  api.on('mrzRead', ({ lines }) => reads.push(lines.join('\n')));
  api.on('idCardRead', ({ cardType, number }) => reads.push(`${cardType} ${number}`));
  api.on('readFailed', ({ reason }) => failures.push(reason));
  api.on('deviceChanged', (state) => states.push(state));
  const state = async (): Promise<DeviceState> => {
    const [only] = await api.list({});
    if (only === undefined) throw new Error('no such device');
    return only;
  };
  const bench = { clock, device, api, deviceId: family.config.id, reads, failures, states, state };
  await online(bench);
  return {
    bench,
    held: () => ({
      listeners: transport.listeners(),
      ports: transport.ports(),
      watches,
      timers: counted.timers(),
    }),
  };
}

async function online({ clock, states }: Bench<Subject>): Promise<void> {
  await until(clock, () => states.at(-1)?.status === 'online');
}

/** Longer than any driver looks for a device again, or a simulator holds an answer back. */
const calmMs = 8000;

/** A family with its device hidden, so that families of all kinds stand in one table. */
export function family<Device extends Subject>(made: Family<Device>): AnyFamily {
  const workOf = (name: string): Work<Device> => {
    const work = made.works[name];
    if (work === undefined) throw new Error(`${made.name} has no work ${name}`);
    return work;
  };
  return {
    name: made.name,
    config: made.config,
    cells: made.cells,
    works: Object.keys(made.works),
    async open() {
      const { bench, held } = await openBench(made);
      return {
        held,
        prepare: async (work) => workOf(work).prepare?.(bench),
        strike: (fault) => bench.device.faults.set(fault),
        act: async (work) => workOf(work).act(bench),
        async recover() {
          bench.device.faults.clear();
          await pass(bench.clock, calmMs);
          await online(bench);
          await made.tidy?.(bench);
        },
        async prove() {
          const { work, word } = made.provedBy;
          await workOf(work).prepare?.(bench);
          return { word: await workOf(work).act(bench), wanted: word };
        },
        close: () => bench.api.close(),
      };
    },
  };
}

/** Cells of faults that cannot exist at a device, all for the same reason. */
export function notApplicable<Fault extends FaultName>(
  reason: string,
  ...faults: readonly Fault[]
): Record<Fault, { readonly notApplicable: string }> {
  return Object.fromEntries(faults.map((fault) => [fault, { notApplicable: reason }])) as Record<
    Fault,
    { readonly notApplicable: string }
  >;
}

/** The fault lanes that most devices have nothing to do with. */
export const cardPathFaults = [
  'jam',
  'ribbonOut',
  'ribbonOutMidPrint',
  'feederEmpty',
  'retainBinFull',
  'cardNotTaken',
  'powerCutMidPrint',
] as const satisfies readonly FaultName[];
export const chipFaults = [
  'deadChip',
  'wrongChip',
  'slowChip',
  'wrongReadBack',
] as const satisfies readonly FaultName[];
export const paperFaults = ['paperOut', 'paperLow'] as const satisfies readonly FaultName[];

/** Cells of everything that only a machine with cards, chips, paper or a queue can suffer. */
export function readsOnly(what: string) {
  return {
    ...notApplicable(`${what} moves no card`, ...cardPathFaults),
    ...notApplicable(`${what} has no cover that stops it`, 'coverOpen'),
    ...notApplicable(`${what} touches no chip`, ...chipFaults),
    ...notApplicable(`${what} prints nothing`, ...paperFaults, 'queueStopped'),
  } as const;
}
