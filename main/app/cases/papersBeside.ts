import type { NoticeKind } from '../../contract/cases.ts';
import type { CaseId, NoticeId } from '../../contract/ids.ts';
import type { Acknowledgement, SlipKind } from '../../contract/outcomes.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { canHandBack, canPermitPage } from '../../domain/cases/afterDecision.ts';
import type { CaseFacts } from '../../domain/cases/caseFacts.ts';
import {
  acknowledgementDetails,
  acknowledges,
  handBackItems,
  permitDetails,
} from '../../domain/cases/noticeDetails.ts';
import type { NoticeDetail, NoticeItem } from '../../domain/papers/noticeContent.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord, NoticeRecord } from '../ports/stores.ts';
import { numberHindrance } from '../records/recordsHindrance.ts';
import type { Actor } from './actor.ts';
import { factsOfCase, snapshotOf } from './factsOfCase.ts';
import { officeWords } from './officeWords.ts';
import { issueNotice, textsOf, type Words } from './issueNotice.ts';
import { printable } from './printable.ts';
import { audit, saveCase } from './saveCase.ts';
import { withUs } from './sayFacts.ts';

interface Beside {
  readonly kind: NoticeKind;
  readonly refused: (record: CaseRecord, facts: CaseFacts) => Failure | null;
  readonly words?: (record: CaseRecord, facts: CaseFacts) => Words;
  readonly details: (record: CaseRecord, facts: CaseFacts, at: string) => readonly NoticeDetail[];
  readonly items?: (record: CaseRecord, facts: CaseFacts) => readonly NoticeItem[];
  /** What the paper changes in the case. */
  readonly change?: (record: CaseRecord, at: string) => CaseRecord;
}

/** A paper that is no decision: it says how things are, and is numbered, signed and reported like the others. */
function issueBeside(deps: Deps, caseId: CaseId, actor: Actor, beside: Beside): Result<CaseRecord> {
  const { stores } = deps;
  const result = stores.run((): Result<CaseRecord> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    const facts = factsOfCase(deps, record);
    const refused = beside.refused(record, facts);
    if (refused) return { ok: false, error: refused };
    const texts = textsOf(deps, facts.pack, beside.kind);
    if (!texts.ok) return texts;
    const noNumber = numberHindrance(deps);
    if (noNumber !== null) return { ok: false, error: noNumber };
    const at = new Date(deps.clock.now()).toISOString();
    const changed = beside.change?.(record, at) ?? record;
    if (changed !== record) saveCase(deps, changed, actor, `case.${beside.kind}`);
    issueNotice(deps, {
      kind: beside.kind,
      texts: texts.value,
      record: changed,
      facts,
      actor,
      words: beside.words?.(record, facts) ?? {},
      details: beside.details(record, facts, at),
      items: beside.items?.(record, facts) ?? [],
    });
    return success(changed);
  });
  if (result.ok) {
    deps.bus.emit('caseChanged', { caseId });
    deps.bus.emit('queueChanged', {});
  }
  return result;
}

/**
 * Originals go back to the holder, who acknowledges the list (B6): they are `handedBack` from here on. Fails with caseNotFound, notWithUs,
 * caseHeld (the suspected original), holderNotProven, paperGlyphMissing.
 */
export async function handBack(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  wish: { readonly documents: readonly DocumentCode[]; readonly acknowledgement: Acknowledgement },
): Promise<Result<CaseRecord>> {
  const { documents, acknowledgement } = wish;
  const unprintable = await printable(
    deps,
    acknowledgement.kind === 'signature' ? [acknowledgement.name] : [],
  );
  if (unprintable) return { ok: false, error: unprintable };
  return issueBeside(deps, caseId, actor, {
    kind: 'handBack',
    refused: (record, facts) => {
      const refused = canHandBack(withUs(record), record.hold?.document ?? null, documents).reasons[0];
      if (refused) return refused;
      const holder = {
        passportNumber: record.passport?.documentNumber ?? facts.record.holder.passportNumber,
        birthDate: record.passport?.birthDate ?? facts.record.holder.birthDate,
      };
      return acknowledges(acknowledgement, holder) ? null : { code: 'holderNotProven' };
    },
    details: (_record, _facts, at) => acknowledgementDetails(acknowledgement, at),
    items: (_record, facts) => handBackItems(documents, facts.documents),
    change: (record, at) => ({
      ...record,
      custody: [
        ...record.custody.filter(({ document }) => !documents.includes(document)),
        ...[...new Set(documents)].map((document) => ({
          document,
          state: 'handedBack' as const,
          by: actor.name,
          at,
        })),
      ],
    }),
  });
}

/** The permit page for the exit-entry office (C8). Fails with caseNotFound and the first reason of `canPermitPage`. */
export function issuePermitPage(deps: Deps, caseId: CaseId, actor: Actor): Result<CaseRecord> {
  return issueBeside(deps, caseId, actor, {
    kind: 'permitPage',
    refused: (_record, facts) => canPermitPage(facts).reasons[0] ?? null,
    details: (record, facts) =>
      permitDetails(snapshotOf(deps, record), facts.snapshotAgeDays, record.verification),
  });
}

/** A pack that names no bureau of its own. */
const hrssAnywhere = {
  zh: '用人单位所在地人力资源社会保障局',
  en: 'the Human Resources and Social Security Bureau at the place of the employer',
};

/** A help or referral slip (C9). Fails with caseNotFound only. */
export function issueSlip(deps: Deps, caseId: CaseId, actor: Actor, kind: SlipKind): Result<CaseRecord> {
  return issueBeside(deps, caseId, actor, {
    kind,
    refused: () => null,
    details: () => [],
    words: (record, facts) => ({
      permit: record.permitNumber,
      hrss: officeWords(facts.pack, 'socialSecurity') ?? hrssAnywhere,
    }),
  });
}

/** Who received a paper, and when (domain-rules 6.5). Once. Fails with caseNotFound, noticeServed, noticeWithdrawn. */
export function serveNotice(
  deps: Deps,
  noticeId: NoticeId,
  actor: Actor,
  wish: { readonly receiver: string; readonly contact?: string | undefined },
): Result<NoticeRecord> {
  const { stores } = deps;
  const served = stores.run((): Result<NoticeRecord> => {
    const notice = stores.notices.get(noticeId);
    if (!notice) return failure('caseNotFound');
    if (notice.withdrawn !== null) return failure('noticeWithdrawn', { number: notice.withdrawn.by });
    if (notice.served !== null) return failure('noticeServed');
    const at = new Date(deps.clock.now()).toISOString();
    const { receiver, contact } = wish;
    const next: NoticeRecord = {
      ...notice,
      served: { receiver, contact: contact ?? null, at, by: actor.name },
    };
    stores.notices.save(next);
    audit(deps, actor, 'notice.served', noticeId, { number: notice.number });
    return success(next);
  });
  if (served.ok) deps.bus.emit('caseChanged', { caseId: served.value.caseId });
  return served;
}
