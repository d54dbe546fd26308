import type { CardStep, StepPhase } from '../../contract/cards.ts';
import type { JobId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { StepFacts } from '../../domain/cards/cardJob.ts';
import type { CardJobEvent } from '../../domain/cards/jobEvents.ts';
import { jobReducer } from '../../domain/cards/jobReducer.ts';
import type { Deps } from '../deps.ts';
import type { JobRecord, StepRecord } from '../ports/stores.ts';
import { nowOf, systemActor, type CardActor, type CardDeps } from './cardDeps.ts';

type WithoutAt<Event> = Event extends unknown ? Omit<Event, 'at'> : never;
/** An event of the reducer; the journal gives it its instant. */
export type NewEvent = WithoutAt<CardJobEvent>;

export interface NewStep {
  readonly step: CardStep;
  readonly phase: StepPhase;
  readonly detail?: Failure;
  readonly facts?: StepFacts;
}

/** One act on a job: everything in it is one durable commit, or nothing is. */
export interface JobChange {
  readonly steps?: readonly NewStep[];
  readonly events?: readonly NewEvent[];
  /** Who answers for the job from now on. */
  readonly owner?: Pick<JobRecord, 'owner' | 'ownerId'>;
  /** Stock and queue of the same commit. `before` still has the full number of the blank. */
  readonly also?: (before: JobRecord, after: JobRecord) => void;
  /** Event on the audit chain, e.g. `card.print.confirmed`. Default: one per step. */
  readonly audit?: { readonly event: string; readonly detail?: StepFacts };
  readonly by?: CardActor;
  readonly touches?: readonly ('stockChanged' | 'queueChanged')[];
}

export interface Written {
  readonly job: JobRecord;
  readonly records: readonly StepRecord[];
}

/** Writes a change inside a transaction of the caller. `wrongState`/`jobNotFound`: nothing was written. */
export function writeChange(
  deps: Pick<Deps, 'stores' | 'clock'>,
  jobId: JobId,
  change: JobChange,
): Result<Written> {
  const { jobs, audit } = deps.stores;
  const at = nowOf(deps);
  const before = jobs.get(jobId);
  if (before === null) return failure('jobNotFound');
  let job = before;
  for (const event of change.events ?? []) {
    const reduced = jobReducer(job, { ...event, at });
    if (!reduced.ok) return reduced;
    job = reduced.value;
  }
  job = { ...job, ...change.owner, changedAt: at };
  jobs.save(job);
  const records = (change.steps ?? []).map((step) =>
    jobs.appendStep({
      jobId,
      step: step.step,
      phase: step.phase,
      at,
      detail: step.detail ?? null,
      facts: step.facts ?? {},
    }),
  );
  change.also?.(before, job);
  followRejected(deps, before, change);
  const actor = change.by ?? systemActor;
  const entry = { at, actor: actor.userName, surface: actor.surface, subject: jobId };
  if (change.audit !== undefined)
    audit.append({ ...entry, event: change.audit.event, detail: change.audit.detail ?? {} });
  else
    for (const record of records)
      audit.append({
        ...entry,
        event: `card.${record.step}.${record.phase}`,
        detail: record.detail === null ? {} : { code: record.detail.code },
      });
  return success({ job, records });
}

/** A wasted card that left the printer lies in its reject box, or with whoever took it out by hand (domain-rules 10.3). */
function followRejected({ stores }: Pick<Deps, 'stores'>, job: JobRecord, change: JobChange): void {
  const left = change.events?.some(({ type }) => type === 'rejected') ?? false;
  if (!left || job.state !== 'wasted' || job.unitKey === null) return;
  const byHand =
    change.steps?.some(({ facts }) => facts?.['byHand'] === true || facts?.['cardIs'] === 'output') ?? false;
  stores.units.keepWaste(job.unitKey, byHand ? 'desk' : 'rejectBox');
}

/** Observer of committed steps; called right after the commit. */
export type OnJournalled = (record: StepRecord) => void;

export interface Journal {
  /** For the machine's own steps: a change that does not fit is a broken promise and throws. */
  commit(jobId: JobId, change: JobChange): JobRecord;
  /** For acts of people: one that does not fit the state is `wrongState`. */
  attempt(jobId: JobId, change: JobChange): Result<JobRecord>;
  /** An observer threw: the program counts as ended, nothing more is written. */
  readonly halted: boolean;
}

export function createJournal(deps: CardDeps, onJournalled: OnJournalled): Journal {
  let halted = false;
  const attempt = (jobId: JobId, change: JobChange): Result<JobRecord> => {
    if (halted) throw new Error('the card executor has ended');
    const written = deps.stores.run(() => writeChange(deps, jobId, change));
    if (!written.ok) return written;
    deps.bus.emit('cardJobChanged', { jobId });
    for (const name of change.touches ?? []) deps.bus.emit(name, {});
    for (const record of written.value.records) {
      try {
        onJournalled(record);
      } catch (ended) {
        halted = true;
        throw ended;
      }
    }
    return success(written.value.job);
  };
  return {
    attempt,
    commit(jobId, change) {
      const result = attempt(jobId, change);
      if (!result.ok) throw new Error(`a card step does not fit the job: ${result.error.code}`);
      return result.value;
    },
    get halted() {
      return halted;
    },
  };
}
