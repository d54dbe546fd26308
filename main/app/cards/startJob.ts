import type { CaseId, JobId, StaffId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { fresh, hasEnded } from '../../domain/cards/jobReducer.ts';
import type { CaseRecord, JobRecord } from '../ports/stores.ts';
import { nowOf, systemActor, type CardActor } from './cardDeps.ts';
import { reasonsAgainst } from './cardStanding.ts';
import type { StepContext } from './stepContext.ts';

export interface JobWish {
  readonly caseId: CaseId;
  readonly channel: 'window' | 'kiosk';
  /** Display name of who answers for the job, or `kiosk`. */
  readonly owner: string;
  readonly ownerId: StaffId | null;
  /** For the audit chain; default: the program itself. */
  readonly actor?: CardActor;
}

/**
 * The card job of a case: the one that is open, a new attempt of one that failed or was wasted, or a new one. Errors:
 * forbidden (not at this station, or not at its kiosk: 3.15, 3.17), caseNotFound, and the first reason of canIssue.
 */
export function startJob(context: Pick<StepContext, 'deps' | 'journal'>, wish: JobWish): Result<JobRecord> {
  const { deps } = context;
  const { stores } = deps;
  const { acts, kioskMayIssue } = deps.profile;
  if (!acts.includes('issueCards') || (wish.channel === 'kiosk' && !kioskMayIssue))
    return failure('forbidden');
  const theCase = stores.cases.get(wish.caseId);
  if (theCase === null) return failure('caseNotFound');
  const existing = stores.jobs.latestOfCase(theCase.id);
  if (existing !== null && !hasEnded(existing)) return success(existing);
  const [reason] = reasonsAgainst(deps, theCase);
  if (reason !== undefined) return { ok: false, error: reason };
  const actor = wish.actor ?? systemActor;
  if (existing !== null)
    return againFor(context, existing, { owner: wish.owner, ownerId: wish.ownerId }, actor);

  const job = newJob(
    deps.ids.next('job') as JobId,
    theCase,
    holderNameOf(context, theCase),
    wish,
    nowOf(deps),
  );
  stores.run(() => {
    stores.jobs.save(job);
    stores.audit.append({
      at: job.startedAt,
      actor: actor.userName,
      surface: actor.surface,
      event: 'card.start',
      subject: job.id,
      detail: { caseId: job.caseId, channel: job.channel },
    });
  });
  deps.bus.emit('cardJobChanged', { jobId: job.id });
  return success(job);
}

/** A new attempt of a job that failed or was wasted (11.4). On the day of the first try it counts as the same start. */
export function againFor(
  { deps, journal }: Pick<StepContext, 'deps' | 'journal'>,
  job: JobRecord,
  owner: Pick<JobRecord, 'owner' | 'ownerId'>,
  by: CardActor,
): Result<JobRecord> {
  const day = deps.stores.days.current();
  const countAgain = day === null || job.endedAt === null || job.endedAt < day.openedAt;
  return journal.attempt(job.id, {
    events: [{ type: 'again', countAgain }],
    owner,
    by,
    audit: { event: 'card.again', detail: { from: job.state, attempt: job.attempt } },
  });
}

function holderNameOf({ deps }: Pick<StepContext, 'deps'>, theCase: CaseRecord): string {
  const holder = deps.stores.snapshots.get(theCase.snapshotId)?.record.holder;
  return [holder?.familyName, holder?.givenNames]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

function newJob(id: JobId, theCase: CaseRecord, holderName: string, wish: JobWish, at: string): JobRecord {
  return {
    ...fresh,
    id,
    caseId: theCase.id,
    caseNumber: theCase.number,
    permitNumber: theCase.permitNumber,
    holderName,
    channel: wish.channel,
    // A kiosk's job waits for its attendant (domain-rules 3.17).
    released: wish.channel === 'window',
    attempt: 1,
    owner: wish.owner,
    ownerId: wish.ownerId,
    startedAt: at,
    changedAt: at,
    visualOkAt: null,
    reportedAt: null,
    enabledAt: null,
    handedOverAt: null,
  };
}
