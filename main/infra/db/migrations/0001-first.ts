/** Tables are STRICT; a column is named after the property it holds. Nested data is JSON, parsed with its schema when it is read. */
export const first = `
CREATE TABLE station (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  mode TEXT NOT NULL CHECK (mode IN ('training', 'production')),
  createdAt TEXT NOT NULL
) STRICT;

CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  id TEXT PRIMARY KEY,
  fetchedAt TEXT NOT NULL,
  digest TEXT NOT NULL,
  source TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE TRIGGER snapshots_keep_update BEFORE UPDATE ON snapshots BEGIN SELECT RAISE(ABORT, 'snapshots are never changed'); END;
CREATE TRIGGER snapshots_keep_delete BEFORE DELETE ON snapshots BEGIN SELECT RAISE(ABORT, 'snapshots are never deleted'); END;

CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  upstreamNumber TEXT,
  businessType TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  permitNumber TEXT NOT NULL,
  snapshotId TEXT NOT NULL REFERENCES snapshots (id) DEFERRABLE INITIALLY DEFERRED,
  verification TEXT NOT NULL,
  packVersion TEXT NOT NULL,
  openedAt TEXT NOT NULL,
  openedBy TEXT NOT NULL,
  openedById TEXT,
  passport TEXT,
  eye TEXT NOT NULL,
  verdicts TEXT NOT NULL,
  corrections TEXT NOT NULL,
  told TEXT NOT NULL,
  gapsToldAt TEXT,
  acceptedAt TEXT,
  endedAt TEXT,
  decidedById TEXT
) STRICT;
CREATE UNIQUE INDEX cases_one_open ON cases (permitNumber) WHERE endedAt IS NULL;
CREATE INDEX cases_permit ON cases (permitNumber, openedAt);
CREATE INDEX cases_opened ON cases (openedAt);
CREATE INDEX cases_ended ON cases (endedAt);

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  caseId TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  caseNumber TEXT NOT NULL,
  permitNumber TEXT NOT NULL,
  holderName TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  released INTEGER NOT NULL CHECK (released IN (0, 1)),
  attempt INTEGER NOT NULL,
  batch TEXT,
  cardNumber TEXT,
  data TEXT,
  unitKey TEXT,
  unitTail TEXT,
  bankCardNumber TEXT,
  cardIdentifier TEXT,
  atr TEXT,
  place TEXT NOT NULL,
  problem TEXT,
  owner TEXT NOT NULL,
  ownerId TEXT,
  startedAt TEXT NOT NULL,
  changedAt TEXT NOT NULL,
  visualOkAt TEXT,
  reportedAt TEXT,
  enabledAt TEXT,
  handedOverAt TEXT,
  endedAt TEXT
) STRICT;
CREATE INDEX jobs_case ON jobs (caseId, startedAt);
CREATE INDEX jobs_permit ON jobs (permitNumber);
CREATE INDEX jobs_changed ON jobs (changedAt);
CREATE INDEX jobs_started ON jobs (startedAt);
CREATE INDEX jobs_ended ON jobs (endedAt);

CREATE TABLE steps (
  jobId TEXT NOT NULL REFERENCES jobs (id) DEFERRABLE INITIALLY DEFERRED,
  sequence INTEGER NOT NULL,
  step TEXT NOT NULL,
  phase TEXT NOT NULL,
  at TEXT NOT NULL,
  detail TEXT,
  facts TEXT NOT NULL,
  PRIMARY KEY (jobId, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER steps_keep_update BEFORE UPDATE ON steps BEGIN SELECT RAISE(ABORT, 'card steps are never changed'); END;
CREATE TRIGGER steps_keep_delete BEFORE DELETE ON steps BEGIN SELECT RAISE(ABORT, 'card steps are never deleted'); END;

CREATE TABLE units (
  key TEXT PRIMARY KEY,
  tail TEXT NOT NULL,
  bank TEXT NOT NULL,
  vendor TEXT NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  jobId TEXT REFERENCES jobs (id) DEFERRABLE INITIALLY DEFERRED,
  cardIdentifier TEXT,
  reason TEXT
) STRICT;
CREATE INDEX units_state ON units (state);

CREATE TABLE movements (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  unitKey TEXT NOT NULL REFERENCES units (key) DEFERRABLE INITIALLY DEFERRED,
  "from" TEXT,
  "to" TEXT NOT NULL,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  by2 TEXT,
  jobId TEXT,
  reason TEXT,
  note TEXT
) STRICT;
CREATE INDEX movements_at ON movements (at);
CREATE TRIGGER movements_keep_update BEFORE UPDATE ON movements BEGIN SELECT RAISE(ABORT, 'stock movements are never changed'); END;
CREATE TRIGGER movements_keep_delete BEFORE DELETE ON movements BEGIN SELECT RAISE(ABORT, 'stock movements are never deleted'); END;

CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  caseId TEXT,
  caseNumber TEXT,
  jobId TEXT,
  stream TEXT NOT NULL,
  businessKey TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  lastAttemptAt TEXT,
  nextAttemptAt TEXT,
  owner TEXT NOT NULL,
  receipt TEXT,
  ackedAt TEXT,
  refusal TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (sequence) WHERE state = 'waiting';
CREATE INDEX outbox_open_stream ON outbox (stream, sequence) WHERE state <> 'acked';
CREATE INDEX outbox_case ON outbox (caseId, sequence);
CREATE INDEX outbox_created ON outbox (createdAt);
CREATE INDEX outbox_acked ON outbox (ackedAt);
-- What was queued is what goes upstream: only the fate of a row changes.
CREATE TRIGGER outbox_keep_content BEFORE UPDATE OF id, kind, caseId, stream, businessKey, payload, createdAt ON outbox
WHEN old.id IS NOT new.id OR old.kind IS NOT new.kind OR old.caseId IS NOT new.caseId OR old.stream IS NOT new.stream
  OR old.businessKey IS NOT new.businessKey OR old.payload IS NOT new.payload OR old.createdAt IS NOT new.createdAt
BEGIN SELECT RAISE(ABORT, 'the content of a queued row is never changed'); END;
CREATE TRIGGER outbox_keep_acked BEFORE UPDATE OF state ON outbox WHEN old.state = 'acked' AND new.state <> 'acked'
BEGIN SELECT RAISE(ABORT, 'an acknowledged row stays acknowledged'); END;

CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  caseId TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  issuedAt TEXT NOT NULL,
  issuedBy TEXT NOT NULL,
  content TEXT NOT NULL,
  rowId TEXT NOT NULL REFERENCES outbox (id) DEFERRABLE INITIALLY DEFERRED,
  reprints TEXT NOT NULL
) STRICT;
CREATE INDEX notices_case ON notices (caseId, issuedAt);
CREATE INDEX notices_issued ON notices (issuedAt);
CREATE TRIGGER notices_keep_content BEFORE UPDATE OF id, number, kind, caseId, issuedAt, issuedBy, content ON notices
WHEN old.id IS NOT new.id OR old.number IS NOT new.number OR old.kind IS NOT new.kind OR old.caseId IS NOT new.caseId
  OR old.issuedAt IS NOT new.issuedAt OR old.issuedBy IS NOT new.issuedBy OR old.content IS NOT new.content
BEGIN SELECT RAISE(ABORT, 'an issued notice is never changed'); END;
CREATE TRIGGER notices_keep_delete BEFORE DELETE ON notices BEGIN SELECT RAISE(ABORT, 'an issued notice is never deleted'); END;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  userName TEXT NOT NULL UNIQUE COLLATE NOCASE,
  displayName TEXT NOT NULL,
  roles TEXT NOT NULL,
  passwordHash TEXT NOT NULL,
  failedAttempts INTEGER NOT NULL,
  lockedUntil TEXT,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE days (
  date TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'counted', 'closed')),
  openedAt TEXT NOT NULL,
  openedBy TEXT NOT NULL,
  openedById TEXT NOT NULL,
  opening TEXT NOT NULL,
  openCasesAtStart INTEGER NOT NULL,
  openJobsAtStart INTEGER NOT NULL,
  openRowsAtStart INTEGER NOT NULL,
  counts TEXT,
  countedBy TEXT,
  closed TEXT
) STRICT;
CREATE UNIQUE INDEX days_one_open ON days ((1)) WHERE state <> 'closed';
CREATE TRIGGER days_keep_closed BEFORE UPDATE ON days WHEN old.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'a closed day is never changed'); END;
CREATE TRIGGER days_keep_delete BEFORE DELETE ON days BEGIN SELECT RAISE(ABORT, 'a day is never deleted'); END;

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  surface TEXT NOT NULL,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
-- Number and hash of the newest row: without it rows cut off the end would leave a chain that fits.
CREATE TABLE auditHead (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO auditHead VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
CREATE TRIGGER audit_keep_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_keep_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is never deleted'); END;
CREATE TRIGGER audit_head_keep BEFORE DELETE ON auditHead BEGIN SELECT RAISE(ABORT, 'the head of the audit log is never deleted'); END;
CREATE TRIGGER audit_head_grows BEFORE UPDATE ON auditHead WHEN new.sequence <> old.sequence + 1
BEGIN SELECT RAISE(ABORT, 'the head of the audit log only grows'); END;

CREATE TABLE requests (
  requestId TEXT NOT NULL,
  method TEXT NOT NULL,
  answer TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (requestId, method)
) STRICT, WITHOUT ROWID;

CREATE TABLE scans (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  deviceId TEXT NOT NULL,
  surface TEXT NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  caseId TEXT
) STRICT;
`;
