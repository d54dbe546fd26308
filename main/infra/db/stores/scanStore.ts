import type { ScanStore } from '../../../app/ports/stores.ts';
import { writer, type Session } from '../table.ts';

export function createScanStore(session: Session): ScanStore {
  const insert = writer(
    session,
    `INSERT INTO scans (at, deviceId, surface, kind, outcome, caseId)
     VALUES (@at, @deviceId, @surface, @kind, @outcome, @caseId)`,
  );
  return { insert: (scan) => void insert({ ...scan }) };
}
