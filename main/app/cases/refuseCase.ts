import type { CaseId } from '../../contract/ids.ts';
import type { RecallPlan } from '../../contract/outcomes.ts';
import type { Failure, Result } from '../../contract/result.ts';
import { canCountAsAccepted } from '../../domain/cases/afterDecision.ts';
import { reasonDetails } from '../../domain/cases/noticeDetails.ts';
import { refusals } from '../../domain/cases/standing.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { legalClock } from '../../domain/documents/legalClock.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';
import { windowRefuses } from './decideCase.ts';
import { clockHeld } from '../station/clockKeeper.ts';
import { offlineLimit } from './offlineLimit.ts';
import { printable } from './printable.ts';
import { openRecalls } from './recalls.ts';

/** Whose case it is: who decided it; where the law decided, or nobody yet, who opened it. */
export const ownerOf = ({ decidedById, openedById }: CaseRecord): CaseRecord['openedById'] =>
  decidedById ?? openedById;

/** Nobody approves or refuses what they decided themselves (H10); where the law decided, what they opened. */
export function ownCase(record: CaseRecord, actor: Actor): Failure | null {
  const mine = ownerOf(record);
  return mine !== null && mine === actor.staffId ? { code: 'ownCase' } : null;
}

/**
 * REFUSED 不予行政许可决定 (art. 38): only after acceptance, by a supervisor who did not decide it, with reasons and review rights on the
 * paper. A card that its holder has is recalled. Fails with caseNotFound, wrongState, caseHeld, ownCase, offlineLimit, paperGlyphMissing.
 */
export async function refuseCase(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  wish: { readonly reasons: readonly string[]; readonly recall?: RecallPlan | undefined },
): Promise<Result<CaseRecord>> {
  const unprintable = await printable(deps, wish.reasons);
  if (unprintable) return { ok: false, error: unprintable };
  return decide(deps, caseId, {
    kind: 'refused',
    actor,
    reasons: wish.reasons,
    refused: (facts, record) =>
      refusals('refuse', facts)[0] ?? ownCase(record, actor) ?? windowRefuses(deps, record),
    state: () => 'refused',
    change: (record, _facts, at) => ({ decidedById: actor.staffId, endedAt: record.endedAt ?? at }),
    paper: () => ({ kind: 'refusal', details: reasonDetails(wish.reasons) }),
    payload: { reasons: wish.reasons },
    alsoWrite: ({ decided }) => {
      openRecalls(deps, {
        record: decided,
        cause: 'refused',
        papers: [],
        card: true,
        plan: wish.recall,
        actor,
      });
    },
  });
}

/**
 * Nothing was told within the legal time: the law has accepted from the day of receipt (domain-rules 6.2), and this records it, with its
 * voucher (6.4). The check of the originals goes on: `accepted` is still reached only with every row satisfied. Fails with caseNotFound,
 * clockNotBreached, lawAccepted, wrongState, clockHeld (no law accepts by a jump of a clock), offlineLimit.
 */
export function countAsAccepted(deps: Deps, caseId: CaseId, actor: Actor): Result<CaseRecord> {
  return decide(deps, caseId, {
    kind: 'countsAsAccepted',
    actor,
    refused: (facts, record) => {
      const clock = legalClock({ ...record, receivedAt: record.openedAt }, facts.pack, deps.clock.now());
      return canCountAsAccepted(facts, clock).reasons[0] ?? clockHeld(deps) ?? offlineLimit(deps);
    },
    state: (record) => record.state,
    change: (record) => ({ countsAsAcceptedOn: shanghaiDate(Date.parse(record.openedAt)) }),
    paper: (record) => ({
      kind: 'acceptanceByLaw',
      words: { received: shanghaiDate(Date.parse(record.openedAt)) },
    }),
  });
}
