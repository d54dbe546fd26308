import type { CabinetEventRecord, CabinetStore } from '../../../app/ports/cabinet.ts';
import { cabinetEventKind } from '../../../contract/cabinet.ts';
import { caseId, instant, jobId } from '../../../contract/ids.ts';
import { kioskPage } from '../../../contract/kiosk.ts';
import {
  defineTable,
  flag,
  manyOf,
  oneOf,
  optionalText,
  plain,
  whole,
  writer,
  type Session,
} from '../table.ts';

const events = defineTable<CabinetEventRecord>('cabinetEvents', {
  sequence: whole,
  at: plain(instant),
  kind: plain(cabinetEventKind),
  by: optionalText,
  page: plain(kioskPage.nullable()),
  caseId: plain(caseId.nullable()),
  jobId: plain(jobId.nullable()),
  attention: flag,
  settledAt: plain(instant.nullable()),
  settledBy: optionalText,
  note: optionalText,
});

/** What happened at the kiosk's cabinet (E7, F6): entries are added, and settled once. */
export function createCabinetStore(session: Session): CabinetStore {
  const insert = writer(session, events.insertSql('sequence'));
  const settle = writer(
    session,
    `UPDATE cabinetEvents SET settledAt = @at, settledBy = @by, note = @note WHERE sequence = @sequence`,
  );
  const newest = manyOf(
    session,
    events,
    'WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY sequence DESC LIMIT 1',
  );
  return {
    append(event) {
      const whole = { ...event, settledAt: null, settledBy: null, note: null };
      const { rowId } = insert(events.encode(whole));
      return { ...whole, sequence: rowId };
    },
    get: oneOf(session, events, 'WHERE sequence = ?'),
    settle(sequence, how) {
      if (settle({ sequence, ...how }).changes !== 1) throw new Error('no such opening');
    },
    list: manyOf(session, events, 'ORDER BY sequence DESC LIMIT ?'),
    unsettled: manyOf(session, events, 'WHERE attention = 1 AND settledAt IS NULL ORDER BY sequence'),
    ofCase: manyOf(session, events, 'WHERE caseId = ? ORDER BY sequence'),
    latestOf: (kinds) => newest(JSON.stringify(kinds))[0] ?? null,
  };
}
