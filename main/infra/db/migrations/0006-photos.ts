/**
 * Photos and scans of a case (A6, B5). A picture lies sealed under a key of its own in another table, so that destroying the key destroys the
 * picture (domain-rules 12.7); what is known about it stays.
 */
export const photos = `
CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  caseId TEXT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT NOT NULL,
  addedAt TEXT NOT NULL,
  addedBy TEXT NOT NULL,
  scan TEXT,
  purgeAfter TEXT,
  purgedAt TEXT
) STRICT;
CREATE INDEX attachments_case ON attachments (caseId, addedAt);
CREATE INDEX attachments_purge ON attachments (purgeAfter) WHERE purgedAt IS NULL;
CREATE TRIGGER attachments_keep_delete BEFORE DELETE ON attachments BEGIN SELECT RAISE(ABORT, 'attachments are never deleted'); END;
CREATE TABLE attachmentPictures (
  attachmentId TEXT PRIMARY KEY REFERENCES attachments (id),
  sealed BLOB NOT NULL
) STRICT;
CREATE TABLE attachmentKeys (
  attachmentId TEXT PRIMARY KEY REFERENCES attachments (id),
  key BLOB NOT NULL CHECK (length(key) = 16)
) STRICT;

CREATE TABLE photos (
  caseId TEXT PRIMARY KEY REFERENCES cases (id),
  attachmentId TEXT NOT NULL REFERENCES attachments (id),
  addedAt TEXT NOT NULL,
  addedBy TEXT NOT NULL,
  declaredOn TEXT,
  facts TEXT NOT NULL,
  face TEXT NOT NULL,
  plan TEXT NOT NULL,
  derivatives TEXT NOT NULL
) STRICT;
`;
