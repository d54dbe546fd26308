/**
 * Copies in the second place and the drills that proved them; whether these records are the newest of this station, which line of its chain
 * they are on, and which numbers were left out so that none is given twice (rollback, G7).
 */
export const recordsStanding = `
CREATE TABLE backups (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('copy', 'drill', 'restore')),
  file TEXT NOT NULL,
  outcome TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX backups_kind ON backups (kind, outcome, sequence);
CREATE TRIGGER backups_keep_update BEFORE UPDATE ON backups BEGIN SELECT RAISE(ABORT, 'the log of copies is never changed'); END;
CREATE TRIGGER backups_keep_delete BEFORE DELETE ON backups BEGIN SELECT RAISE(ABORT, 'the log of copies is never deleted'); END;
CREATE TABLE recordsLock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  since TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;
CREATE TABLE recordsLine (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  line INTEGER NOT NULL
) STRICT;
CREATE TABLE numberJumps (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  fromValue INTEGER NOT NULL,
  toValue INTEGER NOT NULL
) STRICT;
CREATE TRIGGER numberJumps_keep_update BEFORE UPDATE ON numberJumps BEGIN SELECT RAISE(ABORT, 'jumps are never changed'); END;
CREATE TRIGGER numberJumps_keep_delete BEFORE DELETE ON numberJumps BEGIN SELECT RAISE(ABORT, 'jumps are never deleted'); END;
`;
