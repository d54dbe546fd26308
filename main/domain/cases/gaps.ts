import type { DocumentRow } from '../../contract/cases.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import { differingFields } from '../documents/comparePassport.ts';
import { isSatisfied } from '../documents/documentChecklist.ts';
import { namesOfFields } from '../documents/fieldNames.ts';
import type { Bilingual } from '../papers/noticeContent.ts';
import type { CaseFacts } from './caseFacts.ts';

/** One thing that a supplement notice must tell. */
export interface Gap {
  readonly code: DocumentCode;
  readonly title: Bilingual;
  readonly reason: Bilingual;
  readonly clause: Bilingual;
}

function verdictReason(row: DocumentRow): Bilingual[] {
  const note = row.note === null ? '' : row.note;
  switch (row.verdict) {
    case 'missing':
      return [
        { zh: `未提交原件${note && `：${note}`}`, en: `the original was not shown${note && `: ${note}`}` },
      ];
    case 'differs':
      return [
        {
          zh: `与许可信息不一致${note && `：${note}`}`,
          en: `differs from the permit record${note && `: ${note}`}`,
        },
      ];
    case null:
      return [{ zh: '未核验', en: 'not checked' }];
    case 'matches':
    case 'notNeeded':
      return [];
  }
}

/** `canSupplement` waits for such a fact; a list of gaps asked for earlier says it all the same. */
const unknownFact = ({ zh, en }: Bilingual): Bilingual => ({ zh: `未写明${zh}`, en: `not stated: ${en}` });

function together(reasons: readonly Bilingual[]): Bilingual {
  return {
    zh: reasons.map((reason) => reason.zh).join('；'),
    en: reasons.map((reason) => reason.en).join('; '),
  };
}

/** Every unsatisfied row with all its reasons; a passport that differs from the record is a gap of the passport row (domain-rules 6.1). */
export function gaps(facts: Pick<CaseFacts, 'documents' | 'comparison'>): Gap[] {
  const differing = differingFields(facts.comparison);
  return facts.documents.flatMap((row): Gap[] => {
    const comparison: Bilingual[] = [];
    if (row.code === 'PASSPORT' && row.required && differing.length > 0) {
      const { zh, en } = namesOfFields(differing);
      comparison.push({ zh: `与许可信息不一致：${zh}`, en: `differs from the permit record: ${en}` });
    }
    if (isSatisfied(row) && comparison.length === 0) return [];
    const failed = [...row.dateChecks, ...row.formChecks].filter((check) => check.result === 'fails');
    const unsaid = row.verdict === 'matches' ? row.asks.filter((each) => each.required) : [];
    return [
      {
        code: row.code,
        title: { zh: row.titleZh, en: row.titleEn },
        reason: together([...verdictReason(row), ...failed, ...unsaid.map(unknownFact), ...comparison]),
        clause: { zh: row.clauseZh, en: row.clauseEn },
      },
    ];
  });
}

/**
 * Items of a second notice that could have been seen the first time (B3). What only went stale since then could not: `documentsThen` is the
 * checklist computed for the day of the first notice.
 */
export function addedItems(
  facts: Pick<CaseFacts, 'documents' | 'comparison'>,
  told: readonly DocumentCode[],
  documentsThen: readonly DocumentRow[],
): Gap[] {
  return gaps(facts).filter(({ code }) => {
    if (told.includes(code)) return false;
    const now = facts.documents.find((row) => row.code === code);
    const then = documentsThen.find((row) => row.code === code);
    const onlyStale =
      now?.verdict === 'matches' && !isSatisfied(now) && then !== undefined && isSatisfied(then);
    const differs = code === 'PASSPORT' && differingFields(facts.comparison).length > 0;
    return differs || !onlyStale;
  });
}
