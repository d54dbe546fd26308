import { failure, success, type Result } from '../../contract/result.ts';
import type { UnitState, WasteCustody, WasteReason } from '../../contract/stock.ts';
import type { CustodyActKind, RibbonState, WasteReport } from '../../contract/stockBook.ts';

/** From where each act takes a wasted card (domain-rules 10.3). What still lies inside a machine is neither destroyed nor sent. */
const takesFrom: Readonly<Record<CustodyActKind, readonly WasteCustody[]>> = {
  safe: ['printer', 'rejectBox', 'desk'],
  sentUp: ['desk', 'safe'],
  destroyed: ['desk', 'safe'],
};

/** May this waste be taken there? Error: wasteNotHeld. */
export function mayTakeWaste(
  unit: { readonly state: UnitState; readonly custody: WasteCustody | null },
  act: CustodyActKind,
): Result<void> {
  const held = unit.state === 'wasted' && unit.custody !== null && takesFrom[act].includes(unit.custody);
  return held ? success() : failure('wasteNotHeld');
}

/** Where a ribbon may go (domain-rules 10.4); a spent one only to its end. */
const ribbonMoves: Readonly<Record<RibbonState, readonly RibbonState[]>> = {
  received: ['inPrinter', 'sentUp'],
  inPrinter: ['used'],
  used: ['sentUp', 'destroyed'],
  sentUp: [],
  destroyed: [],
};

/** May this ribbon go there? Error: ribbonWrongState. */
export function mayMoveRibbon(
  ribbon: { readonly label: string; readonly state: RibbonState },
  to: RibbonState,
): Result<void> {
  return ribbonMoves[ribbon.state].includes(to)
    ? success()
    : failure('ribbonWrongState', { label: ribbon.label });
}

export interface WastedUnit {
  readonly reason: WasteReason | null;
  readonly printerId: string | null;
  readonly custody: WasteCustody | null;
}

/** Wasted cards by reason and printer, with what became of them (D5). Most first. */
export function wasteReportOf(units: readonly WastedUnit[]): WasteReport {
  type Row = WasteReport['rows'][number];
  const rows = new Map<string, Row>();
  for (const { reason, printerId, custody } of units) {
    const cause = reason ?? 'other';
    const key = JSON.stringify([cause, printerId]);
    const row = rows.get(key) ?? { reason: cause, printerId, wasted: 0, waiting: 0, sentUp: 0, destroyed: 0 };
    const fate = custody === 'sentUp' || custody === 'destroyed' ? custody : 'waiting';
    rows.set(key, { ...row, wasted: row.wasted + 1, [fate]: row[fate] + 1 });
  }
  const order = (row: Row): string => `${row.reason} ${row.printerId ?? ''}`;
  return {
    rows: [...rows.values()].sort(
      (a, b) => b.wasted - a.wasted || (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0),
    ),
    total: units.length,
  };
}
