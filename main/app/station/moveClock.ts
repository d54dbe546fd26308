import { failure, success, type Result } from '../../contract/result.ts';
import type { ClockMove, TrainingClock } from '../../contract/trainingClock.ts';
import { movedTo } from '../../domain/calendar/clockMove.ts';
import { shanghaiTime } from '../../domain/calendar/shanghai.ts';
import type { Deps } from '../deps.ts';
import type { MovableClock } from '../ports/system.ts';

type MoveDeps = Pick<Deps, 'profile' | 'packs' | 'stores' | 'bus'>;

/**
 * Puts the clock of a training station forward, or back to the computer's own, but never behind what the journal says has happened: rows
 * keep their order of time. To everything else this is what it would be if somebody had set the computer's clock. The move stands in the
 * journal at the time that was left, so that a move alone can be taken back. Fails with forbidden on a production station, whose clock is
 * nobody's to move, and clockBehindRecords.
 */
export function moveTrainingClock(
  deps: MoveDeps,
  clock: MovableClock | null,
  to: ClockMove,
): Result<TrainingClock> {
  const { profile, packs, stores, bus } = deps;
  if (profile.mode !== 'training' || clock === null) return failure('forbidden');
  const [nowMs, realMs] = [clock.now(), clock.realNow()];
  const target = movedTo(to, { nowMs, realMs }, packs.newest().calendar);
  const latest = stores.audit.latestAt();
  if (latest !== null && target < Date.parse(latest))
    return failure('clockBehindRecords', { newest: shanghaiTime(latest) });
  const aheadMs = target - realMs;
  // A step back that is written at the time it leaves would itself lie behind the clock.
  const at = new Date(Math.min(nowMs, target)).toISOString();
  stores.run(() =>
    stores.audit.append({
      at,
      actor: 'system',
      surface: 'system',
      event: 'training.clockMoved',
      subject: 'clock',
      detail: { to, aheadMs },
    }),
  );
  clock.setAhead(aheadMs);
  bus.emit('clockMoved', {});
  return success({ now: new Date(clock.now()).toISOString(), aheadMs });
}
