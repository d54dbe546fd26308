import type { ComparedField } from '../../contract/cases.ts';
import type { IdCardOriginal, VisaRead } from '../../contract/comparison.ts';
import type { CaseId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { refusals } from '../../domain/cases/standing.ts';
import type { CaseFacts } from '../../domain/cases/caseFacts.ts';
import { namesOfFields } from '../../domain/documents/fieldNames.ts';
import { canonicalJson } from '../../domain/documents/canonicalJson.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import type { Attached } from './attachPassport.ts';
import { factsOfCase, type FactsDeps } from './factsOfCase.ts';
import { saveCase } from './saveCase.ts';

export type BesideDeps = FactsDeps & Pick<Deps, 'crypto'>;
type Beside = { readonly visa: VisaRead } | { readonly idCard: IdCardOriginal };

/** Fields in which an original that was read beside the passport says something else than the permit record. */
function differingIn(facts: CaseFacts, source: 'visa' | 'idCard'): ComparedField[] {
  return facts.comparison
    .filter((row) => row.others.some((each) => each.source === source && each.machine === 'differs'))
    .map((row) => row.field);
}

/** Answers by eye whose question is still the same one. */
function keptAnswers(before: CaseFacts, after: CaseFacts, record: CaseRecord): CaseRecord['eye'] {
  const question = (facts: CaseFacts, field: ComparedField): string => {
    const row = facts.comparison.find((each) => each.field === field);
    return canonicalJson(row === undefined ? null : { ...row, eye: null });
  };
  return record.eye.filter(({ field }) => question(before, field) === question(after, field));
}

/**
 * Lays a visa or a resident's card beside the passport of a case that is being checked (A3). It is kept whatever it says, because its zone
 * alone never decides (domain-rules 2.7); what differs is told and goes to the eye. But a visa that differs does not replace one that
 * fits: another visitor's lay on the reader. Fails with caseNotFound, caseClosed, mrzVisa or passportNotRead (the passport comes first), visaDiffers, idCardDiffers.
 */
export function attachBeside(
  deps: BesideDeps,
  caseId: CaseId,
  read: Beside,
  actor: Actor,
  alsoWrite?: (record: CaseRecord) => void,
): Result<Attached> {
  const { stores } = deps;
  const source = 'visa' in read ? 'visa' : 'idCard';
  return stores.run((): Result<Attached> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    const [refused] = refusals('check', record);
    if (refused) return { ok: false, error: refused };
    if (record.passport === null) return failure(source === 'visa' ? 'mrzVisa' : 'passportNotRead');

    const before = factsOfCase(deps, record);
    const laid: CaseRecord = { ...record, ...read };
    const after = factsOfCase(deps, laid);
    const differing = differingIn(after, source);
    const { zh, en } = namesOfFields(differing);
    const problem: Failure = {
      code: source === 'visa' ? 'visaDiffers' : 'idCardDiffers',
      detail: { field: `${zh} ${en}`, fields: differing.join(',') },
    };
    const hadGoodOne = record[source] !== null && differingIn(before, source).length === 0;
    if (hadGoodOne && differing.length > 0) return { ok: false, error: problem };

    const saved: CaseRecord = { ...laid, eye: keptAnswers(before, after, record) };
    saveCase(deps, saved, actor, `${source}.read`, { differs: differing.join(',') });
    alsoWrite?.(saved);
    return success({ record: saved, problems: differing.length > 0 ? [problem] : [] });
  });
}
