import type { ConflictDecision, ConflictView } from '../../contract/cardConflict.ts';
import type { JobId } from '../../contract/ids.ts';
import { assertNever, failure, success, type Failure, type Result } from '../../contract/result.ts';
import { conflictStep } from '../../domain/cards/judgeConflict.ts';
import type { JobRecord, OutboxRecord } from '../ports/stores.ts';
import { askConflict, presentConflict, type AskedConflict } from './askConflict.ts';
import { nowOf, type CardActor, type CardDeps } from './cardDeps.ts';
import { endUnit, queueCardRow } from './cardRows.ts';
import type { JobChange } from './journal.ts';
import { releaseUpstream } from './releaseUpstream.ts';
import type { StepContext } from './stepContext.ts';

/** The way out of `conflict` (domain-rules 9.13, 9.20): upstream is asked first, and only what its answer allows can be decided. */
export interface ConflictActs {
  /** Errors: those of askConflict. */
  showConflict(jobId: JobId): Promise<Result<ConflictView>>;
  /** `second`: user name of who signed beside `by`. Errors: those of askConflict, conflictNotAllowed. */
  resolveConflict(
    jobId: JobId,
    decision: ConflictDecision,
    by: CardActor,
    second: string | null,
  ): Promise<Result<JobRecord>>;
}

export function createConflictActs(parts: {
  readonly context: Pick<StepContext, 'deps' | 'journal'>;
  readonly start: (jobId: JobId) => void;
  /** A card may have left the bezel of a kiosk: whoever waits for that printer goes on. */
  readonly printerFreed: () => void;
}): ConflictActs {
  const { deps, journal } = parts.context;
  return {
    async showConflict(jobId) {
      const asked = await askConflict(deps, jobId);
      return asked.ok ? success(presentConflict(deps, asked.value)) : asked;
    },

    async resolveConflict(jobId, decision, by, second) {
      const asked = await askConflict(deps, jobId);
      if (!asked.ok) return asked;
      const { judgement } = asked.value;
      const { verdict } = judgement;
      if (!judgement.offers.includes(decision)) return failure('conflictNotAllowed', { verdict });
      const resolved = journal.attempt(jobId, {
        ...changeFor(deps, asked.value, decision, by),
        by,
        audit: { event: 'card.conflict.resolved', detail: { decision, verdict, second } },
        touches: ['stockChanged', 'queueChanged'],
      });
      if (!resolved.ok) return resolved;
      // What upstream has of ours is unlocked, where it is not more than a lock (9.21).
      if (decision === 'giveUp' && judgement.numberIsOurs) await releaseUpstream(deps, resolved.value);
      if (decision === 'goOn') parts.start(jobId);
      if (decision === 'waste') parts.printerFreed();
      return resolved;
    },
  };
}

function changeFor(
  deps: CardDeps,
  { job, judgement }: AskedConflict,
  decision: ConflictDecision,
  by: CardActor,
): JobChange {
  const row = rowInConflict(deps, job);
  const step = conflictStep(job);
  switch (decision) {
    case 'giveUp': {
      const problem: Failure = { code: judgement.verdict === 'other' ? 'cardExists' : 'conflict' };
      return {
        steps: [{ step: 'lock', phase: 'failed', detail: problem }],
        events: [{ type: 'failed', problem }],
      };
    }
    case 'goOn': {
      if (step === 'lock' || row === null) return { events: [{ type: 'conflictOurs' }] };
      return judgement.stepIsDone && row.receipt !== null
        ? accepted(deps, step, row)
        : askedAgain(deps, step, row);
    }
    case 'waste':
      return wasted(deps, job, { step, row, numberIsOurs: judgement.numberIsOurs, by });
    default:
      return assertNever(decision);
  }
}

/** The row whose answer was another's record. It stops its case until it is settled. */
function rowInConflict({ stores }: Pick<CardDeps, 'stores'>, job: JobRecord): OutboxRecord | null {
  return (
    stores.outbox.ofCase(job.caseId).findLast((row) => row.jobId === job.id && row.state === 'conflict') ??
    null
  );
}

/** Upstream's record proves the step (9.13): the row leaves the queue with the receipt that it got then (G3). */
function accepted(deps: CardDeps, step: 'report' | 'enable', row: OutboxRecord): JobChange {
  const facts = { outcome: 'ours', receipt: row.receipt?.number ?? null };
  if (step === 'enable')
    return {
      steps: [{ step, phase: 'confirmed', facts }],
      events: [{ type: 'conflictOurs' }, { type: 'enableAccepted' }],
      also: () => closeRow(deps, row),
    };
  return {
    steps: [
      { step, phase: 'confirmed', facts },
      { step: 'enable', phase: 'intent' },
    ],
    events: [{ type: 'conflictOurs' }, { type: 'reportAccepted' }, { type: 'enableQueued' }],
    also: (before) => {
      closeRow(deps, row);
      queueCardRow(deps, before, 'enable', {});
    },
  };
}

/** Ours, but upstream has not done the step: the same row with the same key is sent again (9.24). */
function askedAgain(deps: CardDeps, step: 'report' | 'enable', row: OutboxRecord): JobChange {
  return {
    steps: [{ step, phase: 'intent', facts: { again: true } }],
    events: [{ type: 'conflictOurs' }],
    also: () =>
      deps.stores.outbox.save({
        ...row,
        state: 'waiting',
        nextAttemptAt: null,
        refusal: null,
        receipt: null,
      }),
  };
}

/** A card that is made, while another one counts: it leaves P, its blank is waste, and the row that reported it is over (11.1, 11.3). */
function wasted(
  deps: CardDeps,
  job: JobRecord,
  about: {
    readonly step: ReturnType<typeof conflictStep>;
    readonly row: OutboxRecord | null;
    readonly numberIsOurs: boolean;
    readonly by: CardActor;
  },
): JobChange {
  const { step, row, numberIsOurs, by } = about;
  const reason = 'otherCardExists';
  return {
    events: [
      { type: 'wasted', place: 'desk' },
      { type: 'problem', problem: { code: 'cardExists' } },
    ],
    steps: [{ step, phase: 'settled', facts: { outcome: 'wasted', reason, by: 'person' } }],
    also: (before) => {
      endUnit(deps, before, 'wasted', { by, reason, note: null, made: true });
      if (row !== null) closeRow(deps, row);
      const report = deps.stores.outbox
        .ofCase(job.caseId)
        .findLast((each) => each.kind === 'card.report' && each.jobId === job.id);
      queueCardRow(deps, before, 'wasted', {
        // Under a number that is not ours any more upstream would end the card that counts.
        ...(!numberIsOurs && { batch: null, cardNumber: null }),
        bankCardNumber: report?.payload['bankCardNumber'] ?? null,
        failedAt: '制卡',
        step,
        reason,
        note: null,
        officer: by.name,
      });
    },
  };
}

/** What was said about this row is said, and its receipt is here. One without a receipt stays visible (G1, G3). */
function closeRow(deps: CardDeps, row: OutboxRecord): void {
  if (row.receipt !== null)
    deps.stores.outbox.save({ ...row, state: 'acked', ackedAt: nowOf(deps), nextAttemptAt: null });
}
