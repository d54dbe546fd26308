/**
 * The slips that told holders when they get their card (D2): every copy with the promise it made, its reason from the second on, and who
 * printed it. A promise that was given is never changed.
 */
export const cardSlips = `
CREATE TABLE cardSlips (
  jobId TEXT NOT NULL REFERENCES jobs (id) DEFERRABLE INITIALLY DEFERRED,
  copy INTEGER NOT NULL CHECK (copy > 0),
  promise TEXT NOT NULL CHECK (promise IN ('today', 'whenOnline')),
  reason TEXT,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  PRIMARY KEY (jobId, copy),
  CHECK ((copy = 1) = (reason IS NULL))
) STRICT;
CREATE TRIGGER cardSlips_keep_update BEFORE UPDATE ON cardSlips BEGIN SELECT RAISE(ABORT, 'slips are never changed'); END;
CREATE TRIGGER cardSlips_keep_delete BEFORE DELETE ON cardSlips BEGIN SELECT RAISE(ABORT, 'slips are never deleted'); END;
`;
