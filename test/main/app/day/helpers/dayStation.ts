import type { ClosedDay } from '../../../../../main/contract/day.ts';
import type { StaffId, UnitKey } from '../../../../../main/contract/ids.ts';
import type { Result } from '../../../../../main/contract/result.ts';
import { dayHandlers } from '../../../../../main/app/day/dayHandlers.ts';
import type { Deps } from '../../../../../main/app/deps.ts';
import type { PresentCase } from '../../../../../main/app/day/gatherDay.ts';
import type { StaffRecord } from '../../../../../main/app/ports/stores.ts';
import {
  sampleCase,
  sampleJob,
  sampleSnapshot,
  sampleStaff,
  sampleUnit,
  testCaller,
  testDeps,
  type TestDeps,
} from '../../../helpers/index.ts';

export const bank = { bank: 'Test Bank', vendor: 'Test Vendor', cardClass: 'standard' } as const;
export const unitKey = (index: number): UnitKey => String(index).repeat(64).slice(0, 64) as UnitKey;

/** The day asks the case area only for the clock and the document rows. */
export const presentCase: PresentCase = ({ openedAt }) => ({
  clock: {
    receivedAt: openedAt,
    deadline: '2026-12-02',
    workingDaysLeft: 5,
    gapsToldAt: null,
    acceptedAt: null,
    breached: false,
  },
  documents: [],
});

export interface Station {
  readonly deps: TestDeps;
  readonly day: ReturnType<typeof dayHandlers>;
  readonly zhao: StaffRecord;
  readonly qian: StaffRecord;
  readonly clerk: StaffRecord;
  readonly keeper: StaffRecord;
  /** Gives up two minutes at a time, so that instants differ. */
  tick(): void;
}

export async function station(overrides: Partial<Pick<Deps, 'links'>> = {}): Promise<Station> {
  const deps = testDeps(overrides) as TestDeps;
  const password = await deps.crypto.hashPassword('right');
  const person = (name: string, roles: StaffRecord['roles']): StaffRecord => ({
    ...sampleStaff(roles, name),
    passwordHash: password,
  });
  const zhao = person('zhao', ['supervisor']);
  const qian = person('qian', ['supervisor']);
  const clerk = person('li', ['clerk']);
  const keeper = person('sun', ['stockKeeper']);
  deps.stores.run(() => {
    for (const staff of [zhao, qian, clerk, keeper]) deps.stores.staff.save(staff);
    for (const index of [1, 2, 3]) {
      deps.stores.units.move(sampleUnit({ key: unitKey(index), tail: `000${index}`, state: 'hopper' }), {
        unitKey: unitKey(index),
        from: null,
        to: 'hopper',
        at: deps.clock.iso(),
        by: 'seed',
        by2: null,
        jobId: null,
        reason: null,
        note: null,
      });
    }
  });
  const tick = (): void => deps.clock.advance(120_000);
  tick();
  const day = dayHandlers(deps, {
    presentCase,
  });
  return { deps, day, zhao, qian, clerk, keeper, tick };
}

export function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`expected success, got ${result.error.code}`);
  return result.value;
}
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
export const close = (reasons: Record<string, string> = {}, second = 'qian') => ({
  password: 'right',
  reasons,
  countersignature: { userName: second, password: 'right' },
});

/** One blank became a card that was checked by eye and waits to be reported. */
export function makeCard(
  { deps, clerk }: Station,
  decidedBy: StaffId | null = clerk.id,
  owner: StaffId | null = null,
): void {
  const at = deps.clock.iso();
  const job = sampleJob({
    state: 'pendingReport',
    batch: 'P1',
    ownerId: owner,
    unitKey: unitKey(1),
    unitTail: '0001',
    cardNumber: 'B00000001',
    startedAt: at,
    changedAt: at,
    visualOkAt: at,
  });
  deps.stores.run(() => {
    deps.stores.snapshots.insert(sampleSnapshot());
    deps.stores.cases.save(
      sampleCase({ state: 'accepted', openedAt: at, acceptedAt: at, endedAt: at, decidedById: decidedBy }),
    );
    deps.stores.jobs.save(job);
    deps.stores.jobs.appendStep({
      jobId: job.id,
      step: 'readBlank',
      phase: 'confirmed',
      at,
      detail: null,
      facts: { tail: '0001', again: false },
    });
    deps.stores.jobs.appendStep({
      jobId: job.id,
      step: 'print',
      phase: 'confirmed',
      at,
      detail: null,
      facts: { printedCards: 101 },
    });
    deps.stores.units.move(sampleUnit({ key: unitKey(1), tail: '0001', state: 'used', jobId: job.id }), {
      unitKey: unitKey(1),
      from: 'hopper',
      to: 'used',
      at,
      by: 'li',
      by2: null,
      jobId: job.id,
      reason: null,
      note: null,
    });
  });
}

export async function countedDay(
  counted = 2,
  overrides: Parameters<typeof station>[0] = {},
): Promise<Station> {
  const made = await station(overrides);
  value(await made.day.dayOpen({}, testCaller(made.zhao)));
  made.tick();
  makeCard(made);
  made.tick();
  value(await made.day.dayCount({ counts: [{ ...bank, counted }] }, testCaller(made.zhao)));
  return made;
}

/** A reason for everything that needs one now. */
export async function reasonsFor({ day, zhao }: Station): Promise<Record<string, string>> {
  const { exceptions } = value(await day.dayFigures({}, testCaller(zhao)));
  return Object.fromEntries(exceptions.map(({ key }) => [key, 'explained']));
}

/** Both sign the day that is counted. */
export async function closeAll(made: Station): Promise<ClosedDay> {
  return value(await made.day.dayClose(close(await reasonsFor(made)), testCaller(made.zhao)));
}
