/** Receipts of cards (9.25), one for each card and never changed, and where in the safe a card waits for its holder. */
export const handOvers = `
ALTER TABLE jobs ADD COLUMN placeLabel TEXT;
CREATE TABLE handOvers (
  jobId TEXT PRIMARY KEY REFERENCES jobs (id),
  caseId TEXT NOT NULL REFERENCES cases (id),
  cardNumber TEXT NOT NULL,
  at TEXT NOT NULL,
  recipient TEXT NOT NULL,
  phone TEXT NOT NULL,
  identity TEXT NOT NULL,
  proof TEXT NOT NULL,
  pin TEXT NOT NULL,
  agent TEXT,
  signatureId TEXT REFERENCES attachments (id),
  officer TEXT NOT NULL,
  officerId TEXT
) STRICT;
CREATE INDEX handOvers_at ON handOvers (at);
CREATE TRIGGER handOvers_keep_content BEFORE UPDATE ON handOvers BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;
CREATE TRIGGER handOvers_keep_delete BEFORE DELETE ON handOvers BEGIN SELECT RAISE(ABORT, 'receipts are never deleted'); END;
`;
