import { failure, success, type Result } from '../../contract/result.ts';
import type { UnitState, WasteCustody, WasteReason } from '../../contract/stock.ts';
import type { JobId, StaffId } from '../../contract/ids.ts';

/**
 * Where a blank may go from where it is (domain-rules 10.2). `used`, `wasted` and `returned` are ends: nothing comes back. From desk to desk
 * is a move between two clerks.
 */
export const unitMoves: Readonly<Record<UnitState, readonly UnitState[]>> = {
  received: ['vault', 'desk', 'hopper', 'returned', 'wasted'],
  vault: ['desk', 'hopper', 'returned', 'wasted'],
  desk: ['vault', 'desk', 'hopper', 'returned', 'wasted'],
  hopper: ['vault', 'desk', 'used', 'wasted'],
  used: [],
  wasted: [],
  returned: [],
};

export interface MovableUnit {
  readonly state: UnitState;
  readonly jobId: JobId | null;
  readonly clerkId: StaffId | null;
}

/**
 * May a person book this blank there? A blank that belongs to a job moves with its job only; one that lies on a desk already moves to the
 * desk of somebody else. `clerkId`: whose desk it goes to. Error: wrongState.
 */
export function mayMove(unit: MovableUnit, to: UnitState, clerkId: StaffId | null): Result<void> {
  const stays = to === 'desk' && unit.state === 'desk' && unit.clerkId === clerkId;
  if (unit.jobId !== null || to === 'used' || stays || !unitMoves[unit.state].includes(to))
    return failure('wrongState', { state: unit.state });
  return success();
}

/** May a person book this blank as waste? `jobOpen`: its job is not settled yet and decides itself. Error: wrongState. */
export function mayWaste(unit: Pick<MovableUnit, 'state'>, jobOpen: boolean): Result<void> {
  if (jobOpen || !unitMoves[unit.state].includes('wasted'))
    return failure('wrongState', { state: unit.state });
  return success();
}

/** `other` needs words (feature D5). Error: reasonMissing. */
export function checkWasteReason(reason: WasteReason, note: string | undefined): Result<void> {
  return reason === 'other' && (note ?? '').trim() === '' ? failure('reasonMissing') : success();
}

/** What a blank keeps of its place when it goes somewhere: a desk has a clerk, a hopper a printer, waste a custody, and nothing else has. */
export function placedAt(
  to: UnitState,
  where: {
    readonly clerkId?: StaffId | null;
    readonly printerId?: string | null;
    readonly custody?: WasteCustody;
  },
): {
  readonly clerkId: StaffId | null;
  readonly printerId: string | null;
  readonly custody: WasteCustody | null;
} {
  const machine = to === 'hopper' || to === 'used' || to === 'wasted';
  return {
    clerkId: to === 'desk' ? (where.clerkId ?? null) : null,
    printerId: machine ? (where.printerId ?? null) : null,
    custody: to === 'wasted' ? (where.custody ?? 'desk') : null,
  };
}

/** Where a card lies that people call waste: what never left the store is in its safe, anything else on the desk of those who sign. */
export function custodyOfWaste(from: UnitState): WasteCustody {
  return from === 'received' || from === 'vault' ? 'safe' : 'desk';
}
