/** The queue of people (A9). One ticket at most is in hand; a number is given once a day by each source that gives it. */
export const tickets = `
CREATE TABLE tickets (
  id TEXT PRIMARY KEY,
  date TEXT NOT NULL,
  number TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('local', 'manual', 'server')),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'serving', 'done', 'skipped', 'transferred')),
  cameAt TEXT NOT NULL,
  takenAt TEXT,
  calledAt TEXT,
  recalls INTEGER NOT NULL,
  servedAt TEXT,
  endedAt TEXT,
  caseId TEXT REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  window TEXT
) STRICT;
CREATE UNIQUE INDEX tickets_number ON tickets (date, source, number);
CREATE UNIQUE INDEX tickets_one_in_hand ON tickets ((1)) WHERE state IN ('called', 'serving');
CREATE INDEX tickets_came ON tickets (cameAt);
CREATE INDEX tickets_case ON tickets (caseId) WHERE caseId IS NOT NULL;
CREATE TRIGGER tickets_keep_number BEFORE UPDATE OF id, date, number, source, cameAt ON tickets
WHEN old.id IS NOT new.id OR old.date IS NOT new.date OR old.number IS NOT new.number OR old.source IS NOT new.source
  OR old.cameAt IS NOT new.cameAt
BEGIN SELECT RAISE(ABORT, 'a ticket keeps its number'); END;
CREATE TRIGGER tickets_keep_delete BEFORE DELETE ON tickets BEGIN SELECT RAISE(ABORT, 'tickets are never deleted'); END;
`;
