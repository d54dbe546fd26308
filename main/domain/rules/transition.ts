import type { Situation } from '../../contract/caseFacts.ts';
import type { BusinessType } from '../../contract/permit.ts';
import type { RulePack, TransitionRow } from './rulePack.ts';
import { fulfils } from './situations.ts';

export interface TransitionFacts {
  /** What the person came for. */
  readonly businessType: BusinessType;
  readonly situations: readonly Situation[];
  /** Calendar dates in Asia/Shanghai: approval of the Notice, end of the permit. */
  readonly approvalDate: string;
  readonly permitValidTo: string;
  readonly today: string;
}

/**
 * The rows of the transition table of 2024-12-01 that are about this case, in the table's order (B7; domain-rules 4.15, 4.18, 4.19, 5.12,
 * 5.20 to 5.24).
 */
export function transitionRows(pack: Pick<RulePack, 'transition'>, facts: TransitionFacts): TransitionRow[] {
  const { businessType, approvalDate, today } = facts;
  return pack.transition.filter(
    (row) =>
      row.appliesFrom <= today &&
      (row.businessTypes.length === 0 || row.businessTypes.includes(businessType)) &&
      fulfils(row.when, facts.situations) &&
      (row.approvedBefore === null || approvalDate < row.approvedBefore) &&
      (row.approvedFrom === null || approvalDate >= row.approvedFrom) &&
      (row.permit === 'any' || (row.permit === 'unexpired') === facts.permitValidTo >= today),
  );
}
