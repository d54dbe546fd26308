import type { Countersignature } from '../../contract/access.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { Finding } from '../../contract/outcomes.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import { failure, type Failure, type Result } from '../../contract/result.ts';
import { confirmedNote } from '../../domain/cases/afterDecision.ts';
import { refusals } from '../../domain/cases/standing.ts';
import type { Deps } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';
import { verdictsWith } from './verdictsWith.ts';

/**
 * Suspected forgery (domain-rules 6.1): everything about the case waits for a supervisor. The legal clock does not. Fails with caseNotFound,
 * caseHeld, caseClosed, invalidInput (no such original in this case).
 */
export function holdCase(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  wish: { readonly reason: string; readonly document?: DocumentCode | undefined },
): Result<CaseRecord> {
  return decide(deps, caseId, {
    kind: 'held',
    actor,
    reasons: [wish.reason],
    refused: (facts): Failure | null => {
      const [refused] = refusals('hold', facts);
      if (refused) return refused;
      const known = wish.document === undefined || facts.documents.some(({ code }) => code === wish.document);
      return known ? null : { code: 'invalidInput', detail: { field: 'document' } };
    },
    state: () => 'held',
    change: (record, _facts, at) => ({
      hold: {
        reason: wish.reason,
        document: wish.document ?? null,
        by: actor.name,
        at,
        from: record.state,
      },
    }),
    paper: null,
    auditDetail: { document: wish.document ?? null },
  });
}

/**
 * What a supervisor found, signed beside the caller. The case goes back to where it was. A confirmed forgery leaves its verdict on the
 * suspected original and keeps the case from acceptance until another release clears it; an accepted case keeps its rows as they were
 * decided, and can only be refused or revoked. Fails with caseNotFound, wrongState, samePerson and what is wrong with the signature.
 */
export async function releaseCase(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  wish: {
    readonly finding: Finding;
    readonly note: string;
    readonly countersignature: Countersignature;
  },
): Promise<Result<CaseRecord>> {
  const held = deps.stores.cases.get(caseId);
  if (!held) return failure('caseNotFound');
  const [refused] = refusals('release', held);
  if (refused) return { ok: false, error: refused };
  const signed = await verifyCountersignature(deps, wish.countersignature, {
    roles: ['supervisor'],
    ...(actor.staffId === null ? {} : { notStaffId: actor.staffId }),
  });
  if (!signed.ok) return signed;
  return decide(deps, caseId, {
    kind: 'released',
    actor,
    countersignedBy: signed.value.userName,
    reasons: [wish.note],
    finding: wish.finding,
    refused: (facts) => refusals('release', facts)[0] ?? null,
    state: (record) => record.hold?.from ?? 'open',
    change: (record, _facts, at) => ({
      hold: null,
      finding: wish.finding,
      verdicts: verdictsAfter(deps, record, wish, signed.value.displayName, at),
    }),
    paper: null,
    payload: { finding: wish.finding },
    auditDetail: { finding: wish.finding },
  });
}

function verdictsAfter(
  deps: Pick<Deps, 'stores'>,
  record: CaseRecord,
  { finding, note }: { readonly finding: Finding; readonly note: string },
  by: string,
  at: string,
): CaseRecord['verdicts'] {
  const document = record.hold?.document ?? null;
  if (finding !== 'confirmed' || document === null || record.hold?.from === 'accepted')
    return record.verdicts;
  const given = { document, verdict: 'differs' as const, note: confirmedNote(note), by, at };
  return verdictsWith(deps, record, document, given, { at, by });
}
