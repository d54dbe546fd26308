import type { Stores } from '../../app/ports/stores.ts';
import { NotWritten } from '../../app/ports/notWritten.ts';
import { isDamage, sqliteCode, type Sqlite } from './database.ts';
import type { KeptIntegrity } from './seals/createIntegrity.ts';
import { createAttachmentStore, createPhotoStore } from './stores/attachmentStore.ts';
import { createAuditStore } from './stores/auditStore.ts';
import { createCabinetStore } from './stores/cabinetStore.ts';
import { createCarriedStore } from './stores/carriedStore.ts';
import { createCardSlipStore } from './stores/cardSlipStore.ts';
import { createCaseStore } from './stores/caseStore.ts';
import { createDayStore } from './stores/dayStore.ts';
import { createDecisionStore } from './stores/decisionStore.ts';
import { createDeviceStore } from './stores/deviceStore.ts';
import { createDraftStore } from './stores/draftStore.ts';
import { createHandOverStore } from './stores/handOverStore.ts';
import { createJobStore } from './stores/jobStore.ts';
import { createNoticeStore } from './stores/noticeStore.ts';
import { createOutboxStore } from './stores/outboxStore.ts';
import { createRatingStore } from './stores/ratingStore.ts';
import { createRecallStore } from './stores/recallStore.ts';
import { createEarlierCardStore, createFeeStore } from './stores/replacementStores.ts';
import { createRecordsStore } from './stores/recordsStore.ts';
import { createRetentionStore } from './stores/retentionStore.ts';
import { createRequestStore } from './stores/requestStore.ts';
import { createRowAttachmentStore } from './stores/rowAttachmentStore.ts';
import { createScanStore } from './stores/scanStore.ts';
import { createSnapshotStore } from './stores/snapshotStore.ts';
import { createStockBookStore } from './stores/stockBookStore.ts';
import { createStaffStore } from './stores/staffStore.ts';
import { createStandingStore } from './stores/standingStore.ts';
import { createTicketStore } from './stores/ticketStore.ts';
import { createUnitStore } from './stores/unitStore.ts';
import { createWithdrawnPaperStore } from './stores/withdrawnPaperStore.ts';
import type { Session } from './table.ts';

/**
 * The stores over one open, migrated connection. `run` inside `run` is a part of the outer commit: what it throws undoes that part, and
 * when nobody catches it, everything. A promise as the result of `run` throws: a transaction contains no `await`.
 */
export function createStores(database: Sqlite, kept: KeptIntegrity): Stores {
  const session: Session = {
    database,
    requireTransaction: () => {
      if (!database.inTransaction) throw new Error('a write outside a transaction');
    },
  };
  const transaction = database.transaction((work: () => unknown) => work());
  const nextNumber = database
    .prepare(
      `INSERT INTO counters (name, value) VALUES (?, 1)
       ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
    )
    .pluck();
  return {
    run: <Value>(work: () => Value): Value => {
      const value = durably(() => transaction.immediate(work) as Value);
      if (!database.inTransaction) kept.committed();
      return value;
    },
    cases: createCaseStore(session),
    snapshots: createSnapshotStore(session),
    notices: createNoticeStore(session),
    decisions: createDecisionStore(session),
    recalls: createRecallStore(session),
    jobs: createJobStore(session),
    units: createUnitStore(session),
    stockBook: createStockBookStore(session),
    earlierCards: createEarlierCardStore(session),
    fees: createFeeStore(session),
    handOvers: createHandOverStore(session),
    cardSlips: createCardSlipStore(session),
    outbox: createOutboxStore(session),
    staff: createStaffStore(session),
    days: createDayStore(session),
    audit: createAuditStore(session),
    integrity: kept.integrity,
    records: createRecordsStore(session),
    standings: createStandingStore(session),
    carried: createCarriedStore(session),
    requests: createRequestStore(session),
    scans: createScanStore(session),
    devices: createDeviceStore(session),
    attachments: createAttachmentStore(session),
    photos: createPhotoStore(session),
    rowAttachments: createRowAttachmentStore(session),
    drafts: createDraftStore(session),
    tickets: createTicketStore(session),
    cabinet: createCabinetStore(session),
    ratings: createRatingStore(session),
    withdrawnPapers: createWithdrawnPaperStore(session),
    retention: createRetentionStore(session),
    nextNumber: (name) => {
      session.requireTransaction();
      return Number(nextNumber.get(name));
    },
  };
}

/** Names what the disk did not take; anything else that is thrown stays what it is. Either way nothing of the commit is there. */
function durably<Value>(commit: () => Value): Value {
  try {
    return commit();
  } catch (thrown) {
    const code = sqliteCode(thrown);
    if (code === 'SQLITE_FULL') throw new NotWritten('diskFull');
    if (code.startsWith('SQLITE_READONLY')) throw new NotWritten('diskReadOnly');
    if (code.startsWith('SQLITE_IOERR') && !isDamage(thrown)) throw new NotWritten('diskFault');
    throw thrown;
  }
}
