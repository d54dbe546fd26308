import type { Custody } from '../../../../main/contract/caseFacts.ts';
import type { CaseView } from '../../../../main/contract/cases.ts';

/** Where the passport of a case lies (B6). */
export const passportCustody = (view: Pick<CaseView, 'documents' | 'withUs'>): Custody =>
  view.withUs.includes('PASSPORT')
    ? 'withUs'
    : (view.documents.find(({ code }) => code === 'PASSPORT')?.custody ?? 'none');

/** What may go back now: a suspected original stays until the supervisor has looked. */
export const mayGoBack = (view: Pick<CaseView, 'withUs' | 'held'>): CaseView['withUs'] =>
  view.withUs.filter((code) => code !== view.held?.document);
