/**
 * Papers that any station withdrew, as upstream told (C5), and how far its feed was read. Not in the permit cache: that file is thrown
 * away when it is damaged or of another shape, and a station without a network would then call a paper valid that it knew to be withdrawn.
 */
export const withdrawnPapers = `
CREATE TABLE withdrawnPapers (
  number TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('revoked', 'superseded')),
  "by" TEXT,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER withdrawnPapers_keep BEFORE DELETE ON withdrawnPapers BEGIN SELECT RAISE(ABORT, 'a withdrawn paper stays withdrawn'); END;
CREATE TABLE withdrawnFeed (id INTEGER PRIMARY KEY CHECK (id = 1), cursor TEXT NOT NULL, asOf TEXT) STRICT;
INSERT INTO withdrawnFeed VALUES (1, '', NULL);
`;
