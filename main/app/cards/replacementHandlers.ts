import { failure, success } from '../../contract/result.ts';
import type { Caller, Handlers } from '../deps.ts';
import { createReadAudit } from '../people/readAudit.ts';
import type { CardActor, CardDeps } from './cardDeps.ts';
import type { CardExecutor } from './cardExecutor.ts';
import { collectCard, earlierCardsOf, reportLoss } from './earlierCards.ts';
import { presentFee, refundFee, takeFee } from './fees.ts';
import { presentJob, withStop } from './presentJob.ts';

type ReplacementMethod =
  'cardEarlier' | 'cardLoss' | 'cardCollect' | 'cardGiveUp' | 'cardFee' | 'feeTake' | 'feeRefund';

/** Earlier cards and fees (D8, D12). */
export function replacementHandlers(
  deps: CardDeps,
  executor: Pick<CardExecutor, 'giveUp' | 'run' | 'stoppedBy'>,
): Handlers<ReplacementMethod> {
  const { cases, jobs } = deps.stores;
  const auditRead = createReadAudit(deps);
  return {
    async cardEarlier({ caseId }, caller) {
      const theCase = cases.get(caseId);
      if (theCase === null) return failure('caseNotFound');
      auditRead(actorOf(caller), 'read.cardEarlier', caseId);
      return success(await earlierCardsOf(deps, theCase));
    },
    cardLoss({ caseId, ...wish }, caller) {
      const theCase = cases.get(caseId);
      return theCase === null ? failure('caseNotFound') : reportLoss(deps, theCase, wish, actorOf(caller));
    },
    cardCollect({ caseId, ...wish }, caller) {
      const theCase = cases.get(caseId);
      return theCase === null ? failure('caseNotFound') : collectCard(deps, theCase, wish, actorOf(caller));
    },
    async cardGiveUp({ jobId, note }, caller) {
      const ended = await executor.giveUp(jobId, note, actorOf(caller));
      return ended.ok ? success(withStop(presentJob(deps, ended.value), executor.stoppedBy(jobId))) : ended;
    },
    cardFee({ jobId }) {
      const job = jobs.get(jobId);
      return job === null ? failure('jobNotFound') : success(presentFee(deps, job));
    },
    async feeTake({ jobId, ...wish }, caller) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      const taken = await takeFee(deps, job, wish, actorOf(caller));
      // One that stopped for its fee at the feed goes on; where its face is still to be agreed to nothing moves.
      if (taken.ok) void executor.run(jobId).catch(() => undefined);
      return taken;
    },
    feeRefund({ jobId, ...wish }, caller) {
      const job = jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      return refundFee(deps, () => jobs.get(jobId) ?? job, wish, actorOf(caller));
    },
  };
}

/** The signed-in person; dispatch has already refused everybody else. */
function actorOf({ staff, surface }: Caller): CardActor {
  if (staff === null) throw new Error('a card act without a person');
  return { name: staff.displayName, userName: staff.userName, staffId: staff.id, surface };
}
