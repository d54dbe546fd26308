/**
 * The pictures that a queued row names (G5): it does not go before upstream has said that each is whole there. `confirmedAt` null and no
 * `problem` = still to be sent.
 */
export const rowAttachments = `
CREATE TABLE rowAttachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rowId TEXT NOT NULL REFERENCES outbox (id) DEFERRABLE INITIALLY DEFERRED,
  attachmentId TEXT NOT NULL REFERENCES attachments (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  size INTEGER NOT NULL,
  confirmedAt TEXT,
  problem TEXT,
  UNIQUE (rowId, attachmentId)
) STRICT;
CREATE INDEX rowAttachments_open ON rowAttachments (rowId) WHERE confirmedAt IS NULL;
CREATE INDEX rowAttachments_attachment ON rowAttachments (attachmentId);
CREATE TRIGGER rowAttachments_keep_update BEFORE UPDATE ON rowAttachments
WHEN OLD.confirmedAt IS NOT NULL OR NEW.rowId IS NOT OLD.rowId OR NEW.attachmentId IS NOT OLD.attachmentId
  OR NEW.kind IS NOT OLD.kind OR NEW.digest IS NOT OLD.digest OR NEW.size IS NOT OLD.size
BEGIN SELECT RAISE(ABORT, 'what a row names is never changed'); END;
CREATE TRIGGER rowAttachments_keep_delete BEFORE DELETE ON rowAttachments BEGIN SELECT RAISE(ABORT, 'what a row names is never deleted'); END;
`;
