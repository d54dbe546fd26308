import type { MovementRecord, UnitRecord, UnitStore } from '../../../app/ports/stores.ts';
import { instant, jobId, staffId, unitKey } from '../../../contract/ids.ts';
import { cardClass, unitState, wasteCustody, wasteReason } from '../../../contract/stock.ts';
import {
  defineTable,
  manyOf,
  oneOf,
  optionalText,
  plain,
  text,
  whole,
  writer,
  type Session,
} from '../table.ts';

const units = defineTable<UnitRecord>('units', {
  key: plain(unitKey),
  tail: text,
  bank: text,
  vendor: text,
  cardClass: plain(cardClass),
  box: optionalText,
  state: plain(unitState),
  since: plain(instant),
  jobId: plain(jobId.nullable()),
  cardIdentifier: optionalText,
  reason: plain(wasteReason.nullable()),
  clerkId: plain(staffId.nullable()),
  printerId: optionalText,
  custody: plain(wasteCustody.nullable()),
});

const movements = defineTable<MovementRecord>('movements', {
  sequence: whole,
  unitKey: plain(unitKey),
  from: plain(unitState.nullable()),
  to: plain(unitState),
  at: plain(instant),
  by: text,
  by2: optionalText,
  jobId: plain(jobId.nullable()),
  reason: plain(wasteReason.nullable()),
  note: optionalText,
  fromClerk: plain(staffId.nullable()),
  toClerk: plain(staffId.nullable()),
});

export function createUnitStore(session: Session): UnitStore {
  const get = oneOf(session, units, 'WHERE key = ?');
  const upsert = writer(session, units.upsertSql('key'));
  const append = writer(session, movements.insertSql('sequence'));
  const bind = writer(
    session,
    'UPDATE units SET jobId = @jobId, cardIdentifier = @cardIdentifier WHERE key = @key',
  );
  const keep = writer(session, `UPDATE units SET custody = @custody WHERE key = @key AND state = 'wasted'`);
  return {
    get,
    // Order of receipt, which is the order of the feeder.
    list: manyOf(session, units, 'ORDER BY rowid'),
    inState: manyOf(session, units, 'WHERE state = ? ORDER BY rowid'),
    move: (unit, movement) => {
      const known = get(unit.key);
      const before = known?.state ?? null;
      if (movement.unitKey !== unit.key || movement.to !== unit.state || movement.from !== before)
        throw new Error(
          `a movement from ${movement.from} to ${movement.to} does not fit a unit that is ${before}`,
        );
      upsert(units.encode(unit));
      append(movements.encode({ ...movement, fromClerk: known?.clerkId ?? null, toClerk: unit.clerkId }));
    },
    keepWaste: (key, custody) => {
      if (keep({ key, custody }).changes !== 1) throw new Error('only a wasted unit lies in custody');
    },
    bind: (key, job, cardIdentifier) => {
      if (bind({ key, jobId: job, cardIdentifier }).changes !== 1)
        throw new Error('an unknown unit cannot be bound');
    },
    movementsBetween: manyOf(session, movements, 'WHERE at >= ? AND at < ? ORDER BY sequence'),
  };
}
