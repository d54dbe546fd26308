/**
 * Old cards and fees (D8, D12): what was done about an earlier card of a person (loss, cancelling, handed in, replaced), and what was paid,
 * waived or given back for a replacement. Both are books: entries are added, never changed, never deleted.
 */
export const replacement = `
CREATE TABLE oldCardActs (
  id TEXT PRIMARY KEY,
  caseId TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  caseNumber TEXT NOT NULL,
  permitNumber TEXT NOT NULL,
  jobId TEXT REFERENCES jobs (id) DEFERRABLE INITIALLY DEFERRED,
  act TEXT NOT NULL,
  cardNumber TEXT,
  purpose TEXT,
  reason TEXT,
  note TEXT,
  "by" TEXT NOT NULL,
  byId TEXT,
  by2 TEXT,
  at TEXT NOT NULL,
  rowId TEXT REFERENCES outbox (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX oldCardActs_permit ON oldCardActs (permitNumber);
CREATE TRIGGER oldCardActs_keep_update BEFORE UPDATE ON oldCardActs BEGIN SELECT RAISE(ABORT, 'acts on old cards are never changed'); END;
CREATE TRIGGER oldCardActs_keep_delete BEFORE DELETE ON oldCardActs BEGIN SELECT RAISE(ABORT, 'acts on old cards are never deleted'); END;

CREATE TABLE fees (
  id TEXT PRIMARY KEY,
  jobId TEXT NOT NULL REFERENCES jobs (id) DEFERRABLE INITIALLY DEFERRED,
  caseId TEXT NOT NULL,
  caseNumber TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('paid', 'waived', 'refunded')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  means TEXT NOT NULL,
  receiptNumber TEXT,
  note TEXT,
  "of" TEXT REFERENCES fees (id) DEFERRABLE INITIALLY DEFERRED,
  "by" TEXT NOT NULL,
  byId TEXT,
  by2 TEXT,
  at TEXT NOT NULL,
  rowId TEXT NOT NULL REFERENCES outbox (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((kind = 'refunded') = ("of" IS NOT NULL))
) STRICT;
CREATE INDEX fees_job ON fees (jobId);
-- A payment is given back once, and a receipt is not written twice.
CREATE UNIQUE INDEX fees_refund ON fees ("of") WHERE "of" IS NOT NULL;
CREATE UNIQUE INDEX fees_receipt ON fees (receiptNumber) WHERE kind = 'paid';
CREATE TRIGGER fees_keep_update BEFORE UPDATE ON fees BEGIN SELECT RAISE(ABORT, 'fees are never changed'); END;
CREATE TRIGGER fees_keep_delete BEFORE DELETE ON fees BEGIN SELECT RAISE(ABORT, 'fees are never deleted'); END;
`;
