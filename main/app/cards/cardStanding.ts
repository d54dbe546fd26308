import type { Failure } from '../../contract/result.ts';
import { canIssue } from '../../domain/cases/decisions.ts';
import { factsOfCase, hasLiveCard, type FactsDeps } from '../cases/factsOfCase.ts';
import type { CaseRecord } from '../ports/stores.ts';

/** Why no card may be started for this case now, by the same rule that its screen shows; empty = allowed. */
export function reasonsAgainst(deps: FactsDeps, theCase: CaseRecord): readonly Failure[] {
  return canIssue(factsOfCase(deps, theCase), {
    snapshotLimitDays: deps.profile.snapshotLimitDays,
    liveCard: hasLiveCard(deps, theCase.permitNumber),
    dayOpen: deps.stores.days.current() !== null,
  }).reasons;
}
