/**
 * The queue moved by hand (G6). What came here from other stations lies in tables of its own, so that our own figures, stock and ledgers know
 * nothing of it; what went out of here is noted by row, so that only its receipts are taken back. A carried row goes upstream as it came:
 * its content is never changed, and ends with its receipt, because it belongs to people whom this station never served.
 */
export const carriedRows = `
CREATE TABLE exportedRows (
  rowId TEXT PRIMARY KEY REFERENCES outbox (id) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER exportedRows_keep_delete BEFORE DELETE ON exportedRows BEGIN SELECT RAISE(ABORT, 'what left this station stays noted'); END;

CREATE TABLE carriedRows (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  stationId TEXT NOT NULL,
  kind TEXT NOT NULL,
  caseNumber TEXT,
  stream TEXT NOT NULL,
  placeOf INTEGER,
  businessKey TEXT NOT NULL,
  schemaVersion INTEGER NOT NULL,
  corrects TEXT,
  payload TEXT,
  createdAt TEXT NOT NULL,
  chain TEXT NOT NULL,
  carriedAt TEXT NOT NULL,
  carriedBy TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  lastAttemptAt TEXT,
  nextAttemptAt TEXT,
  receipt TEXT,
  upstreamCaseNumber TEXT,
  ackedAt TEXT,
  wasKnown INTEGER NOT NULL CHECK (wasKnown IN (0, 1)),
  refusal TEXT
) STRICT;
CREATE INDEX carriedRows_waiting ON carriedRows (sequence) WHERE state = 'waiting';
CREATE INDEX carriedRows_open ON carriedRows (stream, coalesce(placeOf, sequence)) WHERE state NOT IN ('acked', 'superseded');
CREATE INDEX carriedRows_station ON carriedRows (stationId, sequence);
CREATE TRIGGER carriedRows_keep_content BEFORE UPDATE ON carriedRows
WHEN old.sequence IS NOT new.sequence OR old.id IS NOT new.id OR old.stationId IS NOT new.stationId OR old.kind IS NOT new.kind
  OR old.caseNumber IS NOT new.caseNumber OR old.stream IS NOT new.stream OR old.placeOf IS NOT new.placeOf
  OR old.businessKey IS NOT new.businessKey OR old.schemaVersion IS NOT new.schemaVersion OR old.corrects IS NOT new.corrects
  OR old.createdAt IS NOT new.createdAt OR old.chain IS NOT new.chain OR old.carriedAt IS NOT new.carriedAt
  OR old.carriedBy IS NOT new.carriedBy
  OR (old.payload IS NOT new.payload AND NOT (new.payload IS NULL AND new.state = 'acked' AND new.receipt IS NOT NULL))
  OR (old.state = 'acked' AND (new.state <> 'acked' OR old.receipt IS NOT new.receipt))
BEGIN SELECT RAISE(ABORT, 'the content of a carried row is never changed'); END;
CREATE TRIGGER carriedRows_keep_delete BEFORE DELETE ON carriedRows BEGIN SELECT RAISE(ABORT, 'a carried row never disappears'); END;

-- The picture itself, under a key of its own; gone when no row needs it any more.
CREATE TABLE carriedPictures (
  digest TEXT PRIMARY KEY,
  sealed BLOB NOT NULL,
  key BLOB NOT NULL
) STRICT;
CREATE TABLE carriedRowPictures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rowId TEXT NOT NULL REFERENCES carriedRows (id) DEFERRABLE INITIALLY DEFERRED,
  digest TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  confirmedAt TEXT,
  problem TEXT,
  UNIQUE (rowId, digest)
) STRICT;
CREATE INDEX carriedRowPictures_open ON carriedRowPictures (rowId) WHERE confirmedAt IS NULL;
CREATE INDEX carriedRowPictures_digest ON carriedRowPictures (digest);
`;
