import type { CaseId, RatingId, StaffId } from '../../contract/ids.ts';
import type { RatingLevel } from '../../contract/ratings.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { followUpDue, isPoor, mayBeRated } from '../../domain/ratings/ratings.ts';
import type { Actor } from '../cases/actor.ts';
import { packOf } from '../cases/factsOfCase.ts';
import { audit } from '../cases/saveCase.ts';
import type { Deps } from '../deps.ts';
import type { RatingRecord } from '../ports/ratings.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';

export type RatingDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'bus' | 'packs'>;

/** Why this case cannot be rated now; null = it can. */
export function ratingRefusal({ stores }: Pick<Deps, 'stores'>, record: CaseRecord): Failure | null {
  if (stores.ratings.ofCase(record.id) !== null) return { code: 'ratingDone' };
  return mayBeRated(record) ? null : { code: 'ratingNotYet' };
}

/** Everybody whose work the visitor may have meant: who opened the case, who decided, who answers for its card. */
function officersOf({ stores }: Pick<Deps, 'stores'>, record: CaseRecord): readonly StaffId[] {
  const decided = stores.decisions.ofCase(record.id).map(({ byId }) => byId);
  const card = stores.jobs.latestOfCase(record.id)?.ownerId ?? null;
  const all = [record.openedById, record.decidedById, ...decided, card];
  return [...new Set(all.filter((id) => id !== null))];
}

/**
 * Stores what a visitor says about a case, once, with the row that reports it (C6; domain-rules 13.11). The level is on no audit line and in
 * no log: it stands in the rating and in the row alone. Fails with caseNotFound, ratingDone, ratingNotYet.
 */
export function giveRating(
  deps: RatingDeps,
  caseId: CaseId,
  level: RatingLevel,
  channel: RatingRecord['channel'],
): Result<void> {
  const { stores } = deps;
  const given = stores.run((): Result<void> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    const refused = ratingRefusal(deps, record);
    if (refused) return { ok: false, error: refused };
    const givenAt = new Date(deps.clock.now()).toISOString();
    const rowId = enqueue(deps, {
      kind: 'rating.given',
      caseId,
      caseNumber: record.number,
      payload: { level, channel, givenAt },
      owner: 'system',
    });
    const id = deps.ids.next('rating') as RatingId;
    stores.ratings.save({
      id,
      caseId,
      caseNumber: record.number,
      level,
      channel,
      givenAt,
      officers: officersOf(deps, record),
      rowId,
      dueOn: isPoor(level) ? followUpDue(givenAt, packOf(deps, record).calendar) : null,
      closed: null,
    });
    audit(deps, visitor(channel), 'rating.given', caseId, { rating: id });
    return success();
  });
  if (!given.ok) return given;
  deps.bus.emit('ratingChanged', {});
  deps.bus.emit('queueChanged', {});
  return given;
}

/** Nobody who is signed in: the screen is the visitor's. */
const visitor = (surface: RatingRecord['channel']): Actor => ({
  name: 'visitor',
  userName: 'visitor',
  staffId: null,
  surface,
});
