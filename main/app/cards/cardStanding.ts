import type { Failure } from '../../contract/result.ts';
import { hasEnded } from '../../domain/cards/jobReducer.ts';
import { reasonsAgainstCard } from '../../domain/cards/cardAllowed.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { CardDeps } from './cardDeps.ts';

const dayMs = 86_400_000;

/** Why no card may be made for this case now; empty = allowed. Its own open job is no reason. */
export function reasonsAgainst(
  deps: Pick<CardDeps, 'stores' | 'clock' | 'profile' | 'packs'>,
  theCase: CaseRecord,
): Failure[] {
  const snapshot = deps.stores.snapshots.get(theCase.snapshotId);
  if (snapshot === null) throw new Error('a case without its permit snapshot');
  const pack = deps.packs.byVersion(theCase.packVersion) ?? deps.packs.newest();
  const others = deps.stores.jobs.ofPermit(theCase.permitNumber).filter((job) => job.caseId !== theCase.id);
  const mine = deps.stores.jobs.latestOfCase(theCase.id);
  return reasonsAgainstCard({
    caseState: theCase.state,
    record: snapshot.record,
    snapshotAgeDays: Math.max(0, Math.floor((deps.clock.now() - Date.parse(snapshot.fetchedAt)) / dayMs)),
    snapshotLimitDays: deps.profile.snapshotLimitDays,
    verifiedOnline: theCase.verification === 'verifiedOnline',
    uninsuredMayGetCard: pack.uninsuredMayGetCard,
    otherCard:
      mine?.state === 'handedOver' || others.some((job) => !hasEnded(job) || job.state === 'handedOver'),
  });
}
