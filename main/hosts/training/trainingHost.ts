import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TransportFactory } from '../../../drivers/api/transport.ts';
import type { PrinterTimings } from '../../../drivers/sim/evolisPrinter.ts';
import { simulateOfficePrinter, type OfficePrinterSimulator } from '../../../drivers/sim/officePrinter.ts';
import { createSimulatedCounter, type SimulatedCounter } from '../../../drivers/sim/simulatedCounter.ts';
import { nodeTransports } from '../../../drivers/transports/nodeTransports.ts';
import { systemClock } from '../../../drivers/transports/systemClock.ts';
import type { TrainingReady } from '../../contract/hosts.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { trainingChipKeys } from '../../training/chipKeys.ts';
import { samplePeople, type SamplePerson } from '../../training/people.ts';
import {
  hopperBlanks,
  kioskBlanks,
  trainingBank,
  trainingHallKey,
  trainingProfile,
  trainingSeed,
  trainingStaff,
  trainingStationId,
} from '../../training/station.ts';
import { startEmbeddedUpstream, type EmbeddedUpstream } from '../../training/upstream/embeddedUpstream.ts';
import { fixedHands, type ClockHands } from './clockHands.ts';

export interface TrainingOptions {
  /** Kept between runs: the printer's cards and the upstream's books. Short, because a unix socket lies in it (107 bytes). */
  readonly directory: string;
  /** True: pseudo-terminals and a unix socket. False: cables in memory, for one process. */
  readonly pty: boolean;
  /** The SQLite addon for Node-API 9; null = the package's own. */
  readonly nativeBinding: string | null;
  /** Calendar date in Shanghai to which the sample people's papers are relative. Default: today. */
  readonly today?: string;
  /** The station's clock, by which the upstream lives too. Default: the computer's, and nobody can move it. */
  readonly clock?: ClockHands;
  /** How long the card printers' moves take. Default: short ones. */
  readonly timings?: PrinterTimings;
  /** Milliseconds that the upstream fault "slow" adds. */
  readonly slowMs?: number;
}

/** Everything that stands around a training station. The DevDock works on these. */
export interface Training {
  readonly ready: TrainingReady;
  readonly counter: SimulatedCounter;
  readonly officePrinter: OfficePrinterSimulator;
  /** How a device host in this process reaches them all: a print queue is no cable, in memory or not. */
  readonly transports: TransportFactory;
  readonly upstream: EmbeddedUpstream;
  readonly people: readonly SamplePerson[];
  readonly clock: ClockHands;
  close(): Promise<void>;
}

/** Builds simulated devices, the embedded upstream and the sample people. Rejects when socat is missing and `pty` is asked for. */
export async function startTraining(options: TrainingOptions): Promise<Training> {
  mkdirSync(options.directory, { recursive: true });
  const clock = options.clock ?? fixedHands(Date.now);
  const { now } = clock;
  const signing = generateKeyPairSync('ed25519');
  const people = samplePeople(options.today ?? shanghaiDate(now()));
  const [madeCounter, madeUpstream] = await Promise.allSettled([
    createSimulatedCounter({
      directory: options.directory,
      blanks: hopperBlanks,
      kioskBlanks,
      pty: options.pty,
      chipKeys: trainingChipKeys,
      ...(options.timings === undefined ? {} : { timings: options.timings }),
    }),
    startEmbeddedUpstream({
      databasePath: `${options.directory}/upstream.sqlite`,
      nativeBinding: options.nativeBinding,
      permits: people.flatMap((person) => person.permit ?? []),
      photoOf: (permit) => photoOf(people, permit),
      bankName: trainingBank,
      staff: trainingStaff.map(({ userName, roles }) => ({ userName, active: true, roles })),
      stations: [
        {
          stationId: trainingStationId,
          publicKey: signing.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        },
      ],
      now,
      ...(options.slowMs === undefined ? {} : { slowMs: options.slowMs }),
    }),
  ]);
  if (madeCounter.status === 'rejected' || madeUpstream.status === 'rejected') {
    if (madeCounter.status === 'fulfilled') await madeCounter.value.close();
    if (madeUpstream.status === 'fulfilled') await madeUpstream.value.close();
    const [reason] = [madeCounter, madeUpstream].flatMap((made): unknown[] =>
      made.status === 'rejected' ? [made.reason] : [],
    );
    throw reason;
  }
  const counter = madeCounter.value;
  const upstream = madeUpstream.value;
  const officePrinter = simulateOfficePrinter(`${options.directory}/office-printer`);
  return {
    ready: {
      profile: trainingProfile(
        [...counter.deviceConfigs, officePrinter.config],
        join(options.directory, 'second-place'),
      ),
      upstream: {
        url: upstream.url,
        token: upstream.token,
        // Made anew with each start of this host and enrolled by it: no secret, only the same way as in production.
        signing: {
          stationId: trainingStationId,
          privateKey: new Uint8Array(signing.privateKey.export({ type: 'pkcs8', format: 'der' })),
        },
      },
      hallKey: trainingHallKey,
      seed: trainingSeed(),
    },
    counter,
    officePrinter,
    transports: withPrintQueues(counter.transports),
    upstream,
    people,
    clock,
    async close() {
      await upstream.close();
      await counter.close();
    },
  };
}

function withPrintQueues(cables: TransportFactory): TransportFactory {
  const queues = nodeTransports(systemClock);
  const of = ({ driver }: { readonly driver: string }): TransportFactory =>
    driver === 'system-queue' ? queues : cables;
  return {
    create: (place) => of(place).create(place),
    watch: (place, onChange) => of(place).watch(place, onChange),
    isPresent: async (place) => of(place).isPresent(place),
  };
}

function photoOf(people: readonly SamplePerson[], permit: PermitRecord): string {
  const person = people.find((each) => each.permitNumber === permit.permitNumber);
  if (person === undefined) throw new Error('a permit of nobody');
  return Buffer.from(person.photo()).toString('base64');
}
