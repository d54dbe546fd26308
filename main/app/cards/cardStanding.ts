import type { JobId } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';
import { canIssue } from '../../domain/cases/decisions.ts';
import { refusals } from '../../domain/cases/standing.ts';
import { factsOfCase, hasLiveCard, type FactsDeps } from '../cases/factsOfCase.ts';
import type { CaseRecord } from '../ports/stores.ts';

/** Why a card that is made may not be given to its holder: the case was held, refused or revoked meanwhile (domain-rules 6.1, G9). Null = it may. */
export function reasonAgainstGiving(deps: Pick<FactsDeps, 'stores'>, jobId: JobId): Failure | null {
  const job = deps.stores.jobs.get(jobId);
  const theCase = job === null ? null : deps.stores.cases.get(job.caseId);
  return theCase === null ? null : (refusals('issueCard', theCase)[0] ?? null);
}

/** Why no card may be started for this case now, by the same rule that its screen shows; empty = allowed. */
export function reasonsAgainst(deps: FactsDeps, theCase: CaseRecord): readonly Failure[] {
  return canIssue(factsOfCase(deps, theCase), {
    snapshotLimitDays: deps.profile.snapshotLimitDays,
    liveCard: hasLiveCard(deps, theCase.permitNumber),
    dayOpen: deps.stores.days.current() !== null,
  }).reasons;
}
