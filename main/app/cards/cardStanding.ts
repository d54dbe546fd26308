import type { CardPurpose } from '../../contract/cards.ts';
import type { JobId } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';
import { canIssue } from '../../domain/cases/decisions.ts';
import { refusals } from '../../domain/cases/standing.ts';
import type { Deps } from '../deps.ts';
import { factsOfCase, hasLiveCard, type FactsDeps } from '../cases/factsOfCase.ts';
import { isFlagged } from '../kiosk/standing.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { cardHindrance } from '../records/recordsHindrance.ts';

/**
 * Why a card that is made may not be given to its holder: the case was held, refused or revoked meanwhile (domain-rules 6.1), or the feed says
 * that its permit has ended: it would have to be fetched back at once (G9). Null = it may.
 */
export function reasonAgainstGiving(
  deps: Pick<FactsDeps, 'stores'> & Pick<Deps, 'permits'>,
  jobId: JobId,
): Failure | null {
  const job = deps.stores.jobs.get(jobId);
  const theCase = job === null ? null : deps.stores.cases.get(job.caseId);
  if (job === null || theCase === null) return null;
  const status = deps.permits.byPermitNumber(job.permitNumber)?.record.status ?? 'valid';
  if (status !== 'valid') return { code: 'permitNotValid', detail: { status } };
  if (isFlagged(deps, theCase.id)) return { code: 'cabinetOpened' };
  return refusals('issueCard', theCase)[0] ?? null;
}

/**
 * Why no card may be started for this case now, by the same rule that its screen shows; empty = allowed. A card that its holder has stops a
 * `first` one only: whether it may be replaced, upstream says at the lock (D8).
 */
export function reasonsAgainst(
  deps: FactsDeps,
  theCase: CaseRecord,
  purpose: CardPurpose = 'first',
): readonly Failure[] {
  const records = cardHindrance(deps);
  const { reasons } = canIssue(factsOfCase(deps, theCase), {
    snapshotLimitDays: deps.profile.snapshotLimitDays,
    liveCard: hasLiveCard(deps, theCase.permitNumber, purpose),
    dayOpen: deps.stores.days.current() !== null,
    cabinetOpened: isFlagged(deps, theCase.id),
  });
  // First: nothing else counts on records that are not the newest, or by a clock that is behind them (I1, J1).
  return records === null ? reasons : [records, ...reasons];
}
