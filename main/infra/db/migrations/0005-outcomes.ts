/**
 * What follows the intake outcomes: the chain of decisions of a case, which nobody changes (C7), holds, acceptance by law (domain-rules
 * 6.2), who received a paper and which later paper took it back, and papers and cards to be fetched back (G9). Decisions of before stand
 * in the case itself.
 */
export const outcomes = `
ALTER TABLE cases ADD COLUMN hold TEXT;
ALTER TABLE cases ADD COLUMN finding TEXT;
ALTER TABLE cases ADD COLUMN countsAsAcceptedOn TEXT;
ALTER TABLE notices ADD COLUMN served TEXT;
ALTER TABLE notices ADD COLUMN withdrawn TEXT;

CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  caseId TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  byId TEXT,
  countersignedBy TEXT,
  reasons TEXT NOT NULL,
  finding TEXT,
  noticeNumber TEXT,
  supersedes TEXT REFERENCES decisions (id)
) STRICT;
CREATE INDEX decisions_case ON decisions (caseId, sequence);
CREATE INDEX decisions_at ON decisions (at);
CREATE UNIQUE INDEX decisions_superseded_once ON decisions (supersedes) WHERE supersedes IS NOT NULL;
CREATE TRIGGER decisions_keep_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_keep_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;

CREATE TABLE recalls (
  id TEXT PRIMARY KEY,
  caseId TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  caseNumber TEXT NOT NULL,
  subject TEXT NOT NULL,
  number TEXT NOT NULL,
  noticeId TEXT,
  jobId TEXT,
  cause TEXT NOT NULL,
  holder TEXT NOT NULL,
  fetchBy TEXT NOT NULL,
  dueOn TEXT NOT NULL,
  openedAt TEXT NOT NULL,
  openedBy TEXT NOT NULL,
  closed TEXT
) STRICT;
CREATE INDEX recalls_case ON recalls (caseId);
CREATE TRIGGER recalls_keep_delete BEFORE DELETE ON recalls BEGIN SELECT RAISE(ABORT, 'recalls are never deleted'); END;
`;
