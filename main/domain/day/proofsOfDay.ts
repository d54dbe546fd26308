import type { CaseId } from '../../contract/ids.ts';
import { inDay, type DayInputs } from './dayInputs.ts';

/** One side of 11.10 that has no counterpart. `since`: its age begins here. */
export interface Unmatched {
  readonly subject: string;
  readonly caseId: CaseId | null;
  readonly caseNumber: string;
  readonly owner: string;
  readonly since: string;
  readonly missing: { readonly zh: string; readonly en: string };
}

const noReceipt = { zh: '无签收记录', en: 'no receipt' };
const noCard = { zh: '有签收记录，无交付卡片', en: 'receipt without a card' };
const noRow = { zh: '评价无上报行', en: 'rating without a row to send' };
const noRating = { zh: '上报行无评价', en: 'row without a rating' };
const ratedTwice = { zh: '同一办件评价多于一次', en: 'more than one rating for the case' };

/** Cards that were handed over without a receipt, and receipts without a card, by case (domain-rules 11.10). */
export function handOverDifferences(inputs: DayInputs): Unmatched[] {
  const receipts = [...inputs.rows.handOvers];
  const found: Unmatched[] = [];
  for (const job of inputs.jobs) {
    if (job.handedOverAt === null || !inDay(inputs, job.handedOverAt)) continue;
    const at = receipts.findIndex(({ caseId }) => caseId === job.caseId);
    if (at >= 0) receipts.splice(at, 1);
    else {
      const { id: subject, caseId, caseNumber, owner, handedOverAt: since } = job;
      found.push({ subject, caseId, caseNumber, owner, since, missing: noReceipt });
    }
  }
  return [...found, ...receipts.map((row) => ofRow(row, noCard))];
}

/** Ratings without a row that reports them, rows without a rating, and second ratings of a case (domain-rules 11.10). */
export function ratingDifferences(inputs: DayInputs): Unmatched[] {
  const rows = new Set<string>(inputs.rows.ratings.map(({ id }) => id));
  const taken = new Set<string>(inputs.ratings.map(({ rowId }) => rowId));
  const seen = new Set<string>();
  const found: Unmatched[] = [];
  for (const { id: subject, caseId, caseNumber, givenAt: since, rowId } of inputs.ratings) {
    const missing = seen.has(caseId) ? ratedTwice : rows.has(rowId) ? null : noRow;
    seen.add(caseId);
    // Nobody who is signed in gives a rating: the station answers for it.
    if (missing !== null)
      found.push({ subject, caseId, caseNumber, owner: inputs.stationId, since, missing });
  }
  return [
    ...found,
    ...inputs.rows.ratings.filter(({ id }) => !taken.has(id)).map((row) => ofRow(row, noRating)),
  ];
}

function ofRow(row: DayInputs['rows']['open'][number], missing: Unmatched['missing']): Unmatched {
  const { id: subject, caseId, caseNumber, owner, createdAt: since } = row;
  return { subject, caseId, caseNumber: caseNumber ?? '', owner, since, missing };
}
