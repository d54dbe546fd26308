import type { Custody, DocumentFacts, Situation } from '../../contract/caseFacts.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { BusinessType, DocumentCode } from '../../contract/permit.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { canHandBack } from '../../domain/cases/afterDecision.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { change, type CheckDeps } from './checkCase.ts';
import { factsOfCase, packOf } from './factsOfCase.ts';
import { saveCase } from './saveCase.ts';

/** Originals that lie with us (B6). */
export function withUs(record: Pick<CaseRecord, 'custody'>): DocumentCode[] {
  return record.custody.filter((entry) => entry.state === 'withUs').map((entry) => entry.document);
}

/**
 * What holds beside what the record fixes: the whole list, each time (domain-rules 4). Fails with invalidInput (this kind of business has
 * no such situation), caseNotFound, caseClosed.
 */
export function setSituations(
  deps: CheckDeps,
  caseId: CaseId,
  actor: Actor,
  situations: readonly Situation[],
): Result<CaseRecord> {
  const said = [...new Set(situations)].toSorted();
  return change(deps, caseId, actor, 'case.situations', { situations: said.join(',') }, (record) => {
    const { business } = factsOfCase(deps, record);
    const known: readonly Situation[] = business === null ? [] : [...business.offers, ...business.holds];
    const unknown = said.find((name) => !known.includes(name));
    return unknown === undefined
      ? success({ ...record, situations: said })
      : failure('invalidInput', { field: unknown });
  });
}

const nothingSeen: DocumentFacts = {
  form: null,
  issueDate: null,
  effectiveDate: null,
  authType: null,
  authCountry: null,
  authority: null,
  authNumber: null,
  authDate: null,
  translation: null,
  seal: null,
  signature: null,
};

type SeenEntries = CaseRecord['seen'];

/** The facts of all papers with these laid over those of one; what is not given stays. */
export function seenWith(
  before: SeenEntries,
  document: DocumentCode,
  facts: { readonly [Fact in keyof DocumentFacts]?: DocumentFacts[Fact] | undefined },
  who: { readonly by: string; readonly at: string },
): SeenEntries {
  const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  const own = before.find((entry) => entry.document === document);
  const others = before.filter((entry) => entry.document !== document);
  return [...others, { ...nothingSeen, ...own, ...given, document, ...who }];
}

/**
 * What was read off a paper (4.33, B4). Facts that are not given stay; null takes one back. The audit entry names the facts, not what they
 * say. Fails with invalidInput (no such row), caseNotFound, caseClosed.
 */
export function setSeen(
  deps: CheckDeps,
  caseId: CaseId,
  actor: Actor,
  document: DocumentCode,
  facts: { readonly [Fact in keyof DocumentFacts]?: DocumentFacts[Fact] | undefined },
): Result<CaseRecord> {
  const given = Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const detail = { document, facts: given.toSorted().join(',') };
  return change(deps, caseId, actor, 'case.seen', detail, (record, at) => {
    if (!factsOfCase(deps, record).documents.some((row) => row.code === document))
      return failure('invalidInput', { field: 'document' });
    return success({ ...record, seen: seenWith(record.seen, document, facts, { by: actor.name, at }) });
  });
}

/**
 * Another kind of business than the record's. Verdicts about papers that the new one does not ask for stay in the record and count for
 * nothing. Fails with wrongState once gaps were told (the first notice named this business), invalidInput (not in the pack), caseNotFound,
 * caseClosed.
 */
export function setBusinessType(
  deps: CheckDeps,
  caseId: CaseId,
  actor: Actor,
  businessType: BusinessType,
): Result<CaseRecord> {
  return change(deps, caseId, actor, 'case.businessType', { businessType }, (record) => {
    if (record.state !== 'open') return failure('wrongState', { state: record.state });
    if (!packOf(deps, record).businessTypes.some((entry) => entry.type === businessType))
      return failure('invalidInput', { field: 'businessType' });
    return success({ ...record, businessType });
  });
}

/**
 * Takes originals in, or hands them back (B6): always an act of a person, also on a finished case, because an original may be found later.
 * Only what lies with us can go back, a suspected original stays, and nothing is taken in once the case has ended. Fails with caseNotFound,
 * caseClosed, invalidInput, notWithUs, caseHeld.
 */
export function setCustody(
  deps: CheckDeps,
  caseId: CaseId,
  actor: Actor,
  documents: readonly DocumentCode[],
  state: Custody,
): Result<CaseRecord> {
  const { stores } = deps;
  const result = stores.run((): Result<CaseRecord> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    if (record.endedAt !== null && state !== 'handedBack') return failure('caseClosed');
    const kept = withUs(record);
    if (state !== 'withUs') {
      // Taking a mark back lets an original go as much as handing it back does.
      const [refused] = canHandBack(kept, record.hold?.document ?? null, documents).reasons;
      if (refused) return { ok: false, error: refused };
    } else {
      const rows = factsOfCase(deps, record).documents.map((row) => row.code);
      if (documents.some((code) => !rows.includes(code)))
        return failure('invalidInput', { field: 'documents' });
    }
    const at = new Date(deps.clock.now()).toISOString();
    const others = record.custody.filter((entry) => !documents.includes(entry.document));
    const entries = [...new Set(documents)].map((document) => ({ document, state, by: actor.name, at }));
    const saved: CaseRecord = { ...record, custody: [...others, ...entries] };
    saveCase(deps, saved, actor, 'case.custody', { documents: documents.join(','), state });
    return success(saved);
  });
  if (result.ok) deps.bus.emit('caseChanged', { caseId });
  return result;
}
