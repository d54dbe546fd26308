/** When kept pictures and data were let go, by what rule (I3). The record of it stays. */
export const retention = `
CREATE TABLE purges (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  count INTEGER NOT NULL,
  rule TEXT NOT NULL
) STRICT;
CREATE TRIGGER purges_keep_update BEFORE UPDATE ON purges BEGIN SELECT RAISE(ABORT, 'purges are never changed'); END;
CREATE TRIGGER purges_keep_delete BEFORE DELETE ON purges BEGIN SELECT RAISE(ABORT, 'purges are never deleted'); END;
`;
