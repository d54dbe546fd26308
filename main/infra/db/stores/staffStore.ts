import { z } from 'zod';
import { forbiddenPairIn } from '../../../app/people/rolePairs.ts';
import type { StaffRecord, StaffStore } from '../../../app/ports/stores.ts';
import { role } from '../../../contract/access.ts';
import { staffId } from '../../../contract/ids.ts';
import {
  defineTable,
  flag,
  json,
  manyOf,
  oneOf,
  optionalText,
  plain,
  text,
  whole,
  writer,
  type Session,
} from '../table.ts';

const table = defineTable<StaffRecord>('staff', {
  id: plain(staffId),
  userName: text,
  displayName: text,
  roles: json(z.array(role)),
  passwordHash: text,
  failedAttempts: whole,
  lockedUntil: optionalText,
  active: flag,
});

/** User names do not differ by case. A person with a forbidden pair of roles never gets into the file (I4). */
export function createStaffStore(session: Session): StaffStore {
  const upsert = writer(session, table.upsertSql('id'));
  return {
    get: oneOf(session, table, 'WHERE id = ?'),
    byUserName: oneOf(session, table, 'WHERE userName = ?'),
    list: manyOf(session, table, 'ORDER BY rowid'),
    save: (staff) => {
      const pair = forbiddenPairIn(staff.roles);
      if (pair !== null) throw new Error(`nobody may be ${pair[0]} and ${pair[1]}`);
      upsert(table.encode(staff));
    },
  };
}
