import { z } from 'zod';
import type { NoticeRecord, NoticeStore } from '../../../app/ports/stores.ts';
import { noticeKind } from '../../../contract/cases.ts';
import { caseId, instant, noticeId, rowId } from '../../../contract/ids.ts';
import { servedView } from '../../../contract/outcomes.ts';
import { noticeContent } from '../../../domain/papers/noticeContent.ts';
import { noticePrint } from '../../../domain/papers/noticePrints.ts';
import { defineTable, json, manyOf, oneOf, plain, text, writer, type Session } from '../table.ts';

const table = defineTable<NoticeRecord>('notices', {
  id: plain(noticeId),
  number: text,
  kind: plain(noticeKind),
  caseId: plain(caseId),
  issuedAt: plain(instant),
  issuedBy: text,
  content: json(noticeContent),
  rowId: plain(rowId),
  reprints: json(z.array(z.object({ at: z.string(), by: z.string(), reason: z.string() }))),
  prints: json(z.array(noticePrint)),
  served: json(servedView.nullable()),
  withdrawn: json(
    z.object({ how: z.enum(['revoked', 'superseded']), by: z.string(), at: z.string() }).nullable(),
  ),
});

export function createNoticeStore(session: Session): NoticeStore {
  const upsert = writer(session, table.upsertSql('id'));
  return {
    get: oneOf(session, table, 'WHERE id = ?'),
    byNumber: oneOf(session, table, 'WHERE number = ?'),
    ofCase: manyOf(session, table, 'WHERE caseId = ? ORDER BY issuedAt, _rowid_'),
    save: (record) => void upsert(table.encode(record)),
    issuedBetween: manyOf(session, table, 'WHERE issuedAt >= ? AND issuedAt < ? ORDER BY issuedAt, _rowid_'),
    reprinted: manyOf(session, table, `WHERE reprints <> '[]' ORDER BY issuedAt, _rowid_`),
  };
}
