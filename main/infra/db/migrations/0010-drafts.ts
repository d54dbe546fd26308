/** What people have begun to type in a case (I5): one row for each case and person, gone when the case ends. */
export const drafts = `
CREATE TABLE drafts (
  caseId TEXT NOT NULL REFERENCES cases (id),
  staffId TEXT NOT NULL REFERENCES staff (id),
  fields TEXT NOT NULL,
  keptAt TEXT NOT NULL,
  PRIMARY KEY (caseId, staffId)
) STRICT;
`;
