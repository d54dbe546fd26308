import type { OfferedSituation, Situation } from '../../contract/caseFacts.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { addMonths } from '../calendar/dates.ts';
import type { BusinessRule, Condition, RulePack } from './rulePack.ts';

export function fulfils({ allOf, anyOf }: Condition, holding: readonly Situation[]): boolean {
  return (
    allOf.every((name) => holding.includes(name)) &&
    (anyOf.length === 0 || anyOf.some((name) => holding.includes(name)))
  );
}

const ageLimitMonths = 60 * 12;

/** What the record or the kind of business says by itself: nobody can take it back, so nobody can waive a paper by leaving it unsaid. */
export function fixedSituations(
  pack: Pick<RulePack, 'cardIntegrationDate'>,
  type: BusinessRule,
  record: PermitRecord,
  today: string,
): Situation[] {
  const derived: readonly (readonly [Situation, boolean])[] = [
    ['family', record.familyMembers > 0],
    ['over60', addMonths(record.holder.birthDate, ageLimitMonths) < today],
    ['inChinaCategoryA', record.category === 'A'],
    ['electronicPermitOnly', record.approvalDate >= pack.cardIntegrationDate],
  ];
  const known: readonly Situation[] = [...type.offers, ...type.holds];
  return [
    ...type.holds,
    ...derived.filter(([name, holds]) => holds && known.includes(name)).map(([name]) => name),
  ];
}

/** Fixed ones and those that people said, as far as this kind of business has them. */
export function holdingSituations(
  type: BusinessRule,
  fixed: readonly Situation[],
  said: readonly Situation[] | null,
): Situation[] {
  return [...new Set([...fixed, ...(said ?? []).filter((name) => type.offers.includes(name))])];
}

export function offeredSituations(
  pack: Pick<RulePack, 'situations'>,
  type: BusinessRule,
  fixed: readonly Situation[],
  holding: readonly Situation[],
): OfferedSituation[] {
  return type.offers.map((situation) => ({
    situation,
    zh: pack.situations[situation].zh,
    en: pack.situations[situation].en,
    holds: holding.includes(situation),
    fixed: fixed.includes(situation),
  }));
}
