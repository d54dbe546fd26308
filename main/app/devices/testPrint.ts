import type { DeviceCompletion, DeviceConfig, PaperState } from '../../contract/devices.ts';
import { testsOf } from '../../domain/devices/deviceTests.ts';
import { testPage, testReceipt } from '../../domain/devices/testPapers.ts';
import type { Deps } from '../deps.ts';

export interface TestPrint {
  readonly completion: DeviceCompletion;
  /** False where nothing was to be printed, or nothing was. */
  readonly printed: boolean;
  readonly paper: PaperState | null;
}

const printMs = 20_000;
const shanghaiMs = 8 * 3_600_000;

/**
 * A test print where one costs nothing but paper. The port prints on the first printer of a screen: another one is refused rather than
 * tried on the wrong machine.
 */
export async function runTestPrint(
  deps: Pick<Deps, 'profile' | 'devices' | 'clock'>,
  config: DeviceConfig,
): Promise<TestPrint> {
  const { profile, devices } = deps;
  const paper = {
    stationId: profile.stationId,
    nameZh: profile.nameZh,
    nameEn: profile.nameEn,
    deviceId: config.id,
    at: new Date(deps.clock.now() + shanghaiMs).toISOString().slice(0, 16).replace('T', ' '),
  };
  const firstOf = (same: (other: DeviceConfig) => boolean): boolean =>
    profile.devices.find((other) => other.kind === config.kind && same(other))?.id === config.id;
  const refused: TestPrint = { completion: { code: 'unsupportedCommand' }, printed: false, paper: null };
  switch (testsOf[config.kind].print) {
    case 'receipt': {
      if (!firstOf(({ surface }) => surface === config.surface)) return refused;
      const facts = await devices.printReceipt(config.surface, testReceipt(paper), printMs);
      return {
        completion: facts.completion,
        printed: facts.completion.code === 'success',
        paper: facts.paper,
      };
    }
    case 'page': {
      if (!firstOf(() => true)) return refused;
      const { completion } = await devices.printDocument(
        { name: 'test page', pdf: testPage(paper), copies: 1 },
        printMs,
      );
      return { completion, printed: completion.code === 'success', paper: null };
    }
    case 'status': {
      const { completion } = await devices.printerFacts(printMs, config.surface);
      return { completion, printed: false, paper: null };
    }
    case null:
      return refused;
  }
}
