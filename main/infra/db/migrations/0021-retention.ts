/**
 * When kept pictures and data were let go, by what rule (I3). The record of it stays. A queued row may lose what it told once it is acknowledged,
 * once, and nothing else of it changes.
 */
export const retention = `
CREATE TABLE purges (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  count INTEGER NOT NULL,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX purges_at ON purges (at);
CREATE TRIGGER purges_keep_update BEFORE UPDATE ON purges BEGIN SELECT RAISE(ABORT, 'purges are never changed'); END;
CREATE TRIGGER purges_keep_delete BEFORE DELETE ON purges BEGIN SELECT RAISE(ABORT, 'purges are never deleted'); END;

-- Of a case: which kind of thing was destroyed when, and after how many days by the rule of then.
CREATE TABLE casePurges (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  caseId TEXT NOT NULL REFERENCES cases (id),
  what TEXT NOT NULL,
  at TEXT NOT NULL,
  count INTEGER NOT NULL,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX casePurges_case ON casePurges (caseId, what);
CREATE TRIGGER casePurges_keep_update BEFORE UPDATE ON casePurges BEGIN SELECT RAISE(ABORT, 'purges are never changed'); END;
CREATE TRIGGER casePurges_keep_delete BEFORE DELETE ON casePurges BEGIN SELECT RAISE(ABORT, 'purges are never deleted'); END;

CREATE INDEX attachments_kept ON attachments (caseId) WHERE purgedAt IS NULL;
CREATE INDEX jobs_kept ON jobs (caseId) WHERE data IS NOT NULL;

ALTER TABLE outbox ADD COLUMN payloadPurgedAt TEXT;
CREATE INDEX outbox_kept ON outbox (caseId) WHERE payloadPurgedAt IS NULL;
DROP TRIGGER outbox_keep_content;
CREATE TRIGGER outbox_keep_content BEFORE UPDATE ON outbox
WHEN old.id IS NOT new.id OR old.kind IS NOT new.kind OR old.caseId IS NOT new.caseId OR old.stream IS NOT new.stream
  OR old.businessKey IS NOT new.businessKey OR old.createdAt IS NOT new.createdAt
  OR (old.payload IS NOT new.payload
    AND NOT (old.state = 'acked' AND old.receipt IS NOT NULL AND old.payloadPurgedAt IS NULL AND new.payloadPurgedAt IS NOT NULL))
  OR (old.payloadPurgedAt IS NOT NULL AND old.payloadPurgedAt IS NOT new.payloadPurgedAt)
BEGIN SELECT RAISE(ABORT, 'the content of a queued row is never changed'); END;

CREATE INDEX custodyPhotos_act ON custodyPhotos (actId);
CREATE INDEX requests_at ON requests (at);
CREATE INDEX drafts_kept ON drafts (keptAt);
`;
