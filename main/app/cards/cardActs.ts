import type { BezelSeen } from '../../contract/handOver.ts';
import type { JobId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { WasteReason } from '../../contract/stock.ts';
import type { StepFacts } from '../../domain/cards/cardJob.ts';
import { isPulledBack } from '../../domain/cards/jobReducer.ts';
import { certificationOf } from '../../domain/cards/certificates.ts';
import { nextAction, nextStep, unknownStepOf, wasReadBack } from '../../domain/cards/nextStep.ts';
import type { SeenByPerson } from '../../domain/cards/settle.ts';
import { checkWasteReason } from '../../domain/stock/unitMoves.ts';
import type { JobRecord } from '../ports/stores.ts';
import { tooOldNow } from './aheadCards.ts';
import { bezelChange, isAtBezel, isOfferUnknown, liesInBezel, offerAtBezel } from './atBezel.ts';
import type { CardActor } from './cardDeps.ts';
import { endUnit, queueCardRow, reportPayload } from './cardRows.ts';
import { reasonsAgainst } from './cardStanding.ts';
import { feeOwed } from './fees.ts';
import { giveUp } from './giveUp.ts';
import { releaseUpstream } from './releaseUpstream.ts';
import type { PreparedReceipt } from './prepareHandOver.ts';
import { settleChange } from './settleChange.ts';
import { againFor } from './startJob.ts';
import type { StepContext } from './stepContext.ts';
import { releaseRejected } from './steps/rejectStep.ts';
import { wasteChange } from './wasteChange.ts';
import { writeReceipt } from './writeReceipt.ts';

export interface Verdict {
  readonly good: boolean;
  /** Default: printNotAccepted. */
  readonly reason?: WasteReason | undefined;
  readonly note?: string | undefined;
}

export interface FaceVerdict {
  readonly good: boolean;
  readonly note?: string | undefined;
}

export type StoredAt = { readonly to: 'safe'; readonly label: string } | { readonly to: 'desk' };

/** What the journal keeps of a receipt: nothing of a person. */
const receiptFacts = ({ receipt }: PreparedReceipt): StepFacts => ({
  recipient: receipt.recipient,
  identity: receipt.identity.how,
  proof: receipt.proof.kind,
  pin: receipt.pin,
});

/** What people do to a card job. Each answers after its commit; what the machine does next happens in the background. */
export interface CardActs {
  /** Attendant at a kiosk, before the feed (3.17); from then on the attendant answers for the card. */
  release(jobId: JobId, by: CardActor): Result<JobRecord>;
  /** A card that was fetched ahead is made now (D2); from then on this person answers for it. Error: wrongState. */
  begin(jobId: JobId, by: CardActor): Result<JobRecord>;
  /**
   * The face that clerk and holder looked at together, before a blank is touched (D10). Good: the job goes on. Not good: it fails with the note,
   * and upstream is unlocked. Errors: wrongState, reasonMissing.
   */
  confirmFace(jobId: JobId, verdict: FaceVerdict, by: CardActor): Promise<Result<JobRecord>>;
  /** Nobody wants this card any more, before a blank was touched; upstream is unlocked (9.21). Errors: wrongState, reasonMissing. */
  giveUp(jobId: JobId, note: string, by: CardActor): Promise<Result<JobRecord>>;
  /** Good: the blank is used and the report queued. Not good: waste with a reason (9.23). Errors: wrongState, reasonMissing. */
  confirmVisual(jobId: JobId, verdict: Verdict, by: CardActor): Result<JobRecord>;
  /** The two questions of an unknown step (9.22). Error: wrongState when no step is unknown. */
  settle(jobId: JobId, seen: SeenByPerson, by: CardActor): Promise<Result<JobRecord>>;
  /**
   * Goes on after a cause was removed, or makes a new attempt of a failed or wasted job. Never repeats a confirmed step. `second`: user name of
   * who signed for a card that is made again (C4). Errors: countersignatureNeeded.
   */
  resume(jobId: JobId, by: CardActor, second?: string): Result<JobRecord>;
  /** Only an enabled card leaves the desk (13.8); one receipt per card (9.25). */
  handOver(jobId: JobId, receipt: PreparedReceipt, by: CardActor): Result<JobRecord>;
  /** The same receipt, and the card is taken at the bezel of a kiosk's printer, or pulled back (E3). Any other card: handOver. */
  give(jobId: JobId, receipt: PreparedReceipt, by: CardActor): Promise<Result<JobRecord>>;
  /** What people found after an offer whose outcome is unknown (9.22). Error: wrongState, also while the card is being offered. */
  settleHandOver(jobId: JobId, seen: BezelSeen, by: CardActor): Result<JobRecord>;
  /** Into the safe, or out of it to the desk (9.25). Error: wrongState. */
  store(jobId: JobId, to: StoredAt, by: CardActor): Result<JobRecord>;
  /** A card that was lost in the making and is not found: waste with the reason, so that another may be made. Error: wrongState. */
  declareLost(jobId: JobId, note: string, by: CardActor): Result<JobRecord>;
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

  /** Cards that are being offered at a bezel at this moment. */
  const offered = new Set<JobId>();

  const handOver: CardActs['handOver'] = (jobId, prepared, by) =>
    journal.attempt(jobId, {
      events: [{ type: 'handedOver' }],
      steps: [{ step: 'handOver', phase: 'confirmed', facts: receiptFacts(prepared) }],
      also: (before, after) =>
        writeReceipt(deps, before, after.handedOverAt ?? after.changedAt, prepared, by),
      by,
      touches: ['queueChanged'],
    });

  return {
    release(jobId, by) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (job.released) return failure('wrongState', { state: job.state });
      const owed = feeOwed(deps, job);
      if (owed !== null) return { ok: false, error: owed };
      const released = journal.attempt(jobId, {
        events: [{ type: 'released' }],
        // Whoever releases a locked card compared its face with the holder.
        ...(job.state === 'locked' && { steps: [{ step: 'face', phase: 'confirmed' }] }),
        owner: { owner: by.name, ownerId: by.staffId },
        by,
        audit: { event: 'card.release' },
      });
      if (released.ok) start(jobId);
      return released;
    },

    begin(jobId, by) {
      const job = jobs.get(jobId);
      // The holder should look at data that may still be printed: over the limit upstream is asked first, offline it is said at once.
      const old = job === null || job.begun || job.state !== 'locked' ? null : tooOldNow(deps, job);
      if (old !== null && !deps.links.online('cards')) return { ok: false, error: old };
      const begun = journal.attempt(jobId, {
        events: [{ type: 'begun' }, ...(old === null ? [] : [{ type: 'askAgain' } as const])],
        owner: { owner: by.name, ownerId: by.staffId },
        by,
        audit: { event: 'card.begin' },
      });
      if (begun.ok) start(jobId);
      return begun;
    },

    async confirmFace(jobId, { good, note }, by) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (nextAction(job, jobs.steps(jobId)) !== 'confirmFace')
        return failure('wrongState', { state: job.state });
      if (good) {
        const owed = feeOwed(deps, job);
        if (owed !== null) return { ok: false, error: owed };
        const confirmed = journal.attempt(jobId, {
          events: [{ type: 'faceConfirmed' }],
          steps: [{ step: 'face', phase: 'confirmed' }],
          by,
        });
        if (confirmed.ok) start(jobId);
        return confirmed;
      }
      if (note === undefined || note === '') return failure('reasonMissing');
      const problem: Failure = { code: 'faceNotAccepted', detail: { note } };
      const failed = journal.attempt(jobId, {
        events: [{ type: 'failed', problem }],
        steps: [{ step: 'face', phase: 'failed', detail: problem }],
        by,
      });
      if (failed.ok) await releaseUpstream(deps, failed.value);
      return failed;
    },

    async giveUp(jobId, note, by) {
      await parts.settled(jobId);
      return giveUp(context, jobId, note, by);
    },

    confirmVisual(jobId, verdict, by) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (job.state !== 'printed') return failure('wrongState', { state: job.state });
      if (!verdict.good) {
        const reason = verdict.reason ?? 'printNotAccepted';
        const fit = checkWasteReason(reason, verdict.note);
        if (!fit.ok) return fit;
        const behindBezel = liesInBezel(deps, job);
        const wasted = journal.attempt(
          jobId,
          wasteChange(deps, {
            step: 'visual',
            reason,
            note: verdict.note ?? null,
            // Behind a bezel it is still in the machine, and goes to the reject box.
            place: behindBezel ? 'printer' : 'desk',
            by,
          }),
        );
        if (wasted.ok && behindBezel) start(jobId);
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
          const done = jobs.steps(jobId);
          const chip = { written: wasReadBack(done), certificate: certificationOf(done) };
          queueCardRow(deps, before, 'report', reportPayload(before, chip));
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

    resume(jobId, by, second) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (parts.isRunning(jobId)) return success(job);
      const next = nextStep(job, jobs.steps(jobId));
      if (nextAction(job, jobs.steps(jobId)) === 'resume' && next.kind === 'wait') {
        const theCase = deps.stores.cases.get(job.caseId);
        const [reason] = theCase === null ? [] : reasonsAgainst(deps, theCase, job.purpose);
        if (reason !== undefined) return { ok: false, error: reason };
        const again = againFor(context, job, { owner: by.name, ownerId: by.staffId }, by, { second });
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

    async give(jobId, receipt, by) {
      const job = jobs.get(jobId);
      if (job === null || !isAtBezel(deps, job)) return handOver(jobId, receipt, by);
      offered.add(jobId);
      try {
        return await offerAtBezel(context, jobId, receipt, by, () => handOver(jobId, receipt, by));
      } finally {
        offered.delete(jobId);
        parts.printerFreed();
      }
    },

    settleHandOver(jobId, seen, by) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (!isOfferUnknown(deps, job) || offered.has(jobId))
        return failure('wrongState', { state: job.state });
      const settled = journal.attempt(jobId, bezelChange(seen, by));
      parts.printerFreed();
      return settled;
    },

    store: (jobId, to, by) =>
      journal.attempt(jobId, {
        events: [{ type: 'stored', place: to.to, label: to.to === 'safe' ? to.label : null }],
        by,
        audit: { event: 'card.stored', detail: { to: to.to } },
        touches: ['stockChanged'],
      }),

    declareLost(jobId, note, by) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (job.state !== 'retained' || isPulledBack(job)) return failure('wrongState', { state: job.state });
      return journal.attempt(
        jobId,
        wasteChange(deps, { step: 'print', reason: 'other', note, place: 'unknown', by }),
      );
    },
  };
}
