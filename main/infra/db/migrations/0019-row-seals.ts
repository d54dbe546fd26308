/**
 * A keyed seal for each row of every table, and their sum: what is edited, removed, added or put in another's place without the program is
 * found and named (I1). Old rows are sealed by the program when it first opens the file after this step.
 */
export const rowSeals = `
CREATE TABLE rowSeals (
  tableName TEXT NOT NULL,
  rowKey INTEGER NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (tableName, rowKey)
) STRICT, WITHOUT ROWID;
CREATE TABLE sealHead (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  count INTEGER NOT NULL,
  sum BLOB NOT NULL
) STRICT;
`;
