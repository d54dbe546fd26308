import type { CaseView, ComparedField } from '../../../main/contract/cases.ts';
import { isSatisfied, isUnchecked } from '../../../main/domain/documents/documentChecklist.ts';
import { differingFields, eyeMayAnswer } from '../../../main/domain/documents/comparePassport.ts';
import type { DocumentCode } from '../../../main/contract/permit.ts';

/** One thing between the case and its acceptance. */
export type Missing =
  | { readonly kind: 'passport' }
  | { readonly kind: 'field'; readonly field: ComparedField }
  | {
      readonly kind: 'row';
      readonly code: DocumentCode;
      readonly index: number;
      readonly zh: string;
      readonly en: string;
      /** Nobody has said yet; otherwise it was looked at and does not satisfy. */
      readonly open: boolean;
    };

/** What is still missing, in the order of the screen: what has to be looked at first, then what fails. Empty = nothing. */
export function missingOf(view: Pick<CaseView, 'documents' | 'comparison' | 'passport'>): readonly Missing[] {
  // A passport that differs from the record is a gap of its row, whatever the verdict says (domain-rules 6.1).
  const differs = differingFields(view.comparison).length > 0;
  const rows = view.documents.flatMap((row, index): Extract<Missing, { kind: 'row' }>[] =>
    isSatisfied(row) && !(differs && row.code === 'PASSPORT')
      ? []
      : [{ kind: 'row', code: row.code, index, zh: row.titleZh, en: row.titleEn, open: isUnchecked(row) }],
  );
  const listed = view.documents.some(({ code }) => code === 'PASSPORT');
  return [
    ...(view.passport === null && listed ? [{ kind: 'passport' } as const] : []),
    ...view.comparison
      .filter((row) => eyeMayAnswer(row) && row.eye === null)
      .map(({ field }) => ({ kind: 'field', field }) as const),
    ...rows.filter((row) => row.open),
    ...rows.filter((row) => !row.open),
  ];
}
