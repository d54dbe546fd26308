import { failure, success, type Result } from '../../contract/result.ts';
import type { ClockMove, TrainingClock } from '../../contract/trainingClock.ts';
import { movedTo, type StationMove } from '../../domain/calendar/clockMove.ts';
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
  to: StationMove,
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

/** How far one move sets the computer's clock on: far beyond what the station follows by itself, and no night to sleep over. */
const computerStepMs = 3_600_000;

/**
 * Sets the computer's clock of a training station on, below what the station counts by: a jump that it holds until upstream or two people
 * confirm it (G4). Nothing is written here: what the station makes of the jump is its own to notice. Fails with forbidden on a production station.
 */
export function setTrainingComputer(
  { profile }: Pick<Deps, 'profile'>,
  computer: MovableClock | null,
): Result<{ readonly aheadMs: number }> {
  if (profile.mode !== 'training' || computer === null) return failure('forbidden');
  const aheadMs = computer.now() - computer.realNow() + computerStepMs;
  computer.setAhead(aheadMs);
  return success({ aheadMs });
}

/** Any move by a trainer. What it answers is ahead of the real time, and upstream lives by that: by the computer's step and the station's own. */
export function moveTraining(
  deps: MoveDeps,
  clocks: { readonly station: MovableClock | null; readonly computer: MovableClock | null },
  to: ClockMove,
): Result<TrainingClock> {
  const { station, computer } = clocks;
  const moved =
    to === 'computerHour' ? setTrainingComputer(deps, computer) : moveTrainingClock(deps, station, to);
  if (!moved.ok) return moved;
  if (station === null || computer === null) return failure('forbidden');
  const real = computer.realNow();
  const aheadMs = computer.now() - real + station.now() - station.realNow();
  return success({ now: new Date(real + aheadMs).toISOString(), aheadMs });
}
