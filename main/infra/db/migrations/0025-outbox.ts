/**
 * Rows say in which shape they were written, and a refused one which later row took its place (G1). That later row stands where the refused
 * one stood: what waits behind it in its case still goes after it.
 */
export const outbox = `
ALTER TABLE outbox ADD COLUMN schemaVersion INTEGER NOT NULL DEFAULT 1;
ALTER TABLE outbox ADD COLUMN corrects TEXT;
-- Sequence of the first row whose place in the stream it has; null = its own.
ALTER TABLE outbox ADD COLUMN placeOf INTEGER;
ALTER TABLE outbox ADD COLUMN supersededBy TEXT;

-- Holds what the sentence about the queue is made of, so that ten thousand rows are counted without reading one.
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (sequence, kind, caseId, createdAt) WHERE state = 'waiting';
DROP INDEX outbox_open_stream;
CREATE INDEX outbox_open_stream ON outbox (stream, coalesce(placeOf, sequence)) WHERE state NOT IN ('acked', 'superseded');
-- All that took the place of one row have its place: the newest of them is what became of it.
CREATE INDEX outbox_place ON outbox (placeOf) WHERE placeOf IS NOT NULL;
CREATE INDEX outbox_problems ON outbox (state) WHERE state IN ('refused', 'conflict');
DROP INDEX outbox_acked;
CREATE INDEX outbox_acked ON outbox (ackedAt) WHERE ackedAt IS NOT NULL;

DROP TRIGGER outbox_keep_content;
CREATE TRIGGER outbox_keep_content BEFORE UPDATE ON outbox
WHEN old.id IS NOT new.id OR old.kind IS NOT new.kind OR old.caseId IS NOT new.caseId OR old.stream IS NOT new.stream
  OR old.businessKey IS NOT new.businessKey OR old.createdAt IS NOT new.createdAt OR old.schemaVersion IS NOT new.schemaVersion
  OR old.corrects IS NOT new.corrects OR old.placeOf IS NOT new.placeOf
  OR (old.payload IS NOT new.payload
    AND NOT (old.payloadPurgedAt IS NULL AND new.payloadPurgedAt IS NOT NULL AND (
      (old.state = 'acked' AND old.receipt IS NOT NULL)
      OR (old.state = 'superseded' AND EXISTS (
        SELECT 1 FROM outbox AS later
        WHERE later.placeOf = coalesce(old.placeOf, old.sequence) AND later.state = 'acked' AND later.receipt IS NOT NULL)))))
  OR (old.payloadPurgedAt IS NOT NULL AND old.payloadPurgedAt IS NOT new.payloadPurgedAt)
BEGIN SELECT RAISE(ABORT, 'the content of a queued row is never changed'); END;
-- Only a row that upstream did not take can be superseded, by a row that says so, and with its refusal as it was.
CREATE TRIGGER outbox_keep_superseded BEFORE UPDATE ON outbox
WHEN (old.state = 'superseded' AND (new.state <> 'superseded' OR old.refusal IS NOT new.refusal OR old.supersededBy IS NOT new.supersededBy))
  OR (new.state = 'superseded' AND (old.state NOT IN ('refused', 'superseded') OR new.supersededBy IS NULL OR new.refusal IS NULL))
  OR (new.state <> 'superseded' AND new.supersededBy IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a superseded row stays as it was refused'); END;
`;
