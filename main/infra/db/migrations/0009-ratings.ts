/** Ratings 好差评 (C6): one for each case, never changed; the follow-up of a poor one is closed once. */
export const ratings = `
CREATE TABLE ratings (
  id TEXT PRIMARY KEY,
  caseId TEXT NOT NULL UNIQUE REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  caseNumber TEXT NOT NULL,
  level TEXT NOT NULL,
  channel TEXT NOT NULL,
  givenAt TEXT NOT NULL,
  officers TEXT NOT NULL,
  rowId TEXT NOT NULL REFERENCES outbox (id) DEFERRABLE INITIALLY DEFERRED,
  dueOn TEXT,
  closed TEXT
) STRICT;
CREATE TRIGGER ratings_keep_content BEFORE UPDATE ON ratings
WHEN old.id IS NOT new.id OR old.caseId IS NOT new.caseId OR old.caseNumber IS NOT new.caseNumber OR old.level IS NOT new.level
  OR old.channel IS NOT new.channel OR old.givenAt IS NOT new.givenAt OR old.officers IS NOT new.officers
  OR old.rowId IS NOT new.rowId OR old.dueOn IS NOT new.dueOn OR old.closed IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a rating is never changed'); END;
CREATE TRIGGER ratings_keep_delete BEFORE DELETE ON ratings BEGIN SELECT RAISE(ABORT, 'ratings are never deleted'); END;
`;
