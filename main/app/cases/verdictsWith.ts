import type { DocumentCode } from '../../contract/permit.ts';
import { replaceVerdict, type KeptVerdict } from '../../domain/cases/secondCheck.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';

/** The verdicts of a case with one more, or with none (`next` null), for a document. What its newest notice has told stays beside it (B5). */
export function verdictsWith(
  deps: Pick<Deps, 'stores'>,
  record: CaseRecord,
  document: DocumentCode,
  next: KeptVerdict | null,
  act: { readonly at: string; readonly by: string },
): CaseRecord['verdicts'] {
  const supplement = deps.stores.decisions.ofCase(record.id).findLast(({ kind }) => kind === 'supplement');
  return replaceVerdict(record.verdicts, document, next, { ...act, told: supplement?.at ?? null });
}
