/**
 * Days that were overridden instead of closed (H3), what a listing needs without reading whole days (H5), and what became known about a day
 * after its close (G9): a record of its own in the day it came, never an edit.
 */
export const dayBooks = `
DROP TRIGGER days_keep_closed;
DROP TRIGGER days_keep_delete;
DROP INDEX days_one_open;
CREATE TABLE daysNow (
  date TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'counted', 'overridden', 'closed')),
  openedAt TEXT NOT NULL,
  openedBy TEXT NOT NULL,
  openedById TEXT NOT NULL,
  opening TEXT NOT NULL,
  openCasesAtStart INTEGER NOT NULL,
  openJobsAtStart INTEGER NOT NULL,
  openRowsAtStart INTEGER NOT NULL,
  counts TEXT,
  countedBy TEXT,
  countedById TEXT,
  overridden TEXT,
  summary TEXT,
  closed TEXT
) STRICT;
INSERT INTO daysNow (date, state, openedAt, openedBy, openedById, opening, openCasesAtStart, openJobsAtStart, openRowsAtStart, counts, countedBy, closed)
SELECT date, state, openedAt, openedBy, openedById, opening, openCasesAtStart, openJobsAtStart, openRowsAtStart, counts, countedBy, closed FROM days;
DROP TABLE days;
ALTER TABLE daysNow RENAME TO days;
CREATE UNIQUE INDEX days_one_open ON days ((1)) WHERE state IN ('open', 'counted');
CREATE INDEX days_state ON days (state, date);
CREATE TRIGGER days_keep_closed BEFORE UPDATE ON days WHEN old.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'a closed day is never changed'); END;
CREATE TRIGGER days_keep_overridden BEFORE UPDATE ON days
WHEN old.state = 'overridden' AND (new.state <> 'closed' OR new.overridden IS NOT old.overridden)
BEGIN SELECT RAISE(ABORT, 'an overridden day is only signed afterwards'); END;
CREATE TRIGGER days_keep_delete BEFORE DELETE ON days BEGIN SELECT RAISE(ABORT, 'a day is never deleted'); END;

CREATE INDEX movements_unit ON movements (unitKey, sequence);

CREATE TABLE dayCorrections (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  date TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'refusal', 'conflict', 'books')),
  rowId TEXT,
  rowKind TEXT,
  caseId TEXT,
  caseNumber TEXT,
  outcome TEXT NOT NULL
) STRICT;
CREATE INDEX dayCorrections_date ON dayCorrections (date);
CREATE UNIQUE INDEX dayCorrections_once ON dayCorrections (date, kind, coalesce(rowId, ''));
CREATE INDEX dayCorrections_at ON dayCorrections (at);
CREATE TRIGGER dayCorrections_keep_update BEFORE UPDATE ON dayCorrections BEGIN SELECT RAISE(ABORT, 'corrections are never changed'); END;
CREATE TRIGGER dayCorrections_keep_delete BEFORE DELETE ON dayCorrections BEGIN SELECT RAISE(ABORT, 'corrections are never deleted'); END;
`;
