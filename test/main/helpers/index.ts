export { inspect, tamper } from './raw.ts';
export { fixedClock, type FixedClock } from './clock.ts';
export { testCaller, testDeps, type TestDeps } from './deps.ts';
export {
  healthSays,
  stubDevices,
  stubPaper,
  stubUpstream,
  notReadyChip,
  notReadyPrinter,
} from './outside.ts';
export type { StubDevices, StubUpstream } from './outside.ts';
export {
  sampleCase,
  sampleDay,
  sampleJob,
  samplePermit,
  samplePayload,
  sampleRow,
  sampleSnapshot,
  sampleStaff,
  sampleUnit,
  testProfile,
} from './samples.ts';
export { testPack } from './testPack.ts';
export { nativeBinding, openTestPermitCache, openTestStores, testKey, type TestStores } from './stores.ts';
export { countingIds, quickCrypto, recordingBus, recordingLog } from './system.ts';
export type { RecordingBus, RecordingLog } from './system.ts';
export { temporaryFolder } from './temporary.ts';
