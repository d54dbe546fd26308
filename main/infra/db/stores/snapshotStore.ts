import { z } from 'zod';
import type { SnapshotStore } from '../../../app/ports/stores.ts';
import { instant, snapshotId } from '../../../contract/ids.ts';
import { permitRecord, permitSnapshot, type PermitSnapshot } from '../../../contract/permit.ts';
import { defineTable, json, oneOf, plain, writer, type Session } from '../table.ts';

const table = defineTable<PermitSnapshot>('snapshots', {
  id: plain(snapshotId),
  fetchedAt: plain(instant),
  digest: plain(permitSnapshot.shape.digest),
  source: plain(z.enum(['cache', 'online'])),
  record: json(permitRecord),
});

export function createSnapshotStore(session: Session): SnapshotStore {
  const insert = writer(session, table.insertSql());
  return {
    get: oneOf(session, table, 'WHERE id = ?'),
    insert: (snapshot) => void insert(table.encode(snapshot)),
  };
}
