import type { StaffId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { HoldingStanding, StockLimits } from '../../contract/stockBook.ts';

/** How the blanks of one desk stand to the limits of the station (H9). */
export function deskStanding(held: number, limits: StockLimits | null): HoldingStanding {
  if (limits === null) return 'noLimit';
  if (held >= limits.deskCeiling) return 'full';
  return held < limits.deskFloor ? 'refill' : 'ok';
}

/** How the free blanks of all hoppers stand to the floor of the station (H9); hoppers have no ceiling here. */
export function hopperStanding(free: number, limits: StockLimits | null): HoldingStanding {
  if (limits === null) return 'noLimit';
  return free < limits.hopperFloor ? 'refill' : 'ok';
}

/** May so many more blanks go to a desk that holds `held`? Error: deskCeiling, with how many may. */
export function roomAtDesk(held: number, more: number, limits: StockLimits | null): Result<void> {
  if (limits === null || held + more <= limits.deskCeiling) return success();
  return failure('deskCeiling', {
    ceiling: limits.deskCeiling,
    free: Math.max(0, limits.deskCeiling - held),
  });
}

export interface DeskTransfer {
  readonly fromClerk: StaffId | null;
  readonly toClerk: StaffId | null;
}

/**
 * Blanks of each desk by the movements alone: what came less what left (domain-rules 11.1). A transfer from desk to desk is one of each, so
 * that over the site transfers sum to zero.
 */
export function deskBalances(movements: readonly DeskTransfer[]): ReadonlyMap<StaffId, number> {
  const balances = new Map<StaffId, number>();
  const add = (clerk: StaffId | null, by: number): void => {
    if (clerk !== null) balances.set(clerk, (balances.get(clerk) ?? 0) + by);
  };
  for (const { fromClerk, toClerk } of movements) {
    add(fromClerk, -1);
    add(toClerk, 1);
  }
  return balances;
}
