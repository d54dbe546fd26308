import type { RowId } from '../../contract/ids.ts';
import type { Deps } from '../deps.ts';

/** Has upstream confirmed what the row reports: by its receipt, or by that of the row that took its place? One that was given up is confirmed by none. */
export function isConfirmed({ stores }: Pick<Deps, 'stores'>, rowId: RowId): boolean {
  const row = stores.outbox.latest(rowId);
  return row?.state === 'acked' && row.kind !== 'row.withdrawn';
}
