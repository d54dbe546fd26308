import type { DocumentRow, Verdict } from '../../contract/cases.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import type { RulePack } from '../rules/rulePack.ts';
import { checkDate, type DateFacts } from './dateChecks.ts';

export type Verdicts = readonly {
  readonly document: DocumentCode;
  readonly verdict: Verdict;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}[];

/**
 * The originals that this case must show, by the pack it was opened under (B1, domain-rules 4), each with its newest verdict and its date
 * checks. `entered`: has the person entered the country? At a window, always.
 */
export function documentChecklist(
  pack: RulePack,
  facts: DateFacts,
  verdicts: Verdicts,
  entered: boolean,
): DocumentRow[] {
  const { record } = facts;
  const type = pack.businessTypes.find((entry) => entry.type === record.businessType);
  if (!type) return [];
  const exempt = !type.categories.includes(record.category);
  return type.documents
    .filter(({ when }) =>
      when === 'family' ? record.familyMembers > 0 : when === 'afterEntry' ? entered : true,
    )
    .map((document) => {
      const answer = verdicts.findLast((entry) => entry.document === document.code);
      const requirement = exempt ? 'waived' : document.requirement;
      return {
        code: document.code,
        titleZh: document.title.zh,
        titleEn: document.title.en,
        requirement,
        required: requirement === 'original' || requirement === 'copy',
        ruleId: document.ruleId,
        clauseZh: document.clause.zh,
        clauseEn: document.clause.en,
        dateChecks: document.dateRules.map((rule) => checkDate(rule, document.code, facts)),
        verdict: answer?.verdict ?? null,
        note: answer?.note ?? null,
        by: answer?.by ?? null,
        at: answer?.at ?? null,
      };
    });
}

/** May the case be accepted as far as this row goes? A verdict `matches` does not mend a date that fails. */
export function isSatisfied(row: DocumentRow): boolean {
  if (!row.required || row.verdict === 'notNeeded') return true;
  return row.verdict === 'matches' && row.dateChecks.every((check) => check.result !== 'fails');
}

/** Nobody has looked at it yet (B2). */
export function isUnchecked(row: DocumentRow): boolean {
  return row.required && row.verdict === null;
}
