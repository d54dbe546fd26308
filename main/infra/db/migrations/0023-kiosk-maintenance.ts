/** Maintenance of the kiosk and openings of its cabinet (E7): who, when, and which case was frozen by it. */
export const kioskMaintenance = `
CREATE TABLE cabinetEvents (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  "by" TEXT,
  caseId TEXT,
  jobId TEXT,
  settledAt TEXT,
  settledBy TEXT,
  note TEXT
) STRICT;
CREATE TRIGGER cabinetEvents_keep_delete BEFORE DELETE ON cabinetEvents BEGIN SELECT RAISE(ABORT, 'openings are never deleted'); END;
`;
