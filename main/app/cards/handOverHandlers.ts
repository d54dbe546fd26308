import { failure, success, type Result } from '../../contract/result.ts';
import type { CardJobView } from '../../contract/cards.ts';
import type { UnclaimedCard } from '../../contract/handOver.ts';
import { isFresh } from '../../domain/cards/handOver.ts';
import { isPulledBack } from '../../domain/cards/jobReducer.ts';
import { nextAction } from '../../domain/cards/nextStep.ts';
import { slipQr } from '../../domain/rules/readQr.ts';
import type { Handlers } from '../deps.ts';
import type { JobRecord } from '../ports/stores.ts';
import { nowOf, type CardDeps } from './cardDeps.ts';
import type { CardExecutor } from './cardExecutor.ts';
import { actorOf } from './cardHandlers.ts';
import { reasonAgainstGiving } from './cardStanding.ts';
import type { HandOverReads } from './handOverReads.ts';
import { handOverFacts, prepareHandOver } from './prepareHandOver.ts';
import { presentJob, withStop } from './presentJob.ts';
import { receiptPaper } from './receiptPaper.ts';

type HandOverMethod =
  | 'cardHandOver'
  | 'cardSettleHandOver'
  | 'cardStore'
  | 'cardDeclareLost'
  | 'cardsUnclaimed'
  | 'cardReceiptPaper';

/** A job with what is known towards its hand-over, as screens see it; unchanged while there is none. */
export function withHandOver(
  deps: CardDeps,
  reads: HandOverReads,
  job: JobRecord,
  view: CardJobView,
): CardJobView {
  if (view.next !== 'handOver') return view;
  const facts = handOverFacts(deps, reads, job);
  const fresh = (at: string | null): string | null => (isFresh(at, facts) ? at : null);
  return {
    ...view,
    handOver: {
      passportReadAt: fresh(facts.passportReadAt),
      codeReadAt: fresh(facts.codeReadAt),
      holderPin: facts.holderPin,
      atBezel: facts.atBezel,
    },
  };
}

/** Cards on their way to their holders (D11, 9.25). */
export function handOverHandlers(
  deps: CardDeps,
  executor: CardExecutor,
  reads: HandOverReads,
): Handlers<HandOverMethod> {
  const { stores } = deps;
  const present = (job: JobRecord): CardJobView =>
    withHandOver(deps, reads, job, withStop(presentJob(deps, job), executor.stoppedBy(job.id)));
  const shown = (result: Result<JobRecord>): Result<CardJobView> =>
    result.ok ? success(present(stores.jobs.get(result.value.id) ?? result.value)) : result;

  return {
    cardHandOver: async ({ jobId, ...input }, caller) => {
      const barred = reasonAgainstGiving(deps, jobId);
      if (barred !== null) return { ok: false, error: barred };
      const prepared = await prepareHandOver(deps, reads, jobId, input);
      return prepared.ok ? shown(await executor.give(jobId, prepared.value, actorOf(caller))) : prepared;
    },
    cardSettleHandOver: ({ jobId, seen }, caller) =>
      shown(executor.settleHandOver(jobId, seen, actorOf(caller))),
    cardStore: ({ jobId, ...to }, caller) => shown(executor.store(jobId, to, actorOf(caller))),
    cardDeclareLost: ({ jobId, note }, caller) => shown(executor.declareLost(jobId, note, actorOf(caller))),
    cardsUnclaimed: () => success(unclaimed(deps)),
    async cardReceiptPaper({ jobId }) {
      const job = stores.jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      if (nextAction(job, stores.jobs.steps(jobId)) !== 'handOver')
        return failure('wrongState', { state: job.state });
      const qr = slipQr(job.caseNumber, deps.crypto.paperCode(job.caseNumber));
      const bytes = await deps.paper.slip(receiptPaper(deps.profile, job, { qr, at: nowOf(deps) }));
      return success({ fileName: `receipt-${job.caseNumber}.pdf`, mediaType: 'application/pdf', bytes });
    },
  };
}

/** Enabled and not handed over, oldest first (9.25). */
function unclaimed({ stores }: Pick<CardDeps, 'stores'>): UnclaimedCard[] {
  return stores.jobs
    .open()
    .flatMap((job): readonly UnclaimedCard[] =>
      job.enabledAt !== null && (job.state === 'enabled' || isPulledBack(job))
        ? [
            {
              jobId: job.id,
              caseNumber: job.caseNumber,
              holderName: job.holderName,
              cardTail: job.cardNumber?.slice(-4) ?? null,
              place: job.place,
              placeLabel: job.placeLabel,
              owner: job.owner,
              enabledAt: job.enabledAt,
            },
          ]
        : [],
    )
    .toSorted((a, b) => (a.enabledAt < b.enabledAt ? -1 : a.enabledAt > b.enabledAt ? 1 : 0));
}
