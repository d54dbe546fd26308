import type { RecallRecord, RecallStore } from '../../../app/ports/outcomeStores.ts';
import { caseId, instant, jobId, noticeId, recallId } from '../../../contract/ids.ts';
import { recallView } from '../../../contract/outcomes.ts';
import { defineTable, json, manyOf, oneOf, plain, text, writer, type Session } from '../table.ts';

const table = defineTable<RecallRecord>('recalls', {
  id: plain(recallId),
  caseId: plain(caseId),
  caseNumber: text,
  subject: plain(recallView.shape.subject),
  number: text,
  noticeId: plain(noticeId.nullable()),
  jobId: plain(jobId.nullable()),
  cause: plain(recallView.shape.cause),
  holder: text,
  fetchBy: text,
  dueOn: text,
  openedAt: plain(instant),
  openedBy: text,
  closed: json(recallView.shape.closed),
});

export function createRecallStore(session: Session): RecallStore {
  const upsert = writer(session, table.upsertSql('id'));
  return {
    get: oneOf(session, table, 'WHERE id = ?'),
    save: (recall) => void upsert(table.encode(recall)),
    ofCase: manyOf(session, table, 'WHERE caseId = ? ORDER BY openedAt, rowid'),
    list: manyOf(
      session,
      table,
      `ORDER BY closed IS NOT NULL, CASE WHEN closed IS NULL THEN dueOn END,
       CASE WHEN closed IS NULL THEN rowid ELSE -rowid END`,
    ),
  };
}
