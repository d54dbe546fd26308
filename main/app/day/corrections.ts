import type { DayCorrection } from '../../contract/dayMatch.ts';
import type { RowKind } from '../../contract/sync.ts';
import type { Deps } from '../deps.ts';
import type { OutboxRecord } from '../ports/stores.ts';

/** Rows that report the end of a day belong to no day: they are late by nature, and what upstream says about them is no news about its figures. */
const endsOfDays: ReadonlySet<RowKind> = new Set(['day.closed', 'day.overridden']);

/**
 * What upstream said about a row whose day had ended already becomes a correction in the day it came; the ended day stays byte for byte what was
 * signed (G9). Inside the transaction that stores the answer, once for each row and kind. `outcome`: receipt number or code, nothing personal.
 */
export function noteLateRow(
  deps: Pick<Deps, 'stores' | 'clock'>,
  row: OutboxRecord,
  kind: DayCorrection['kind'],
  outcome: string,
): void {
  if (endsOfDays.has(row.kind)) return;
  const { days, audit } = deps.stores;
  const date = days.endedDateAt(row.createdAt);
  if (date === null) return;
  const at = new Date(deps.clock.now()).toISOString();
  const { caseId, caseNumber } = row;
  const added = days.addCorrection({
    date,
    at,
    kind,
    rowId: row.id,
    rowKind: row.kind,
    caseId,
    caseNumber,
    outcome,
  });
  if (added)
    audit.append({
      at,
      actor: 'system',
      surface: 'system',
      event: 'day.correction',
      subject: date,
      detail: { kind, row: row.id, rowKind: row.kind, outcome },
    });
}
