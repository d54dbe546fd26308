import type { CardJobView, CardNextAction } from '../../contract/cards.ts';
import {
  defaultHoldLimits,
  dueAt,
  isPastCertificate,
  jobGroup,
  standsSince,
  wasInterrupted,
} from '../../domain/cards/jobBoard.ts';
import { unknownStepOf } from '../../domain/cards/nextStep.ts';
import type { Deps } from '../deps.ts';
import type { JobRecord, StepRecord } from '../ports/stores.ts';
import { cardLimitsOf } from './aheadCards.ts';
import { certifies } from './chipStation.ts';

export type BoardDeps = Pick<Deps, 'stores' | 'links' | 'profile' | 'clock'>;
type BoardFacts = Pick<
  CardJobView,
  'group' | 'since' | 'dueAt' | 'overdue' | 'refusedRow' | 'interrupted' | 'promise'
>;

/** What the board knows of a job beside its state: what it needs, since when, until when, and what upstream refused (D7, G1). */
export function boardFacts(
  deps: BoardDeps,
  job: JobRecord,
  steps: readonly StepRecord[],
  next: CardNextAction,
): BoardFacts {
  const refused = deps.stores.outbox
    .ofCase(job.caseId)
    .find((row) => row.jobId === job.id && (row.state === 'refused' || row.state === 'conflict'));
  const unknown = unknownStepOf(job, steps) !== null;
  const since = standsSince(job, steps, unknown);
  const hold = deps.profile.cardHoldLimits ?? defaultHoldLimits;
  const due = dueAt(job, since, unknown, { hold, cards: cardLimitsOf(deps) });
  return {
    group: jobGroup(job, next, refused !== undefined),
    since,
    dueAt: due,
    overdue: due !== null && deps.clock.now() > Date.parse(due),
    refusedRow:
      refused === undefined
        ? null
        : {
            kind: refused.kind,
            reason: refused.refusal ?? refused.state,
            owner: refused.owner,
            since: refused.lastAttemptAt ?? refused.createdAt,
          },
    interrupted: wasInterrupted(steps),
    promise: promiseOf(deps, job),
  };
}

/** The promise to the holder (D2): what still needs upstream and cannot have it now makes it `whenOnline`. */
export function promiseOf({ links, profile }: BoardDeps, job: JobRecord): CardJobView['promise'] {
  if (job.enabledAt !== null) return 'today';
  // A certificate is asked for with the card inside (13.6): without the card system no such card is made.
  const needsCards =
    job.lockedAt === null || (certifies({ profile }, job.channel) && !isPastCertificate(job));
  return links.online('queue') && (!needsCards || links.online('cards')) ? 'today' : 'whenOnline';
}
