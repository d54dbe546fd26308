import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';
import { nativeBinding, openTestStores, sampleStaff, temporaryFolder, testKey } from '../../helpers/index.ts';

describe('0020-people: people of before', () => {
  it('G10 keep everything, and the time that upstream has begins with the upgrade', () => {
    const file = { path: join(temporaryFolder(), 'old.db'), key: testKey() };
    const database = openDatabase({ ...file, nativeBinding });
    for (const { sql, number } of migrations.filter((step) => step.number <= 19)) {
      database.exec(sql);
      database.pragma(`user_version = ${number}`);
    }
    database.exec(
      `INSERT INTO staff (id, userName, displayName, roles, passwordHash, failedAttempts, lockedUntil, active)
       VALUES ('staff_old', 'limin', 'Test Li', '["clerk"]', 'h', 2, NULL, 1), ('staff_off', 'gone', 'Test Gone', '["supervisor"]', 'h', 0, NULL, 0)`,
    );
    database.close();

    const before = Date.now();
    const stores = openTestStores(file);
    const [old, off] = stores.staff.list();
    expect(old).toMatchObject({
      id: 'staff_old',
      userName: 'limin',
      roles: ['clerk'],
      failedAttempts: 2,
      active: true,
      deactivatedAt: null,
      deactivatedBy: null,
      mustChangePassword: false,
      oneTimeSecret: null,
      oneTimeStep: null,
    });
    expect(off?.active).toBe(false);
    expect(Date.parse(old?.confirmedAt ?? '')).toBeGreaterThanOrEqual(before - 1000);
    expect(Date.parse(old?.confirmedAt ?? '')).toBeLessThanOrEqual(Date.now());
    stores.close();
  });

  it('what a person has comes back as it was saved; others than station and upstream take nobody’s standing', () => {
    const stores = openTestStores();
    const person = {
      ...sampleStaff(['technician']),
      active: false,
      deactivatedAt: '2026-11-25T01:00:00.000Z',
      deactivatedBy: 'upstream' as const,
      mustChangePassword: true,
      oneTimeSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      oneTimeStep: 59_000_000,
    };
    stores.run(() => stores.staff.save(person));
    expect(stores.staff.get(person.id)).toEqual(person);
    expect(() =>
      stores.run(() => stores.staff.save({ ...person, deactivatedBy: 'somebody' as 'upstream' })),
    ).toThrow('CHECK constraint');
  });
});
