import { z } from 'zod';
import type { CardSlipRecord, CardSlipStore } from '../../../app/ports/cardSlips.ts';
import { cardJobView } from '../../../contract/cards.ts';
import { instant, jobId } from '../../../contract/ids.ts';
import { defineTable, manyOf, optionalText, plain, text, writer, type Session } from '../table.ts';

const slips = defineTable<CardSlipRecord>('cardSlips', {
  jobId: plain(jobId),
  copy: plain(z.number().int().positive()),
  promise: plain(cardJobView.shape.promise),
  reason: optionalText,
  at: plain(instant),
  by: text,
});

/** The slips of cards (D2): entries are added only. */
export function createCardSlipStore(session: Session): CardSlipStore {
  const insert = writer(session, slips.insertSql());
  return {
    insert: (slip) => void insert(slips.encode(slip)),
    ofJob: manyOf(session, slips, 'WHERE jobId = ? ORDER BY copy'),
  };
}
