import { z } from 'zod';
import type { CaseRecord, Stores } from '../ports/stores.ts';

const itemsOf = z.object({ items: z.array(z.string()) });

/**
 * Did the supplement notices of a case tell everything that was found missing (B3, domain-rules 11.8)? The case says what was found, the rows that
 * reported the papers say what stood on them. A row whose content was purged proves nothing: its day was closed and looked at.
 */
export function isToldWhole(
  { notices, outbox }: Pick<Stores, 'notices' | 'outbox'>,
  record: Pick<CaseRecord, 'id' | 'told'>,
): boolean {
  const papers = notices.ofCase(record.id).filter(({ kind }) => kind === 'supplement');
  const lists = papers.map(({ rowId }) => itemsOf.safeParse(outbox.get(rowId)?.payload));
  if (lists.some(({ success }) => !success)) return true;
  const told = new Set(lists.flatMap(({ data }) => data?.items ?? []));
  return record.told.every((code) => told.has(code));
}
