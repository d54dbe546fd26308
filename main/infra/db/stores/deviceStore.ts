import type { DeviceRecord, DeviceStore } from '../../../app/ports/stores.ts';
import { deviceIdentity, deviceKind } from '../../../contract/devices.ts';
import { defineTable, json, manyOf, oneOf, plain, text, writer, type Session } from '../table.ts';

const table = defineTable<DeviceRecord>('devices', {
  id: text,
  kind: plain(deviceKind),
  identity: json(deviceIdentity),
  registeredAt: text,
  registeredBy: text,
});

export function createDeviceStore(session: Session): DeviceStore {
  const upsert = writer(session, table.upsertSql('id'));
  return {
    get: oneOf(session, table, 'WHERE id = ?'),
    list: manyOf(session, table, 'ORDER BY id'),
    save: (record) => void upsert(table.encode(record)),
  };
}
