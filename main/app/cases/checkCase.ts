import type { ComparedField, Verdict } from '../../contract/cases.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { refusals } from '../../domain/cases/standing.ts';
import { eyeMayAnswer } from '../../domain/documents/comparePassport.ts';
import { differsDetail } from '../../domain/documents/fieldNames.ts';
import type { Deps } from '../deps.ts';
import type { AuditEntry, CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { factsOfCase } from './factsOfCase.ts';
import { saveCase } from './saveCase.ts';
import { verdictsWith } from './verdictsWith.ts';

export type CheckDeps = Pick<Deps, 'stores' | 'packs' | 'clock' | 'profile' | 'crypto' | 'bus'>;

/** One change of a case that is being checked: case and audit entry in one transaction. */
export function change(
  deps: CheckDeps,
  caseId: CaseId,
  actor: Actor,
  event: string,
  detail: AuditEntry['detail'],
  work: (record: CaseRecord, at: string) => Result<CaseRecord>,
): Result<CaseRecord> {
  const { stores } = deps;
  const result = stores.run((): Result<CaseRecord> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    const [refused] = refusals('check', record);
    if (refused) return { ok: false, error: refused };
    const changed = work(record, new Date(deps.clock.now()).toISOString());
    if (changed.ok) saveCase(deps, changed.value, actor, event, detail);
    return changed;
  });
  if (result.ok) deps.bus.emit('caseChanged', { caseId });
  return result;
}

export interface VerdictWish {
  readonly document: DocumentCode;
  /** Null takes the verdict back. */
  readonly verdict: Verdict | null;
  readonly note?: string | undefined;
}

/**
 * One verdict for one original, with clerk and time (B2). A difference must be typed once; the passport is always needed. Fails with invalidInput, caseNotFound, caseClosed.
 */
export function setVerdict(
  deps: CheckDeps,
  caseId: CaseId,
  actor: Actor,
  wish: VerdictWish,
): Result<CaseRecord> {
  const { document, verdict } = wish;
  return change(deps, caseId, actor, 'case.verdict', { document, verdict }, (record, at) => {
    if (!factsOfCase(deps, record).documents.some((row) => row.code === document))
      return failure('invalidInput', { field: 'document' });
    if (document === 'PASSPORT' && verdict === 'notNeeded')
      return failure('invalidInput', { field: 'verdict' });
    const note = wish.note === undefined || wish.note === '' ? null : wish.note;
    if (verdict === 'differs' && note === null) return failure('invalidInput', { field: '备注 note' });
    const given = verdict === null ? null : { document, verdict, note, by: actor.name, at };
    return success({
      ...record,
      verdicts: verdictsWith(deps, record, document, given, { at, by: actor.name }),
    });
  });
}

/**
 * What the eye says about a field that the machine cannot decide, above all the name (domain-rules 2.1). Fails with passportNotRead,
 * passportDiffers (a field with a check digit that differs stays different), invalidInput (nothing to answer), caseNotFound, caseClosed.
 */
export function confirmField(
  deps: CheckDeps,
  caseId: CaseId,
  actor: Actor,
  field: ComparedField,
  outcome: 'same' | 'differs',
): Result<CaseRecord> {
  return change(deps, caseId, actor, 'case.eye', { field, outcome }, (record, at) => {
    const row = factsOfCase(deps, record).comparison.find((entry) => entry.field === field);
    if (!row) return failure('passportNotRead');
    if (!eyeMayAnswer(row))
      return row.machine === 'differs'
        ? failure('passportDiffers', differsDetail([field]))
        : failure('invalidInput', { field: 'field' });
    const others = record.eye.filter((entry) => entry.field !== field);
    return success({ ...record, eye: [...others, { field, outcome, by: actor.name, at }] });
  });
}

/** FIX_NOW 当场更正: an entry in the case, which stays as open as it was (domain-rules 6.1). Fails with caseNotFound, caseClosed. */
export function fixNow(deps: CheckDeps, caseId: CaseId, actor: Actor, note: string): Result<CaseRecord> {
  return change(deps, caseId, actor, 'case.fixNow', {}, (record, at) =>
    success({ ...record, corrections: [...record.corrections, { note, by: actor.name, at }] }),
  );
}
