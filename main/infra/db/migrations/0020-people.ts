/** Until when somebody may sign in without upstream (G10), the technician's second factor (E7), and passwords that must be changed. */
export const people = `
ALTER TABLE staff ADD COLUMN confirmedAt TEXT;
ALTER TABLE staff ADD COLUMN deactivatedAt TEXT;
ALTER TABLE staff ADD COLUMN deactivatedBy TEXT CHECK (deactivatedBy IN ('station', 'upstream'));
ALTER TABLE staff ADD COLUMN mustChangePassword INTEGER NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN oneTimeSecret TEXT;
ALTER TABLE staff ADD COLUMN oneTimeStep INTEGER;
-- Whoever could sign in before the upgrade can still: the time that upstream has begins now.
UPDATE staff SET confirmedAt = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
`;
