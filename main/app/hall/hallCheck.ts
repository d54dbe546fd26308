import type { CardPlan } from '../../contract/cards.ts';
import type { Failure } from '../../contract/result.ts';
import {
  cardInHall,
  casesInHall,
  hallJobOf,
  planWithHall,
  type HallWord,
} from '../../domain/cards/hallStanding.ts';
import { hasEnded } from '../../domain/cards/jobReducer.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord, JobRecord } from '../ports/stores.ts';

type HallDeps = Pick<Deps, 'hall' | 'stores' | 'profile' | 'clock'>;

/** Our own side of the comparison. A job that has ended is none. */
function ourWord({ stores, profile, clock }: HallDeps, job: JobRecord | null): HallWord {
  const open = job !== null && !hasEnded(job) ? job : null;
  return {
    stationId: profile.stationId,
    openCase: true,
    job: open === null ? 'none' : hallJobOf(open, stores.jobs.steps(open.id)),
    since: open === null ? new Date(clock.now()).toISOString() : (open.lockedAt ?? open.startedAt),
  };
}

/** A plan with the word of the hall; as it is where the station belongs to none. */
export async function withHall(deps: HallDeps, theCase: CaseRecord, plan: CardPlan): Promise<CardPlan> {
  if (deps.hall === null) return plan;
  const said = await deps.hall.ask(theCase.permitNumber);
  return planWithHall(plan, said, ourWord(deps, deps.stores.jobs.latestOfCase(theCase.id)));
}

/** Asked right before a blank moves: why it may not; null = nobody of the hall has a card of this person that goes first. */
export async function hallHindrance(deps: HallDeps, job: JobRecord): Promise<Failure | null> {
  if (deps.hall === null) return null;
  const { answers } = await deps.hall.ask(job.permitNumber);
  return cardInHall(answers, ourWord(deps, job));
}

/**
 * A case was opened at the window: does another window have the person, too (A10)? What is found is audited by station and told; it stops
 * nothing.
 */
export async function warnOfHall(
  deps: HallDeps,
  record: CaseRecord,
  tell: (problem: Failure) => void,
): Promise<void> {
  if (deps.hall === null) return;
  const { answers } = await deps.hall.ask(record.permitNumber);
  const made = answers.filter(({ job }) => job !== 'none');
  const card = cardInHall(made, { ...ourWord(deps, null), since: null });
  const found = [
    ...(card === null ? [] : [card]),
    ...casesInHall(answers.filter(({ job }) => job === 'none')),
  ];
  if (found.length === 0) return;
  deps.stores.run(() =>
    found.forEach(({ code, detail }) =>
      deps.stores.audit.append({
        at: new Date(deps.clock.now()).toISOString(),
        actor: 'system',
        surface: 'system',
        event: 'hall.found',
        subject: record.id,
        detail: { code, station: String(detail?.['station'] ?? '') },
      }),
    ),
  );
  found.forEach(tell);
}
