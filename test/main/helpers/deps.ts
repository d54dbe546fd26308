import { fileURLToPath } from 'node:url';
import type { Caller, Deps } from '../../../main/app/deps.ts';
import type { StaffRecord } from '../../../main/app/ports/stores.ts';
import { createExports } from '../../../main/infra/exports/createExports.ts';
import { createPictures } from '../../../main/infra/photo/createPictures.ts';
import type { Surface } from '../../../main/contract/access.ts';
import { fixedClock, type FixedClock } from './clock.ts';
import { stubDevices, stubPaper, stubUpstream, type StubDevices, type StubUpstream } from './outside.ts';
import { testProfile } from './samples.ts';
import { testPack } from './testPack.ts';
import { openTestPermitCache, openTestStores, type TestStores } from './stores.ts';
import {
  countingIds,
  quickCrypto,
  recordingBus,
  recordingLog,
  type RecordingBus,
  type RecordingLog,
} from './system.ts';

const fontsDir = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** The parts a test can steer; each may be replaced. */
export type TestDeps = Omit<Deps, 'clock' | 'bus' | 'log' | 'stores' | 'permits' | 'upstream' | 'devices'> & {
  readonly clock: FixedClock;
  readonly bus: RecordingBus;
  readonly log: RecordingLog;
  readonly stores: TestStores;
  readonly permits: ReturnType<typeof openTestPermitCache>;
  readonly upstream: StubUpstream;
  readonly devices: StubDevices;
};

/** A part that a test gives has the type it was given with; the others are the ones that can be steered. */
type With<Overrides> = {
  readonly [Name in keyof TestDeps]: Name extends keyof Overrides
    ? undefined extends Overrides[Name]
      ? TestDeps[Name]
      : Overrides[Name]
    : TestDeps[Name];
};

/** Real stores and cache on fresh files; everything outside is a stub: upstream offline, no device ready, time standing still. */
export function testDeps<Overrides extends Partial<Deps> = object>(overrides?: Overrides): With<Overrides> {
  const base: TestDeps = {
    profile: testProfile,
    version: '0.0.0-test',
    packs: {
      newest: () => testPack,
      byVersion: (version) => (version === testPack.version ? testPack : null),
    },
    clock: fixedClock(),
    ids: countingIds(),
    crypto: quickCrypto(),
    stores: openTestStores(),
    disk: { room: () => ({ freeBytes: null, writable: true }) },
    permits: openTestPermitCache(),
    upstream: stubUpstream(),
    devices: stubDevices(),
    paper: stubPaper(),
    exports: createExports({ fontsDir, workersDir: null }),
    pictures: createPictures(null),
    bus: recordingBus(),
    log: recordingLog(),
    hall: null,
    links: { list: () => [], online: () => false },
  };
  return { ...base, ...overrides } as With<Overrides>;
}

/** A port with that person signed in (or nobody). */
export function testCaller(
  staff: StaffRecord | null = null,
  surface: Surface = 'window',
): Caller & { readonly staff: StaffRecord | null } {
  let current = staff;
  return {
    surface,
    get staff() {
      return current;
    },
    bind: (next) => {
      current = next;
    },
  };
}
