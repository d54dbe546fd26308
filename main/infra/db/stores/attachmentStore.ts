import { z } from 'zod';
import type {
  AttachmentKind,
  AttachmentRecord,
  AttachmentStore,
  PhotoRecord,
  PhotoStore,
} from '../../../app/ports/attachments.ts';
import { attachmentId, caseId, instant } from '../../../contract/ids.ts';
import {
  derivativeFacts,
  derivativeKind,
  photoFacts,
  photoReport,
  scanFacts,
} from '../../../contract/photos.ts';
import { documentCode } from '../../../contract/permit.ts';
import {
  defineTable,
  json,
  manyOf,
  oneOf,
  optionalText,
  plain,
  text,
  whole,
  writer,
  type Session,
} from '../table.ts';

const kinds = [
  'photo',
  ...derivativeKind.options.map((kind) => `photo:${kind}`),
  ...documentCode.options.map((code) => `original:${code}`),
  'signature',
] as AttachmentKind[];

// The column `purgeAfter` of migration 6 stays empty: see AttachmentRecord.
const table = defineTable<AttachmentRecord>('attachments', {
  id: plain(attachmentId),
  caseId: plain(caseId),
  kind: plain(z.enum(kinds)),
  size: whole,
  digest: text,
  addedAt: plain(instant),
  addedBy: text,
  scan: json(scanFacts.nullable()),
  purgedAt: optionalText,
});

export function createAttachmentStore(session: Session): AttachmentStore {
  const { database, requireTransaction } = session;
  const insert = writer(session, table.insertSql());
  const sql = {
    keepPicture: database.prepare('INSERT INTO attachmentPictures (attachmentId, sealed) VALUES (?, ?)'),
    keepKey: database.prepare('INSERT INTO attachmentKeys (attachmentId, key) VALUES (?, ?)'),
    read: database.prepare(
      `SELECT sealed, key FROM attachmentPictures JOIN attachmentKeys USING (attachmentId) WHERE attachmentId = ?`,
    ),
    // Written over before it is let go: a deleted row may lie in a free page for long.
    wipeKey: database.prepare('UPDATE attachmentKeys SET key = zeroblob(16) WHERE attachmentId = ?'),
    dropKey: database.prepare('DELETE FROM attachmentKeys WHERE attachmentId = ?'),
    dropPicture: database.prepare('DELETE FROM attachmentPictures WHERE attachmentId = ?'),
    mark: database.prepare('UPDATE attachments SET purgedAt = ? WHERE id = ? AND purgedAt IS NULL'),
  };
  return {
    get: oneOf(session, table, 'WHERE id = ?'),
    ofCase: manyOf(session, table, 'WHERE caseId = ? AND purgedAt IS NULL ORDER BY addedAt, rowid'),
    destroyedOfCase: manyOf(
      session,
      table,
      'WHERE caseId = ? AND purgedAt IS NOT NULL ORDER BY addedAt, rowid',
    ),
    insert: (record, picture) => {
      insert(table.encode(record));
      if (picture === null) return;
      sql.keepPicture.run(record.id, Buffer.from(picture.sealed));
      sql.keepKey.run(record.id, Buffer.from(picture.key));
    },
    picture: (id) => {
      const found = sql.read.get(id);
      if (found === undefined) return null;
      const { sealed, key } = pictureRow.parse(found);
      return { sealed: new Uint8Array(sealed), key: new Uint8Array(key) };
    },
    purge: (id, at) => {
      requireTransaction();
      sql.wipeKey.run(id);
      sql.dropKey.run(id);
      sql.dropPicture.run(id);
      sql.mark.run(at, id);
    },
  };
}

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const pictureRow = z.object({ sealed: bytes, key: bytes });

const photoTable = defineTable<PhotoRecord>('photos', {
  caseId: plain(caseId),
  attachmentId: plain(attachmentId),
  addedAt: plain(instant),
  addedBy: text,
  declaredOn: optionalText,
  facts: json(photoFacts),
  face: json(photoReport.shape.face),
  plan: json(
    z.object({
      crop: photoReport.shape.crop,
      onCard: z.object({
        hairTop: z.number(),
        eyeX: z.number(),
        eyeFromBottom: z.number(),
        faceWidth: z.number(),
      }),
      enlargement: z.number(),
    }),
  ),
  derivatives: json(z.array(derivativeFacts)),
});

export function createPhotoStore(session: Session): PhotoStore {
  const upsert = writer(session, photoTable.upsertSql('caseId'));
  return {
    get: oneOf(session, photoTable, 'WHERE caseId = ?'),
    save: (record) => void upsert(photoTable.encode(record)),
  };
}
