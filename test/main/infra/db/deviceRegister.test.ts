import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeviceRecord } from '../../../../main/app/ports/stores.ts';
import { versionOf } from '../../../../main/infra/db/migrate.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';
import {
  inspect,
  openTestStores,
  sampleCase,
  sampleSnapshot,
  temporaryFolder,
  testKey,
} from '../../helpers/index.ts';

const record: DeviceRecord = {
  id: 'scanner',
  kind: 'scanner',
  identity: { make: 'Example', model: 'M1', serial: '000001', firmware: '1.0' },
  registeredAt: '2026-11-25T01:00:00.000Z',
  registeredBy: 'system',
};

describe('F5 0002-device-register', () => {
  it('comes to a file of the first version, keeps its data, and leaves a copy', () => {
    // A file as the first version left it.
    const old = { path: join(temporaryFolder(), 'zhengka.db'), key: testKey() };
    inspect(old, (database) => {
      database.exec(migrations[0]?.sql ?? '');
      database.exec(`INSERT INTO station (id, mode, createdAt) VALUES (1, 'training', '2026-11-25')`);
      database.pragma('user_version = 1');
    });
    inspect(old, (database) => {
      database.exec(`INSERT INTO counters (name, value) VALUES ('case', 7)`);
    });
    const stores = openTestStores(old);
    expect(stores.devices.list()).toEqual([]);
    expect(stores.run(() => stores.nextNumber('case'))).toBe(8);
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(sampleCase());
      stores.devices.save(record);
    });
    stores.close();
    expect(inspect(old, versionOf)).toBe(migrations.length);
    expect(inspect({ ...old, path: `${old.path}.before-${migrations.length}` }, versionOf)).toBe(1);
  });

  it('has one device for each place; the newest counts', () => {
    const stores = openTestStores();
    const other = { ...record, identity: { ...record.identity, serial: '000002' } };
    stores.run(() => {
      stores.devices.save(record);
      stores.devices.save(other);
    });
    expect(stores.devices.list()).toEqual([other]);
    expect(stores.devices.get('scanner')).toEqual(other);
    expect(stores.devices.get('nothing')).toBeNull();
    expect(() => stores.devices.save(record)).toThrow('a write outside a transaction');
    stores.close();
  });
});
