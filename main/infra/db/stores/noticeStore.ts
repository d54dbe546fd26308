import { z } from 'zod';
import type { NoticeRecord, NoticeStore } from '../../../app/ports/stores.ts';
import { noticeKind } from '../../../contract/cases.ts';
import { caseId, instant, noticeId, rowId } from '../../../contract/ids.ts';
import { noticeContent } from '../../../domain/papers/noticeContent.ts';
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
});

export function createNoticeStore(session: Session): NoticeStore {
  const upsert = writer(session, table.upsertSql('id'));
  return {
    get: oneOf(session, table, 'WHERE id = ?'),
    ofCase: manyOf(session, table, 'WHERE caseId = ? ORDER BY issuedAt, rowid'),
    save: (record) => void upsert(table.encode(record)),
    issuedBetween: manyOf(session, table, 'WHERE issuedAt >= ? AND issuedAt < ? ORDER BY issuedAt, rowid'),
  };
}
