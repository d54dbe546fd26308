import type { BusinessType } from '../../contract/permit.ts';
import type { Failure } from '../../contract/result.ts';
import type { TransitionRow } from '../rules/rulePack.ts';
import { transitionRows } from '../rules/transition.ts';
import type { CaseFacts } from './caseFacts.ts';

/** The rows of the transition table that are about this case (B7). */
export function transitionOf(facts: CaseFacts): TransitionRow[] {
  const { pack, record, businessType, situations, today } = facts;
  return transitionRows(pack, {
    businessType,
    situations,
    approvalDate: record.approvalDate,
    permitValidTo: record.validTo,
    today,
  });
}

/** What keeps a case from being this business at this desk, whatever its papers are (3.14, 4.11, 4.13, 4.17, B7). */
export function wrongBusiness(facts: CaseFacts): Failure | null {
  const { business, situations, pack } = facts;
  const elsewhere = (zh: string, en: string): Failure => ({
    code: 'businessElsewhere',
    detail: { how: `${zh} ${en}` },
  });
  if (business === null) return elsewhere('规则包中没有此业务', 'the rule pack does not have it');
  if (business.handledAt !== 'window')
    return elsewhere(business.elsewhere?.zh ?? '', business.elsewhere?.en ?? '');
  const stop = transitionOf(facts).find((row) => row.stops);
  if (stop !== undefined) return elsewhere(stop.words.zh, stop.words.en);
  const anew = business.newApplicationWhen.find((entry) => situations.includes(entry.situation));
  if (anew !== undefined)
    return { code: 'newApplicationNeeded', detail: { reason: `${anew.clause.zh} ${anew.clause.en}` } };
  if (business.grounds.length === 0 || business.grounds.some((name) => situations.includes(name)))
    return null;
  const grounds = business.grounds.map((name) => `${pack.situations[name].zh} ${pack.situations[name].en}`);
  return { code: 'groundMissing', detail: { grounds: grounds.join('、') } };
}

/** Kinds of business that end a permit or are not done here. */
const noCardAfter: readonly BusinessType[] = ['CANCEL', 'CANCEL_NOTICE_PRE', 'SHORT', 'INSURANCE'];

/** A card follows only a business that leaves a permit behind. */
export function noCardFollows(facts: Pick<CaseFacts, 'businessType'>): Failure | null {
  return noCardAfter.includes(facts.businessType)
    ? { code: 'cardNotAllowed', detail: { reason: '该业务不制卡 no card follows this business' } }
    : null;
}
