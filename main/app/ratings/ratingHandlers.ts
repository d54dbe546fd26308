import type { StaffId } from '../../contract/ids.ts';
import type { ratingMethods } from '../../contract/methods/ratingMethods.ts';
import type { RatingFollowUp, RatingLevel } from '../../contract/ratings.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { workingDaysBetween } from '../../domain/documents/legalClock.ts';
import { mayBeRated } from '../../domain/ratings/ratings.ts';
import { actorOf } from '../cases/actor.ts';
import { audit } from '../cases/saveCase.ts';
import type { Handlers } from '../deps.ts';
import { createReadAudit } from '../people/readAudit.ts';
import type { RatingRecord } from '../ports/ratings.ts';
import type { RatingDeps } from './giveRating.ts';
import type { RatingDesk } from './ratingSheet.ts';

/** Ratings at window and kiosk, and what follows a poor one (C6). Who was rated sees nothing of it, whatever their role (6.7). */
export function ratingHandlers(
  deps: RatingDeps,
  parts: {
    readonly desk: RatingDesk;
    /** The kiosk's own session knows whom it asks. */
    readonly rateAtKiosk: (level: RatingLevel) => Result<void>;
  },
): Handlers<keyof typeof ratingMethods> {
  const { stores, clock } = deps;
  const { desk } = parts;
  const auditRead = createReadAudit(deps);
  const done = (result: Result<void>): Result<Record<string, never>> => (result.ok ? success({}) : result);
  const followUp = (rating: RatingRecord): RatingFollowUp => {
    const { id, caseId, caseNumber, level, givenAt, closed } = rating;
    const dueOn = rating.dueOn ?? '';
    const { calendar } = deps.packs.newest();
    const workingDaysLeft = workingDaysBetween(shanghaiDate(clock.now()), dueOn, calendar);
    return { id, caseId, caseNumber, level, givenAt, dueOn, workingDaysLeft, closed };
  };
  const mayKnow = (rating: RatingRecord, reader: StaffId | null): boolean =>
    rating.dueOn !== null && reader !== null && !rating.officers.includes(reader);

  return {
    ratingState: ({ caseId }) => {
      const record = stores.cases.get(caseId);
      if (!record) return failure('caseNotFound');
      if (stores.ratings.ofCase(caseId) !== null) return success({ state: 'rated' });
      return success({ state: mayBeRated(record) ? 'notRated' : 'notYet' });
    },
    ratingAsk: ({ caseId }, { staff }) => desk.ask(caseId, actorOf(staff)),
    ratingSheet: () => success(desk.sheet()),
    ratingGive: ({ level }, { surface }) =>
      done(surface === 'kiosk' ? parts.rateAtKiosk(level) : desk.give(level)),
    ratingDecline: () => {
      desk.decline();
      return success({});
    },
    ratingFollowUps: ({ openOnly }, { staff }) => {
      const found = stores.ratings
        .followUps()
        .filter((rating) => mayKnow(rating, staff?.id ?? null))
        .filter(({ closed }) => !openOnly || closed === null);
      auditRead(actorOf(staff), 'read.ratingFollowUps', 'ratings');
      return success(found.map(followUp));
    },
    ratingFollowUpClose: ({ ratingId, note }, { staff }) => {
      const actor = actorOf(staff);
      const closed = stores.run((): Result<RatingRecord> => {
        const rating = stores.ratings.get(ratingId);
        // A refusal that says more would tell that there is one.
        if (rating === null || !mayKnow(rating, actor.staffId)) return failure('followUpNotFound');
        if (rating.closed !== null) return failure('followUpClosed');
        const at = new Date(clock.now()).toISOString();
        const next = { ...rating, closed: { at, by: actor.name, note } };
        stores.ratings.save(next);
        audit(deps, actor, 'rating.followUpClosed', ratingId);
        return success(next);
      });
      if (!closed.ok) return closed;
      deps.bus.emit('ratingChanged', {});
      return success(followUp(closed.value));
    },
  };
}
