import type { Result } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';

/** Longer than upstream's word is written down anew while it is in touch (pullStaff). */
const inTouchMs = 20 * 60_000;

/**
 * Moves the clock of a training station so that the leap itself is no time without upstream (G10): whoever upstream vouches for now, it
 * vouches for after the move. Offline nobody is kept, so that an expired sign-in can be shown by the clock.
 */
export function keepVouched<Value>(
  { stores, clock, links }: Pick<Deps, 'stores' | 'clock' | 'links'>,
  move: () => Result<Value>,
): Result<Value> {
  const before = clock.now();
  const online = links.online('queue');
  const moved = move();
  if (!moved.ok || !online) return moved;
  const kept = stores.staff
    .list()
    .filter(
      ({ confirmedAt }) => confirmedAt !== null && Math.abs(before - Date.parse(confirmedAt)) <= inTouchMs,
    );
  if (kept.length > 0)
    stores.run(() => {
      for (const person of kept)
        stores.staff.save({ ...person, confirmedAt: new Date(clock.now()).toISOString() });
    });
  return moved;
}
