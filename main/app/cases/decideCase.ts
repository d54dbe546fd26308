import type { Countersignature } from '../../contract/access.ts';
import type { NoticeKind, Permission } from '../../contract/cases.ts';
import type { CaseId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { canAccept, canEndOrFix, canSupplement } from '../../domain/cases/decisions.ts';
import type { CaseFacts } from '../../domain/cases/caseFacts.ts';
import { addedItems, gaps, type Gap } from '../../domain/cases/gaps.ts';
import type { Deps } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { AuditEntry, CaseRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import type { Actor } from './actor.ts';
import { factsOfCase } from './factsOfCase.ts';
import { issueNotice } from './issueNotice.ts';
import { offlineLimit } from './offlineLimit.ts';
import { saveCase } from './saveCase.ts';

/** The intake outcomes that end in a paper. FIX_NOW is none: it keeps the case open (domain-rules 6.1). There is no sixth. */
type Decision = Exclude<CaseRecord['state'], 'open'>;
const papers: Readonly<Record<Decision, NoticeKind>> = {
  accepted: 'acceptance',
  supplement: 'supplement',
  notNeeded: 'notNeeded',
  notOurs: 'notOurs',
};

const refusal = (permission: Permission): Failure | null => permission.reasons[0] ?? null;

interface Deciding {
  readonly decision: Decision;
  readonly actor: Actor;
  readonly words: Readonly<Record<string, string>>;
  readonly refused: (facts: CaseFacts, record: CaseRecord) => Failure | null;
  readonly change: (record: CaseRecord, facts: CaseFacts, at: string) => Partial<CaseRecord>;
  readonly auditDetail?: AuditEntry['detail'];
}

/** One decision, its paper, its outbox rows and its audit entries: one transaction (design 4). */
function decide(deps: Deps, caseId: CaseId, deciding: Deciding): Result<CaseRecord> {
  const { stores } = deps;
  const { decision, actor } = deciding;
  const result = stores.run((): Result<CaseRecord> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    const facts = factsOfCase(deps, record);
    const refused = deciding.refused(facts, record) ?? offlineLimit(deps);
    if (refused) return { ok: false, error: refused };
    const at = new Date(deps.clock.now()).toISOString();
    const decided: CaseRecord = {
      ...record,
      state: decision,
      decidedById: actor.staffId,
      ...deciding.change(record, facts, at),
    };
    saveCase(deps, decided, actor, `case.${decision}`, deciding.auditDetail);
    enqueue(deps, {
      kind: 'case.decided',
      caseId,
      caseNumber: record.number,
      payload: {
        outcome: decision,
        permitNumber: record.permitNumber,
        at,
        officer: actor.userName,
        items: gaps(facts).map((gap) => gap.code),
        ...deciding.words,
      },
      owner: actor.name,
    });
    issueNotice(deps, { kind: papers[decision], record: decided, facts, actor, words: deciding.words });
    return success(decided);
  });
  if (result.ok) {
    deps.bus.emit('caseChanged', { caseId });
    deps.bus.emit('queueChanged', {});
  }
  return result;
}

/** ACCEPT 受理. Fails with the first reason of `canAccept`, caseNotFound, offlineLimit. */
export function acceptCase(deps: Deps, caseId: CaseId, actor: Actor): Result<CaseRecord> {
  return decide(deps, caseId, {
    decision: 'accepted',
    actor,
    words: {},
    refused: (facts) => refusal(canAccept(facts)),
    change: (_record, _facts, at) => ({ acceptedAt: at, endedAt: at }),
  });
}

/** What a notice for this case would add to the first one (B3); empty before the first. */
function addedSinceFirst(deps: Deps, record: CaseRecord, facts: CaseFacts): Gap[] {
  if (record.gapsToldAt === null) return [];
  const then = factsOfCase(deps, record, Date.parse(record.gapsToldAt));
  return addedItems(facts, record.told, then.documents);
}

/**
 * SUPPLEMENT 补正: every unsatisfied item at once. A second notice may add an item that could have been seen the first time only with a
 * supervisor's reason and signature (B3): else `supplementAddsItem`. Fails also with the first reason of `canSupplement`, and with what is
 * wrong with the signature.
 */
export async function supplementCase(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  wish: { readonly reason?: string | undefined; readonly countersignature?: Countersignature | undefined },
): Promise<Result<CaseRecord>> {
  let supervisor: string | null = null;
  if (wish.countersignature !== undefined && wish.reason !== undefined) {
    const signed = await verifyCountersignature(deps, wish.countersignature, {
      roles: ['supervisor'],
      ...(actor.staffId === null ? {} : { notStaffId: actor.staffId }),
    });
    if (!signed.ok) return signed;
    supervisor = signed.value.userName;
  }
  return decide(deps, caseId, {
    decision: 'supplement',
    actor,
    words: {},
    refused: (facts, record) => {
      const refused = refusal(canSupplement(facts));
      if (refused) return refused;
      const added = addedSinceFirst(deps, record, facts);
      if (added.length === 0 || supervisor !== null) return null;
      const items = added.map(({ title }) => `${title.zh} ${title.en}`).join('、');
      return {
        code: 'supplementAddsItem',
        detail: { items, codes: added.map(({ code }) => code).join(',') },
      };
    },
    change: (record, facts, at) => ({
      gapsToldAt: record.gapsToldAt ?? at,
      told: [...new Set([...record.told, ...gaps(facts).map(({ code }) => code)])],
    }),
    ...(supervisor === null ? {} : { auditDetail: { countersignedBy: supervisor } }),
  });
}

/** NOT_NEEDED: said at once, with the reason on the paper. */
export function endAsNotNeeded(deps: Deps, caseId: CaseId, actor: Actor, reason: string): Result<CaseRecord> {
  return decide(deps, caseId, {
    decision: 'notNeeded',
    actor,
    words: { reason },
    refused: (facts) => refusal(canEndOrFix(facts)),
    change: (_record, _facts, at) => ({ endedAt: at }),
  });
}

/** NOT_OURS: the paper names the authority that is right, and the review rights. */
export function endAsNotOurs(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  authority: string,
): Result<CaseRecord> {
  return decide(deps, caseId, {
    decision: 'notOurs',
    actor,
    words: { authority },
    refused: (facts) => refusal(canEndOrFix(facts)),
    change: (_record, _facts, at) => ({ endedAt: at }),
  });
}
