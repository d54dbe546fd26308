import { z } from 'zod';
import type { AttachmentKind } from '../../../app/ports/attachments.ts';
import type { RowAttachment, RowAttachmentStore } from '../../../app/ports/rowAttachments.ts';
import { attachmentId, instant, rowId } from '../../../contract/ids.ts';
import { defineTable, manyOf, optionalText, plain, text, whole, writer, type Session } from '../table.ts';

const table = defineTable<RowAttachment>('rowAttachments', {
  rowId: plain(rowId),
  attachmentId: plain(attachmentId),
  // Written from an attachment's own kind, which its table checks.
  kind: { ...text, fromSql: (found) => z.string().parse(found) as AttachmentKind },
  digest: text,
  size: whole,
  confirmedAt: plain(instant.nullable()),
  problem: {
    ...optionalText,
    fromSql: (found) => z.enum(['gone', 'damaged', 'refused']).nullable().parse(found),
  },
});

/** Of waiting rows only: what a superseded row named goes with the row that took its place. */
export const openPicturesSql = `JOIN outbox ON outbox.id = rowAttachments.rowId AND outbox.state = 'waiting'
  WHERE rowAttachments.confirmedAt IS NULL AND rowAttachments.problem IS NULL
  ORDER BY outbox.sequence, rowAttachments.id LIMIT ?`;

export function createRowAttachmentStore(session: Session): RowAttachmentStore {
  const { database } = session;
  const insert = writer(session, table.insertSql());
  const named = database.prepare('SELECT 1 FROM rowAttachments WHERE attachmentId = ?');
  const waits = database.prepare(
    `SELECT 1 FROM rowAttachments JOIN outbox ON outbox.id = rowAttachments.rowId AND outbox.state = 'waiting'
     WHERE attachmentId = ? AND confirmedAt IS NULL AND problem IS NULL`,
  );
  const open = database.prepare(
    `SELECT ${table.list
      .split(', ')
      .map((column) => `rowAttachments.${column}`)
      .join(', ')} FROM rowAttachments ${openPicturesSql}`,
  );
  const confirm = writer(
    session,
    'UPDATE rowAttachments SET confirmedAt = @at WHERE digest = @digest AND confirmedAt IS NULL AND problem IS NULL',
  );
  const fail = writer(
    session,
    `UPDATE rowAttachments SET problem = @problem
     WHERE rowId = @rowId AND attachmentId = @attachmentId AND confirmedAt IS NULL`,
  );
  const count = database
    .prepare('SELECT count(*) FROM rowAttachments WHERE confirmedAt IS NULL AND problem IS NULL')
    .pluck();
  return {
    name: (attachment) => void insert(table.encode({ ...attachment, confirmedAt: null, problem: null })),
    ofRow: manyOf(session, table, 'WHERE rowId = ? ORDER BY id'),
    named: (id) => named.get(id) !== undefined,
    waits: (id) => waits.get(id) !== undefined,
    open: (limit) => open.all(limit).map(table.decode),
    confirm: (digest, at) => void confirm({ digest, at }),
    fail: (row, attachment, problem) => void fail({ rowId: row, attachmentId: attachment, problem }),
    counts: () => ({ open: Number(count.get()) }),
  };
}
