import type { CaseId } from '../../contract/ids.ts';
import type { RatingLevel, RatingSheet } from '../../contract/ratings.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { sheetTimes } from '../../domain/ratings/ratings.ts';
import type { Actor } from '../cases/actor.ts';
import { audit } from '../cases/saveCase.ts';
import { giveRating, ratingRefusal, type RatingDeps } from './giveRating.ts';

type Open =
  | { readonly page: 'ask'; readonly caseId: CaseId; readonly caseNumber: string; readonly endsAt: number }
  | { readonly page: 'thanks'; readonly endsAt: number };

/** The visitor's sheet on the window's screen (C6). In memory: a restart is an answer that was not given. */
export interface RatingDesk {
  sheet(): RatingSheet;
  /** Fails with caseNotFound, ratingNotYet, ratingDone. */
  ask(caseId: CaseId, actor: Actor): Result<RatingSheet>;
  /** Fails with wrongState when no question is on the screen, and as `giveRating` does. */
  give(level: RatingLevel): Result<void>;
  decline(): void;
  close(): void;
}

export function createRatingDesk(deps: RatingDeps): RatingDesk {
  let open: Open | null = null;
  let timer: { cancel(): void } | null = null;

  const show = (next: Open | null): void => {
    timer?.cancel();
    open = next;
    timer =
      next === null
        ? null
        : deps.clock.setTimer(Math.max(0, next.endsAt - deps.clock.now()), () => show(null));
    deps.bus.emit('ratingChanged', {});
  };
  const thank = (): void => show({ page: 'thanks', endsAt: deps.clock.now() + sheetTimes.thanksMs });
  const sheet = (): RatingSheet => {
    if (open === null) return { page: 'closed' };
    const endsAt = new Date(open.endsAt).toISOString();
    return open.page === 'ask'
      ? { page: 'ask', caseNumber: open.caseNumber, endsAt }
      : { page: 'thanks', endsAt };
  };

  return {
    sheet,
    ask(caseId, actor) {
      const record = deps.stores.cases.get(caseId);
      if (!record) return failure('caseNotFound');
      const refused = ratingRefusal(deps, record);
      if (refused) return { ok: false, error: refused };
      deps.stores.run(() => audit(deps, actor, 'rating.asked', caseId));
      show({
        page: 'ask',
        caseId,
        caseNumber: record.number,
        endsAt: deps.clock.now() + sheetTimes.askMs,
      });
      return success(sheet());
    },
    give(level) {
      if (open?.page !== 'ask')
        return failure('wrongState', { state: open === null ? 'notAsked' : 'thanks' });
      const given = giveRating(deps, open.caseId, level, 'window');
      // A question that can never be answered does not stay on the screen.
      if (given.ok) thank();
      else show(null);
      return given;
    },
    decline() {
      if (open?.page === 'ask') show(null);
    },
    close: () => {
      timer?.cancel();
      timer = null;
      open = null;
    },
  };
}
