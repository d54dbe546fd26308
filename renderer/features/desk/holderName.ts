import type { CaseView } from '../../../main/contract/cases.ts';

/** `FAMILY, GIVEN`, as on the passport; one part alone stays alone. */
export function holderName(view: Pick<CaseView, 'snapshot'>): string {
  const { familyName, givenNames } = view.snapshot.record.holder;
  return [familyName, givenNames].filter((part) => part !== '').join(', ');
}
