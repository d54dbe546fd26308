import type { CaseView } from '../../contract/cases.ts';
import type { CaseFacts } from '../../domain/cases/caseFacts.ts';
import { caseAdvice } from '../../domain/rules/advice.ts';
import { offeredSituations } from '../../domain/rules/situations.ts';

/** What the pack says about the whole case: kinds of business, situations, windows, who else is responsible. */
export function presentRules(
  facts: CaseFacts,
): Pick<
  CaseView,
  | 'businessTitleZh'
  | 'businessTitleEn'
  | 'businessOffered'
  | 'situations'
  | 'situationsOffered'
  | 'advice'
  | 'offices'
> {
  const { pack, business, businessType, fixed, situations } = facts;
  return {
    businessTitleZh: business?.title.zh ?? businessType,
    businessTitleEn: business?.title.en ?? businessType,
    businessOffered: pack.businessTypes.map(({ type, title, handledAt, elsewhere }) => ({
      type,
      zh: title.zh,
      en: title.en,
      handledAt,
      elsewhereZh: elsewhere?.zh ?? '',
      elsewhereEn: elsewhere?.en ?? '',
    })),
    situations: [...situations],
    situationsOffered: business === null ? [] : offeredSituations(pack, business, fixed, situations),
    advice: caseAdvice(pack, facts),
    offices: pack.offices.map(({ id, name, address, phone, tasks }) => ({
      id,
      nameZh: name.zh,
      nameEn: name.en,
      addressZh: address?.zh ?? null,
      addressEn: address?.en ?? null,
      phone,
      tasksZh: tasks.zh,
      tasksEn: tasks.en,
    })),
  };
}
