import type { CaseState, NoticeKind } from '../../contract/cases.ts';
import type { CaseId, DecisionId } from '../../contract/ids.ts';
import type { DecisionKind, Finding } from '../../contract/outcomes.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { CaseFacts } from '../../domain/cases/caseFacts.ts';
import { gaps } from '../../domain/cases/gaps.ts';
import { secondCheckKinds } from '../../domain/cases/secondCheck.ts';
import type { NoticeDetail, NoticeItem } from '../../domain/papers/noticeContent.ts';
import type { Deps } from '../deps.ts';
import type { DecisionRecord } from '../ports/outcomeStores.ts';
import type { AuditEntry, CaseRecord, NoticeRecord } from '../ports/stores.ts';
import { numberHindrance } from '../records/recordsHindrance.ts';
import { enqueue } from '../sync/enqueue.ts';
import { asNamed, bindPictures, picturesToName } from '../sync/rowPictures.ts';
import type { Actor } from './actor.ts';
import { factsOfCase } from './factsOfCase.ts';
import { issueNotice, textsOf, type Words } from './issueNotice.ts';
import { saveCase } from './saveCase.ts';

/** The paper that a decision is put on. */
export interface DecisionPaper {
  readonly kind: NoticeKind;
  readonly words?: Words;
  readonly details?: readonly NoticeDetail[];
  /** Null or left out: the list that this kind makes by itself. */
  readonly items?: readonly NoticeItem[] | null;
}

export interface Written {
  readonly decided: CaseRecord;
  readonly decision: DecisionRecord;
  readonly notice: NoticeRecord | null;
  readonly at: string;
}

export interface Deciding {
  readonly kind: DecisionKind;
  readonly actor: Actor;
  /** User name of the supervisor who signed beside the actor. */
  readonly countersignedBy?: string | null;
  readonly reasons?: readonly string[];
  readonly finding?: Finding;
  /** The decision whose place it takes; left out: none. */
  readonly supersedes?: (decisions: readonly DecisionRecord[]) => DecisionRecord | null;
  readonly refused: (facts: CaseFacts, record: CaseRecord) => Failure | null;
  readonly state: (record: CaseRecord) => CaseState;
  readonly change: (record: CaseRecord, facts: CaseFacts, at: string) => Partial<CaseRecord>;
  /** Null: an act without a paper. */
  readonly paper: ((record: CaseRecord, facts: CaseFacts, at: string) => DecisionPaper) | null;
  /** More rows for the same transaction. */
  readonly alsoWrite?: (written: Written) => void;
  /** More of the row that goes upstream. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly auditDetail?: AuditEntry['detail'];
}

/** Acts that answer nothing by themselves. */
const notAnAnswer: readonly DecisionKind[] = [
  'held',
  'released',
  'corrected',
  'revoked',
  ...secondCheckKinds,
];

/** The newest answer to the application, as it was corrected last; null = none was given, or it was taken back. */
export function standingDecision(decisions: readonly DecisionRecord[]): DecisionRecord | null {
  const after = (decision: DecisionRecord): DecisionRecord => {
    const next = decisions.find(({ supersedes }) => supersedes === decision.id);
    return next === undefined ? decision : after(next);
  };
  const answers = decisions.filter(({ kind }) => !notAnAnswer.includes(kind)).map(after);
  return answers.findLast(({ kind }) => kind !== 'revoked') ?? null;
}

/**
 * One decision, its paper, its outbox rows and its audit entries: one transaction (design 4). The decision is a row of its own that nobody
 * changes (C7); the state of the case is only where it led. Fails with caseNotFound, what `refused` says, and rulePackBad when no pack has
 * words for the paper.
 */
export function decide(deps: Deps, caseId: CaseId, deciding: Deciding): Result<CaseRecord> {
  const { stores } = deps;
  const { kind, actor } = deciding;
  const result = stores.run((): Result<CaseRecord> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    const facts = factsOfCase(deps, record);
    const refused = deciding.refused(facts, record);
    if (refused) return { ok: false, error: refused };
    const at = new Date(deps.clock.now()).toISOString();
    const paper = deciding.paper?.(record, facts, at) ?? null;
    const texts = paper === null ? null : textsOf(deps, facts.pack, paper.kind);
    if (texts?.ok === false) return texts;
    const noNumber = paper === null ? null : numberHindrance(deps);
    if (noNumber !== null) return { ok: false, error: noNumber };

    const decided: CaseRecord = {
      ...record,
      state: deciding.state(record),
      ...deciding.change(record, facts, at),
    };
    saveCase(deps, decided, actor, `case.${kind}`, {
      ...deciding.auditDetail,
      ...(deciding.countersignedBy ? { countersignedBy: deciding.countersignedBy } : {}),
    });
    const pictures = picturesToName(deps, caseId);
    const rowId = enqueue(deps, {
      kind: 'case.decided',
      caseId,
      caseNumber: record.number,
      payload: {
        outcome: kind,
        permitNumber: record.permitNumber,
        at,
        officer: actor.userName,
        items: gaps(facts).map((gap) => gap.code),
        ...deciding.payload,
        attachments: asNamed(pictures),
      },
      owner: actor.name,
    });
    bindPictures(deps, rowId, pictures);
    const notice =
      paper === null || texts === null
        ? null
        : issueNotice(deps, { ...paper, texts: texts.value, record: decided, facts, actor });
    const decision: DecisionRecord = {
      id: deps.ids.next('decision') as DecisionId,
      caseId,
      kind,
      at,
      by: actor.name,
      byId: actor.staffId,
      countersignedBy: deciding.countersignedBy ?? null,
      reasons: [...(deciding.reasons ?? [])],
      finding: deciding.finding ?? null,
      noticeNumber: notice?.number ?? null,
      supersedes: deciding.supersedes?.(stores.decisions.ofCase(caseId))?.id ?? null,
    };
    stores.decisions.insert(decision);
    deciding.alsoWrite?.({ decided, decision, notice, at });
    return success(decided);
  });
  if (result.ok) {
    deps.bus.emit('caseChanged', { caseId });
    deps.bus.emit('queueChanged', {});
  }
  return result;
}
