/**
 * Stock from receipt to end (domain-rules 10): class, box, desk and hopper of a blank, custody of waste with its records and sealed photos,
 * ribbons, what printers counted, counts by hand and differences. Where waste of before lies is taken from its job; the rest is with people.
 */
export const stock = `
ALTER TABLE units ADD COLUMN cardClass TEXT NOT NULL DEFAULT 'standard';
ALTER TABLE units ADD COLUMN box TEXT;
ALTER TABLE units ADD COLUMN clerkId TEXT;
ALTER TABLE units ADD COLUMN printerId TEXT;
ALTER TABLE units ADD COLUMN custody TEXT;
UPDATE units SET custody = coalesce(
  (SELECT CASE jobs.place WHEN 'rejectBox' THEN 'rejectBox' WHEN 'printer' THEN 'printer' END
   FROM jobs WHERE jobs.id = units.jobId AND jobs.unitKey = units.key), 'desk')
WHERE state = 'wasted';
CREATE TRIGGER units_keep_delete BEFORE DELETE ON units BEGIN SELECT RAISE(ABORT, 'blanks are never deleted'); END;
ALTER TABLE movements ADD COLUMN fromClerk TEXT;
ALTER TABLE movements ADD COLUMN toClerk TEXT;
ALTER TABLE jobs ADD COLUMN cardClass TEXT NOT NULL DEFAULT 'standard';
CREATE INDEX steps_step ON steps (step);

CREATE TABLE ribbons (
  label TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  printerId TEXT,
  counterIn INTEGER,
  counterOut INTEGER,
  ledgerIn INTEGER,
  ledgerOut INTEGER
) STRICT;
CREATE TRIGGER ribbons_keep_delete BEFORE DELETE ON ribbons BEGIN SELECT RAISE(ABORT, 'ribbons are never deleted'); END;
CREATE TABLE ribbonMoves (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL REFERENCES ribbons (label) DEFERRABLE INITIALLY DEFERRED,
  "from" TEXT,
  "to" TEXT NOT NULL,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  by2 TEXT,
  printerId TEXT
) STRICT;
CREATE TRIGGER ribbonMoves_keep_update BEFORE UPDATE ON ribbonMoves BEGIN SELECT RAISE(ABORT, 'moves of ribbons are never changed'); END;
CREATE TRIGGER ribbonMoves_keep_delete BEFORE DELETE ON ribbonMoves BEGIN SELECT RAISE(ABORT, 'moves of ribbons are never deleted'); END;

CREATE TABLE printerLooks (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  printerId TEXT NOT NULL,
  serial TEXT,
  occasion TEXT NOT NULL,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  by2 TEXT,
  printedCards INTEGER,
  ledgerPrinted INTEGER NOT NULL,
  ledgerRejected INTEGER NOT NULL,
  found INTEGER
) STRICT;
CREATE INDEX printerLooks_printer ON printerLooks (printerId, sequence);
CREATE TRIGGER printerLooks_keep_update BEFORE UPDATE ON printerLooks BEGIN SELECT RAISE(ABORT, 'looks at a printer are never changed'); END;
CREATE TRIGGER printerLooks_keep_delete BEFORE DELETE ON printerLooks BEGIN SELECT RAISE(ABORT, 'looks at a printer are never deleted'); END;

CREATE TABLE discrepancies (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  ledger INTEGER NOT NULL,
  found INTEGER NOT NULL,
  since TEXT NOT NULL,
  owner TEXT NOT NULL,
  closed TEXT
) STRICT;
CREATE TRIGGER discrepancies_keep_content BEFORE UPDATE ON discrepancies
WHEN old.id IS NOT new.id OR old.kind IS NOT new.kind OR old.subject IS NOT new.subject OR old.ledger IS NOT new.ledger
  OR old.found IS NOT new.found OR old.since IS NOT new.since OR old.owner IS NOT new.owner OR old.closed IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a difference is only closed, once'); END;
CREATE TRIGGER discrepancies_keep_delete BEFORE DELETE ON discrepancies BEGIN SELECT RAISE(ABORT, 'differences are never deleted'); END;

CREATE TABLE stockCounts (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  place TEXT NOT NULL,
  clerkId TEXT,
  "rows" TEXT NOT NULL
) STRICT;
CREATE TRIGGER stockCounts_keep_update BEFORE UPDATE ON stockCounts BEGIN SELECT RAISE(ABORT, 'a count is never changed'); END;
CREATE TRIGGER stockCounts_keep_delete BEFORE DELETE ON stockCounts BEGIN SELECT RAISE(ABORT, 'counts are never deleted'); END;

CREATE TABLE custodyActs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  by2 TEXT NOT NULL,
  units TEXT NOT NULL,
  ribbons TEXT NOT NULL,
  listNumber TEXT,
  photos TEXT NOT NULL
) STRICT;
CREATE TRIGGER custodyActs_keep_update BEFORE UPDATE ON custodyActs BEGIN SELECT RAISE(ABORT, 'a record of waste is never changed'); END;
CREATE TRIGGER custodyActs_keep_delete BEFORE DELETE ON custodyActs BEGIN SELECT RAISE(ABORT, 'records of waste are never deleted'); END;
-- The photos show faces: each lies under a key of its own, and the record keeps its digest when the key is destroyed (domain-rules 12.7).
CREATE TABLE custodyPhotos (
  actId TEXT NOT NULL REFERENCES custodyActs (id),
  number INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  key BLOB NOT NULL CHECK (length(key) = 16),
  PRIMARY KEY (actId, number)
) STRICT;
CREATE TRIGGER custodyPhotos_keep_update BEFORE UPDATE ON custodyPhotos
WHEN old.actId IS NOT new.actId OR old.number IS NOT new.number OR old.sealed IS NOT new.sealed
BEGIN SELECT RAISE(ABORT, 'a photo of a destruction is never changed'); END;
`;
