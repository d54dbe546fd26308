/** Which device belongs at which place of the station profile (F5). One row for each place; its history is in the audit log. */
export const deviceRegister = `
CREATE TABLE devices (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  registeredAt TEXT NOT NULL,
  registeredBy TEXT NOT NULL
) STRICT;
`;
