import type { JobId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { WasteReason } from '../../contract/stock.ts';
import { nextAction, nextStep, unknownStepOf, wasReadBack } from '../../domain/cards/nextStep.ts';
import type { SeenByPerson } from '../../domain/cards/settle.ts';
import { checkWasteReason } from '../../domain/stock/unitMoves.ts';
import type { JobRecord } from '../ports/stores.ts';
import { isAtBezel, liesInBezel, offerAtBezel } from './atBezel.ts';
import type { CardActor } from './cardDeps.ts';
import { endUnit, queueCardRow, reportPayload } from './cardRows.ts';
import { reasonsAgainst } from './cardStanding.ts';
import { settleChange } from './settleChange.ts';
import { againFor } from './startJob.ts';
import type { StepContext } from './stepContext.ts';
import { releaseRejected } from './steps/rejectStep.ts';
import { wasteChange } from './wasteChange.ts';

export interface Verdict {
  readonly good: boolean;
  /** Default: printNotAccepted. */
  readonly reason?: WasteReason | undefined;
  readonly note?: string | undefined;
}
export interface Recipient {
  readonly recipient: 'holder' | 'agent';
  readonly idShown: string;
  readonly phone: string;
}

/** What people do to a card job. Each answers after its commit; what the machine does next happens in the background. */
export interface CardActs {
  /** Attendant at a kiosk, before the feed (3.17); from then on the attendant answers for the card. */
  release(jobId: JobId, by: CardActor): Result<JobRecord>;
  /** Good: the blank is used and the report queued. Not good: waste with a reason (9.23). Errors: wrongState, reasonMissing. */
  confirmVisual(jobId: JobId, verdict: Verdict, by: CardActor): Result<JobRecord>;
  /** The two questions of an unknown step (9.22). Error: wrongState when no step is unknown. */
  settle(jobId: JobId, seen: SeenByPerson, by: CardActor): Promise<Result<JobRecord>>;
  /** Goes on after a cause was removed, or makes a new attempt of a failed or wasted job. Never repeats a confirmed step. */
  resume(jobId: JobId, by: CardActor): Result<JobRecord>;
  /** Only an enabled card leaves the desk (13.8); one receipt per card (9.25). */
  handOver(jobId: JobId, recipient: Recipient, by: CardActor): Result<JobRecord>;
  /** The same receipt, and the card is taken at the bezel of a kiosk's printer, or pulled back (E3). Any other card: handOver. */
  give(jobId: JobId, recipient: Recipient, by: CardActor): Promise<Result<JobRecord>>;
}

export function createCardActs(parts: {
  readonly context: StepContext;
  readonly start: (jobId: JobId) => void;
  /** Resolves when the job is not running. */
  readonly settled: (jobId: JobId) => Promise<void>;
  readonly isRunning: (jobId: JobId) => boolean;
  /** A card has left the bezel: whoever waits for that printer goes on. */
  readonly printerFreed: () => void;
  /** The next run begins with clearing the printer's fault: a person has just removed its cause. */
  readonly resetFirst: (jobId: JobId) => void;
}): CardActs {
  const { context, start } = parts;
  const { deps, journal } = context;
  const { jobs } = deps.stores;

  const handOver: CardActs['handOver'] = (jobId, recipient, by) =>
    journal.attempt(jobId, {
      events: [{ type: 'handedOver' }],
      steps: [{ step: 'handOver', phase: 'confirmed', facts: { recipient: recipient.recipient } }],
      also: (before, after) =>
        queueCardRow(deps, before, 'handOver', { ...recipient, officer: by.name, at: after.handedOverAt }),
      by,
      touches: ['queueChanged'],
    });

  return {
    release(jobId, by) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (job.released) return failure('wrongState', { state: job.state });
      const released = journal.attempt(jobId, {
        events: [{ type: 'released' }],
        owner: { owner: by.name, ownerId: by.staffId },
        by,
        audit: { event: 'card.release' },
      });
      if (released.ok) start(jobId);
      return released;
    },

    confirmVisual(jobId, verdict, by) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (job.state !== 'printed') return failure('wrongState', { state: job.state });
      if (!verdict.good) {
        const reason = verdict.reason ?? 'printNotAccepted';
        const fit = checkWasteReason(reason, verdict.note);
        if (!fit.ok) return fit;
        const wasted = journal.attempt(
          jobId,
          wasteChange(deps, { step: 'visual', reason, note: verdict.note ?? null, place: 'desk', by }),
        );
        if (wasted.ok) parts.printerFreed();
        return wasted;
      }
      return journal.attempt(jobId, {
        events: [
          // A kiosk's card stays where its holder will take it; any other is in the officer's hand once it was looked at.
          { type: 'visualGood', place: liesInBezel(deps, job) ? 'output' : 'desk' },
          { type: 'reportQueued' },
        ],
        steps: [
          { step: 'visual', phase: 'confirmed' },
          { step: 'report', phase: 'intent' },
        ],
        also: (before) => {
          endUnit(deps, before, 'used', { by, reason: null, note: null });
          queueCardRow(deps, before, 'report', reportPayload(before, wasReadBack(jobs.steps(jobId))));
        },
        by,
        touches: ['stockChanged', 'queueChanged'],
      });
    },

    async settle(jobId, seen, by) {
      await parts.settled(jobId);
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      const step = unknownStepOf(job, jobs.steps(jobId));
      if (step === null) return failure('wrongState', { state: job.state });
      const settled = journal.attempt(jobId, settleChange(context, job, step, seen, by));
      if (!settled.ok) return settled;
      if (step === 'reject') await releaseRejected(context, settled.value);
      parts.resetFirst(jobId);
      start(jobId);
      return settled;
    },

    resume(jobId, by) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (parts.isRunning(jobId)) return success(job);
      const next = nextStep(job, jobs.steps(jobId));
      if (nextAction(job, jobs.steps(jobId)) === 'resume' && next.kind === 'wait') {
        const theCase = deps.stores.cases.get(job.caseId);
        const [reason] = theCase === null ? [] : reasonsAgainst(deps, theCase);
        if (reason !== undefined) return { ok: false, error: reason };
        const again = againFor(context, job, { owner: by.name, ownerId: by.staffId }, by);
        if (again.ok) start(jobId);
        return again;
      }
      // A queued row goes on by itself; saying so twice harms nothing.
      if (next.kind === 'wait')
        return next.for === 'upstream' ? success(job) : failure('wrongState', { state: job.state });
      if (next.step !== 'lock') parts.resetFirst(jobId);
      const noted = journal.attempt(jobId, {
        by,
        audit: { event: 'card.resume', detail: { step: next.step } },
      });
      if (noted.ok) start(jobId);
      return noted;
    },

    handOver,

    async give(jobId, recipient, by) {
      const job = jobs.get(jobId);
      if (job === null || !isAtBezel(deps, job)) return handOver(jobId, recipient, by);
      const given = await offerAtBezel(context, jobId, recipient, by, () => handOver(jobId, recipient, by));
      parts.printerFreed();
      return given;
    },
  };
}
