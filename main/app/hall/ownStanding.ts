import type { HallStanding } from '../../contract/hall.ts';
import { hallJobOf } from '../../domain/cards/hallStanding.ts';
import { isBeingChecked } from '../../domain/cases/decisions.ts';
import type { Deps } from '../deps.ts';
import type { OwnStanding } from '../ports/hall.ts';
import type { CaseRecord } from '../ports/stores.ts';

/** An accepted case whose card was not made counts as open for this long. */
const lookBackDays = 7;

const order = { none: 0, started: 1, locked: 2, made: 3 } as const;

/** What this station answers the others of its hall (A10): nothing that names or describes the person. */
export function ownStanding(deps: Pick<Deps, 'stores' | 'clock' | 'profile'>): OwnStanding {
  const { stores, clock, profile } = deps;
  const hasCard = (caseId: CaseRecord['id']): boolean =>
    stores.jobs.latestOfCase(caseId)?.state === 'handedOver';
  const isOpen = ({ state, id }: CaseRecord): boolean => {
    if (isBeingChecked(state) || state === 'held') return true;
    // Where no cards are made, an accepted case is done: its holder goes to the card window of the same hall.
    return state === 'accepted' && profile.acts.includes('issueCards') && !hasCard(id);
  };
  return (isPerson) => {
    const since = new Date(clock.now() - lookBackDays * 86_400_000).toISOString();
    const [furthest] = stores.jobs
      .open()
      .filter(({ permitNumber }) => isPerson(permitNumber))
      .map((job) => ({
        job: hallJobOf(job, stores.jobs.steps(job.id)),
        since: job.lockedAt ?? job.startedAt,
      }))
      .toSorted((a, b) => order[b.job] - order[a.job]);
    const theCase = stores.cases
      .list(since)
      .find((record) => isPerson(record.permitNumber) && isOpen(record));
    const openCase = theCase !== undefined;
    const standing: HallStanding = { openCase, job: 'none', since: theCase?.openedAt ?? null };
    return furthest === undefined ? standing : { openCase, ...furthest };
  };
}
