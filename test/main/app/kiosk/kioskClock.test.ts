import { describe, expect, it } from 'vitest';
import { pageTimes } from '../../../../main/domain/kiosk/kioskTimes.ts';
import { fixedClock, type FixedClock } from '../../helpers/index.ts';
import { setUp } from './kioskBench.ts';

describe('E2 G4 a clock that is put back under a visitor', () => {
  it('leaves nobody’s page standing: it ends after its own time at the latest', async () => {
    // Timers go by what passes, and only the hour that is told is another: as with a real clock.
    const passing = fixedClock();
    let off = 0;
    const clock: FixedClock = { ...passing, now: () => passing.now() + off };
    const { kiosk, toConfirm } = setUp({}, { clock });
    await toConfirm();
    off = -3 * 3_600_000;
    passing.advance(pageTimes.confirm.warnAfterMs);
    kiosk.touch({ type: 'finish' });
    expect(kiosk.view().person).toBeNull();

    const other = setUp({}, { clock: { ...clock, now: () => passing.now() + off } });
    await other.toConfirm();
    off -= 3 * 3_600_000;
    passing.advance(pageTimes.confirm.endAfterMs);
    expect(other.kiosk.view()).toMatchObject({ person: null, caseId: null });
    passing.advance(pageTimes.takeDocuments.endAfterMs);
    expect(other.kiosk.view().page).toBe('attract');
  });
});
