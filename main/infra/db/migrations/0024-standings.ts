/** Small facts about this station that outlive a restart: who keeps it off the network, whether upstream still knows it, what its clock did. */
export const standings = `
CREATE TABLE standings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
