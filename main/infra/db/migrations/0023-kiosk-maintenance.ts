/**
 * Maintenance of the kiosk and openings of its cabinet (E7, F6): who, when, what was on the screen, and which case and card it was about.
 * What happened is never changed; a supervisor adds a note, once.
 */
export const kioskMaintenance = `
CREATE TABLE cabinetEvents (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  "by" TEXT,
  page TEXT,
  caseId TEXT REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  jobId TEXT REFERENCES jobs (id) DEFERRABLE INITIALLY DEFERRED,
  attention INTEGER NOT NULL CHECK (attention IN (0, 1)),
  settledAt TEXT,
  settledBy TEXT,
  note TEXT,
  CHECK ((settledAt IS NULL) = (settledBy IS NULL) AND (settledAt IS NULL) = (note IS NULL))
) STRICT;
CREATE INDEX cabinetEvents_open ON cabinetEvents (sequence) WHERE attention = 1 AND settledAt IS NULL;
CREATE INDEX cabinetEvents_case ON cabinetEvents (caseId) WHERE caseId IS NOT NULL;
CREATE TRIGGER cabinetEvents_keep_update BEFORE UPDATE ON cabinetEvents
WHEN OLD.settledAt IS NOT NULL OR NEW.sequence IS NOT OLD.sequence OR NEW.at IS NOT OLD.at OR NEW.kind IS NOT OLD.kind
  OR NEW."by" IS NOT OLD."by" OR NEW.page IS NOT OLD.page OR NEW.caseId IS NOT OLD.caseId OR NEW.jobId IS NOT OLD.jobId
  OR NEW.attention IS NOT OLD.attention
BEGIN SELECT RAISE(ABORT, 'openings are never changed'); END;
CREATE TRIGGER cabinetEvents_keep_delete BEFORE DELETE ON cabinetEvents BEGIN SELECT RAISE(ABORT, 'openings are never deleted'); END;
`;
