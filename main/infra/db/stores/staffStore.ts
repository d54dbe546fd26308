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
  confirmedAt: optionalText,
  deactivatedAt: optionalText,
  deactivatedBy: plain(z.enum(['station', 'upstream']).nullable()),
  mustChangePassword: flag,
  oneTimeSecret: optionalText,
  oneTimeStep: plain(z.number().int().nullable()),
});

/** User names do not differ by case. A person with a forbidden pair of roles never gets into the file (I4). */
export function createStaffStore(session: Session): StaffStore {
  const upsert = writer(session, table.upsertSql('id'));
  const get = oneOf(session, table, 'WHERE id = ?');
  return {
    get,
    byUserName: oneOf(session, table, 'WHERE userName = ?'),
    list: manyOf(session, table, 'ORDER BY rowid'),
    save: (staff) => {
      const pair = forbiddenPairIn(staff.roles);
      // One that got in beside the program keeps its roles until somebody corrects them; it cannot sign in (standingProblem).
      const known = pair === null ? null : get(staff.id);
      if (pair !== null && known?.roles.join() !== staff.roles.join())
        throw new Error(`nobody may be ${pair[0]} and ${pair[1]}`);
      upsert(table.encode(staff));
    },
  };
}
