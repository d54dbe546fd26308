import type {
  EarlierActRecord,
  EarlierCardStore,
  FeeRecord,
  FeeStore,
} from '../../../app/ports/replacements.ts';
import { cardPurpose } from '../../../contract/cards.ts';
import { cents, earlierAct, feeKind, feeMeans, replacementReason } from '../../../contract/earlierCards.ts';
import { caseId, earlierActId, feeId, instant, jobId, rowId, staffId } from '../../../contract/ids.ts';
import { defineTable, manyOf, oneOf, optionalText, plain, text, writer, type Session } from '../table.ts';

const acts = defineTable<EarlierActRecord>('oldCardActs', {
  id: plain(earlierActId),
  caseId: plain(caseId),
  caseNumber: text,
  permitNumber: text,
  jobId: plain(jobId.nullable()),
  act: plain(earlierAct),
  cardNumber: optionalText,
  purpose: plain(cardPurpose.nullable()),
  reason: plain(replacementReason.nullable()),
  note: optionalText,
  by: text,
  byId: plain(staffId.nullable()),
  by2: optionalText,
  at: plain(instant),
  rowId: plain(rowId.nullable()),
});

const fees = defineTable<FeeRecord>('fees', {
  id: plain(feeId),
  jobId: plain(jobId),
  caseId: plain(caseId),
  caseNumber: text,
  kind: plain(feeKind),
  amount: plain(cents),
  means: plain(feeMeans),
  receiptNumber: optionalText,
  note: optionalText,
  of: plain(feeId.nullable()),
  by: text,
  byId: plain(staffId.nullable()),
  by2: optionalText,
  at: plain(instant),
  rowId: plain(rowId),
});

/** The book of earlier cards (D8): entries are added only. In order of writing: `_rowid_`, because `rowid` is the column of the queue row here. */
export function createEarlierCardStore(session: Session): EarlierCardStore {
  const insert = writer(session, acts.insertSql());
  return {
    insert: (act) => void insert(acts.encode(act)),
    ofPermit: manyOf(session, acts, 'WHERE permitNumber = ? ORDER BY _rowid_'),
    between: manyOf(session, acts, 'WHERE at >= ? AND at < ? ORDER BY _rowid_'),
  };
}

/** The book of fees (D12): entries are added only. */
export function createFeeStore(session: Session): FeeStore {
  const insert = writer(session, fees.insertSql());
  const ofReceipt = oneOf(session, fees, `WHERE receiptNumber = ? AND kind = 'paid'`);
  return {
    insert: (fee) => void insert(fees.encode(fee)),
    ofJob: manyOf(session, fees, 'WHERE jobId = ? ORDER BY _rowid_'),
    hasReceipt: (receiptNumber) => ofReceipt(receiptNumber) !== null,
    between: manyOf(session, fees, 'WHERE at >= ? AND at < ? ORDER BY _rowid_'),
    all: manyOf(session, fees, 'ORDER BY _rowid_'),
  };
}
