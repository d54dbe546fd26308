import type { UnprintableField } from '../../contract/cases.ts';
import type { CaseFacts } from './caseFacts.ts';
import { holderName } from './composeNotice.ts';

/** One text of a case that a paper or the card prints and that this program did not write itself. */
export interface PrintedField {
  readonly field: UnprintableField;
  readonly text: string;
  /** The card prints it, too: there a code point is no name, so the card waits (domain-rules 8.2). */
  readonly card: boolean;
}

/** What papers of a case print of the permit record, of what a person typed, and of whoever signs (`officer`, the name as shown). */
export function printedFields(
  { record, documents }: Pick<CaseFacts, 'record' | 'documents'>,
  officer: string,
): PrintedField[] {
  const paper = (field: UnprintableField, text: string): PrintedField => ({ field, text, card: false });
  return [
    { field: 'name', text: holderName(record.holder), card: true },
    paper('employer', record.employer.name),
    paper('position', record.position),
    paper('place', record.place),
    paper('note', documents.map(({ note }) => note ?? '').join(' ')),
    paper('officer', officer),
  ];
}
