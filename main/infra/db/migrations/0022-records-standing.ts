/** Copies in the second place and the drills that proved them, and whether these records are the newest of this station (rollback). */
export const recordsStanding = `
CREATE TABLE backups (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('copy', 'drill', 'restore')),
  file TEXT NOT NULL,
  outcome TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;
CREATE TABLE recordsLock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  since TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;
`;
