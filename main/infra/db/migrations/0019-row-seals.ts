/**
 * A keyed seal for each row of every table, and for each table how many there are and their sum: what is edited, removed, added or put in
 * another's place without the program is found and named (I1). Rows that are older are sealed in the same transaction as this step; the
 * triggers that keep the seals belong to the program's own connection and are not in the file.
 */
export const rowSeals = `
CREATE TABLE rowSeals (
  tableName TEXT NOT NULL,
  rowKey ANY NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (tableName, rowKey)
) STRICT, WITHOUT ROWID;
-- One row per table; the row of 'sqlite_schema' seals the tables and triggers themselves.
CREATE TABLE sealHeads (
  tableName TEXT PRIMARY KEY,
  changes INTEGER NOT NULL,
  count INTEGER NOT NULL,
  sum BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`;
