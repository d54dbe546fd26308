/**
 * Why a card is made (domain-rules 4.21), and who has to say yes before a blank moves (D2, D10). What was under way goes on as it was: begun, and
 * its face counted as seen once it was locked.
 */
export const cardGates = `
ALTER TABLE jobs ADD COLUMN purpose TEXT NOT NULL DEFAULT 'first';
ALTER TABLE jobs ADD COLUMN begun INTEGER NOT NULL DEFAULT 1;
ALTER TABLE jobs ADD COLUMN faceConfirmedAt TEXT;
ALTER TABLE jobs ADD COLUMN lockedAt TEXT;
UPDATE jobs SET lockedAt = changedAt, faceConfirmedAt = changedAt WHERE batch IS NOT NULL;
`;
