import { cardHandlers } from '../../../../../main/app/cards/cardHandlers.ts';
import { handOverHandlers } from '../../../../../main/app/cards/handOverHandlers.ts';
import { createHandOverReads, type HandOverReads } from '../../../../../main/app/cards/handOverReads.ts';
import {
  createCardExecutor,
  type CardExecutor,
  type CardExecutorOptions,
} from '../../../../../main/app/cards/cardExecutor.ts';
import { nextAction } from '../../../../../main/domain/cards/nextStep.ts';
import type { Devices } from '../../../../../main/app/ports/outside.ts';
import type {
  CaseRecord,
  JobRecord,
  OutboxRecord,
  StepRecord,
} from '../../../../../main/app/ports/stores.ts';
import type { DeviceConfig } from '../../../../../main/contract/devices.ts';
import type { CaseId, JobId, SnapshotId, UnitKey } from '../../../../../main/contract/ids.ts';
import type { PermitRecord } from '../../../../../main/contract/permit.ts';
import type { RowResult } from '../../../../../main/contract/upstream.ts';
import {
  sampleCase,
  samplePermit,
  sampleDay,
  sampleSnapshot,
  sampleStaff,
  sampleUnit,
  testCaller,
  testDeps,
  testProfile,
} from '../../../helpers/index.ts';
import { cardNumberOf, fakeCard, fakePrinter, type FakePrinter } from './fakePrinter.ts';
import { fakeUpstream, type FakeUpstream } from './fakeUpstream.ts';

export const clerk = sampleStaff(['clerk']);
export const actor = {
  name: clerk.displayName,
  userName: clerk.userName,
  staffId: clerk.id,
  surface: 'window',
} as const;
export const caller = testCaller(clerk);

export type CardTestDeps = ReturnType<typeof cardTestDeps>;
const chipWriter: DeviceConfig = {
  id: 'chipReader',
  kind: 'chipReader',
  driver: 'apdu-socket',
  path: '/none',
  baudRate: 9600,
  surface: 'window',
  options: { personaliser: 'training' },
};
const certifyingWriter: DeviceConfig = {
  ...chipWriter,
  options: { personaliser: 'training', certificates: 'training' },
};
const bezelPrinter: DeviceConfig = {
  ...chipWriter,
  id: 'cardPrinter',
  kind: 'cardPrinter',
  driver: 'evolis',
  surface: 'kiosk',
  options: {},
};
const cardTestDeps = (devices: Devices, upstream: FakeUpstream, configs: readonly DeviceConfig[]) =>
  testDeps({
    devices,
    upstream,
    profile: { ...testProfile, kioskMayIssue: true, devices: [...configs] },
    links: { list: () => [], online: () => !upstream.offline },
  });

export interface CardBench {
  readonly deps: CardTestDeps;
  readonly printer: FakePrinter;
  readonly upstream: FakeUpstream;
  readonly caseId: CaseId;
  /** The executor of the program that runs now. */
  executor: CardExecutor;
  /** What the devices of the window read of people whose card waits. */
  readonly reads: HandOverReads;
  readonly handlers: ReturnType<typeof cardHandlers> & ReturnType<typeof handOverHandlers>;
  /** A new program over the same files and the same printer. */
  restart(options?: CardExecutorOptions): CardExecutor;
  keyOf(index: number): UnitKey;
  addCase(index: number): CaseRecord;
  start(channel?: 'window' | 'kiosk', caseId?: CaseId): Promise<JobRecord>;
  job(id?: JobId): JobRecord;
  steps(id?: JobId): readonly StepRecord[];
  /** Steps as `step.phase`. */
  trail(id?: JobId): string[];
  rows(): readonly OutboxRecord[];
  /** Sends everything that is due and settles it, as sync does. */
  drain(word?: (row: OutboxRecord) => RowResult): void;
}

/**
 * A program at whose desk clerk and holder agree to every face as soon as it is there (D10): a job that only waits for its face is not idle.
 * A program that was killed in the act stays dead.
 */
export function withFacesAgreed(
  stores: Pick<CardTestDeps['stores'], 'jobs'>,
  executor: CardExecutor,
): CardExecutor {
  const agree = async (): Promise<void> => {
    for (const job of stores.jobs.open())
      if (nextAction(job, stores.jobs.steps(job.id)) === 'confirmFace')
        await executor.confirmFace(job.id, { good: true }, actor).catch((thrown: unknown) => {
          if (!(thrown instanceof Error) || !/killed|has ended/.test(thrown.message)) throw thrown;
        });
    await executor.idle();
  };
  return {
    ...executor,
    async idle() {
      await executor.idle();
      await agree();
    },
    async resumeAll() {
      await executor.resumeAll();
      await agree();
    },
  };
}

/** One desk: `cards` blanks in hopper and feeder, an accepted case, a printer and an upstream that outlive the program. */
export function cardBench(
  options: CardExecutorOptions & {
    /** Clerk and holder agree to every face as soon as it is there (D10). Default: yes. */
    readonly facesAgreed?: boolean;
    readonly cards?: number;
    readonly permit?: Partial<PermitRecord>;
    /** The station has a personaliser (D6). */
    readonly writesChips?: boolean;
    /** It writes chips, and their keys are certified (9 steps 11–12). */
    readonly certifies?: boolean;
    /** Its card printer gives cards to visitors of the kiosk (E3). */
    readonly bezel?: boolean;
    /** Instead of the fake printer. */
    readonly devices?: Devices;
  } = {},
): CardBench {
  const count = options.cards ?? 3;
  const printer = fakePrinter(Array.from({ length: count }, (_, index) => fakeCard(index + 1)));
  printer.holds = options.bezel === true;
  const upstream = fakeUpstream();
  const deps = cardTestDeps(options.devices ?? printer, upstream, [
    ...(options.certifies === true ? [certifyingWriter] : options.writesChips === true ? [chipWriter] : []),
    ...(options.bezel === true ? [bezelPrinter] : []),
  ]);
  const { stores } = deps;
  const keyOf = (index: number): UnitKey => deps.crypto.unitKeyOf(cardNumberOf(index)) as UnitKey;
  const addUnit = (index: number): void =>
    stores.units.move(
      sampleUnit({ key: keyOf(index), tail: cardNumberOf(index).slice(-4), state: 'hopper' }),
      {
        unitKey: keyOf(index),
        from: null,
        to: 'hopper',
        at: deps.clock.iso(),
        by: 'Test Keeper',
        by2: 'Test Supervisor',
        jobId: null,
        reason: null,
        note: null,
      },
    );
  const addCase = (index: number, permit: Partial<PermitRecord> = {}): CaseRecord => {
    const permitNumber = permit.permitNumber ?? `TEST0000000${index}`;
    const snapshotId = `snapshot_${index}` as SnapshotId;
    const record = sampleCase({
      id: `case_${index}` as CaseId,
      number: `SZ50-20261125-000${index}`,
      state: 'accepted',
      verification: 'verifiedOnline',
      permitNumber,
      snapshotId,
      acceptedAt: deps.clock.iso(),
      endedAt: deps.clock.iso(),
    });
    stores.run(() => {
      stores.snapshots.insert(
        sampleSnapshot({ id: snapshotId, record: samplePermit({ permitNumber, ...permit }) }),
      );
      stores.cases.save(record);
    });
    return record;
  };
  stores.run(() => {
    stores.days.save(sampleDay());
    for (let index = 1; index <= count; index += 1) addUnit(index);
  });
  const first = addCase(1, options.permit);
  let lastJob: JobId | null = null;
  const idOf = (id: JobId | undefined): JobId => {
    const chosen = id ?? lastJob;
    if (chosen === null) throw new Error('no job yet');
    return chosen;
  };

  const attended = (executor: CardExecutor): CardExecutor =>
    options.facesAgreed === false ? executor : withFacesAgreed(stores, executor);

  const bench: CardBench = {
    deps,
    printer,
    upstream,
    caseId: first.id,
    reads: createHandOverReads(deps),
    executor: attended(createCardExecutor(deps, options)),
    get handlers() {
      return {
        ...cardHandlers(deps, bench.executor),
        ...handOverHandlers(deps, bench.executor, bench.reads),
      };
    },
    restart(next = {}) {
      bench.executor = attended(createCardExecutor(deps, next));
      return bench.executor;
    },
    keyOf,
    addCase,
    async start(channel = 'window', caseId = first.id) {
      const started = bench.executor.startJob({ caseId, channel, owner: actor.name, ownerId: actor.staffId });
      if (!started.ok) throw new Error(started.error.code);
      lastJob = started.value.id;
      await Promise.race([bench.executor.idle(), printer.killed]);
      return bench.job();
    },
    job(id) {
      const job = stores.jobs.get(idOf(id));
      if (job === null) throw new Error('the job is gone');
      return job;
    },
    steps: (id) => stores.jobs.steps(idOf(id)),
    trail: (id) => stores.jobs.steps(idOf(id)).map(({ step, phase }) => `${step}.${phase}`),
    rows: () => stores.outbox.list(1000),
    drain(word = upstream.take) {
      if (upstream.offline) return;
      for (;;) {
        const due = stores.outbox.due({ until: deps.clock.iso(), beyond: '9999' }, 100);
        if (due.length === 0) return;
        for (const row of due) {
          const result = word(row);
          stores.run(() => {
            stores.outbox.save(
              result.outcome === 'refused'
                ? { ...row, state: 'refused', refusal: result.reason }
                : { ...row, state: 'acked', receipt: result.receipt, ackedAt: deps.clock.iso() },
            );
            bench.executor.rowSettled(row, result);
          });
        }
      }
    },
  };
  return bench;
}
