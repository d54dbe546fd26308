import type { CaseAdvice, DocumentFacts } from '../../contract/caseFacts.ts';
import type { DocumentRow } from '../../contract/cases.ts';
import { mostDraftFields, type DraftFields, type DraftText } from '../../contract/drafts.ts';
import type { CaseId, StaffId } from '../../contract/ids.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { caseAdvice } from '../../domain/rules/advice.ts';
import type { Deps } from '../deps.ts';
import type { Caller, Handlers } from '../deps.ts';
import { factsOfCase, type FactsDeps } from './factsOfCase.ts';
import { seenWith } from './sayFacts.ts';

type DraftDeps = Pick<Deps, 'stores' | 'clock'>;

/** What this person has begun to type in this case; nobody else gets it (I5). Fails with caseNotFound. */
export function draftOf(deps: DraftDeps, caseId: CaseId, staffId: StaffId): Result<DraftFields> {
  return deps.stores.cases.get(caseId) === null
    ? failure('caseNotFound')
    : success(deps.stores.drafts.get(caseId, staffId));
}

/**
 * Keeps one field. Nothing is audited, because nothing was said yet, and a case that has ended keeps no draft. Fails with caseNotFound,
 * draftTooLarge (more fields than any screen has).
 */
export function keepDraft(
  deps: DraftDeps,
  caseId: CaseId,
  staffId: StaffId,
  { field, text }: DraftText,
): Result<Record<string, never>> {
  const { stores } = deps;
  return stores.run((): Result<Record<string, never>> => {
    const record = stores.cases.get(caseId);
    if (record === null) return failure('caseNotFound');
    const { [field]: _before, ...others } = stores.drafts.get(caseId, staffId);
    const fields = text === '' || record.endedAt !== null ? others : { ...others, [field]: text };
    if (Object.keys(fields).length > mostDraftFields)
      return failure('draftTooLarge', { limit: mostDraftFields });
    stores.drafts.save(caseId, staffId, fields, new Date(deps.clock.now()).toISOString());
    return success({});
  });
}

/**
 * The row as it would stand with these facts: the same rules as after saving (B4). A day that no rule of its row looks at may still begin a
 * window of the case (5.6, 5.7): what would newly be counted from it is the `advice`. Fails with caseNotFound, invalidInput.
 */
export function previewSeen(
  deps: FactsDeps,
  caseId: CaseId,
  document: DocumentCode,
  facts: { readonly [Fact in keyof DocumentFacts]?: DocumentFacts[Fact] | undefined },
): Result<DocumentRow & { readonly advice: CaseAdvice[] }> {
  const record = deps.stores.cases.get(caseId);
  if (record === null) return failure('caseNotFound');
  const at = new Date(deps.clock.now()).toISOString();
  const seen = seenWith(record.seen, document, facts, { by: '', at });
  const then = factsOfCase(deps, { ...record, seen });
  const row = then.documents.find(({ code }) => code === document);
  if (row === undefined) return failure('invalidInput', { field: 'document' });
  const nowSaid = caseAdvice(then.pack, factsOfCase(deps, record)).map(({ zh }) => zh);
  const advice = caseAdvice(then.pack, then).filter(
    ({ zh, until }) => until !== null && !nowSaid.includes(zh),
  );
  return success({ ...row, advice });
}

/** `caseDraft`, `caseDraftKeep`, `casePreviewSeen`. */
export function draftHandlers(deps: Deps): Handlers<'caseDraft' | 'caseDraftKeep' | 'casePreviewSeen'> {
  const staffOf = (caller: Caller): StaffId => {
    if (caller.staff === null) throw new Error('a draft was asked for with nobody signed in');
    return caller.staff.id;
  };
  return {
    caseDraft: ({ caseId }, caller) => draftOf(deps, caseId, staffOf(caller)),
    caseDraftKeep: ({ caseId, ...typed }, caller) => keepDraft(deps, caseId, staffOf(caller), typed),
    casePreviewSeen: ({ caseId, document, seen }) => previewSeen(deps, caseId, document, seen),
  };
}
