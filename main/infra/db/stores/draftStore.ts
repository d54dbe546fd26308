import { z } from 'zod';
import type { DraftStore } from '../../../app/ports/drafts.ts';
import { draftFields } from '../../../contract/drafts.ts';
import { writer, type Session } from '../table.ts';

const found = z.object({ fields: z.string().transform((text) => draftFields.parse(JSON.parse(text))) });

export function createDraftStore(session: Session): DraftStore {
  const { database } = session;
  const read = database.prepare('SELECT fields FROM drafts WHERE caseId = ? AND staffId = ?');
  const keep = writer(
    session,
    `INSERT INTO drafts (caseId, staffId, fields, keptAt) VALUES (@caseId, @staffId, @fields, @keptAt)
     ON CONFLICT (caseId, staffId) DO UPDATE SET fields = excluded.fields, keptAt = excluded.keptAt`,
  );
  const drop = writer(session, 'DELETE FROM drafts WHERE caseId = @caseId AND staffId = @staffId');
  const dropAll = writer(session, 'DELETE FROM drafts WHERE caseId = @caseId');
  return {
    get: (caseId, staffId) => {
      const row = read.get(caseId, staffId);
      return row === undefined ? {} : found.parse(row).fields;
    },
    save: (caseId, staffId, fields, at) => {
      if (Object.keys(fields).length === 0) drop({ caseId, staffId });
      else keep({ caseId, staffId, fields: JSON.stringify(fields), keptAt: at });
    },
    dropOfCase: (caseId) => void dropAll({ caseId }),
  };
}
