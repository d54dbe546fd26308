import { failure, success, type Result } from '../../contract/result.ts';
import type { UnitState, WasteReason } from '../../contract/stock.ts';
import type { JobId } from '../../contract/ids.ts';

/** Where a blank may go from where it is (domain-rules 10.2). `used`, `wasted` and `returned` are ends: nothing comes back. */
export const unitMoves: Readonly<Record<UnitState, readonly UnitState[]>> = {
  received: ['vault', 'desk', 'hopper', 'returned', 'wasted'],
  vault: ['desk', 'hopper', 'returned', 'wasted'],
  desk: ['vault', 'hopper', 'returned', 'wasted'],
  hopper: ['vault', 'desk', 'used', 'wasted'],
  used: [],
  wasted: [],
  returned: [],
};

export interface MovableUnit {
  readonly state: UnitState;
  readonly jobId: JobId | null;
}

/** May a person book this blank there? A blank that belongs to a job moves with its job only. Error: wrongState. */
export function mayMove(unit: MovableUnit, to: UnitState): Result<void> {
  if (unit.jobId !== null || to === 'used' || !unitMoves[unit.state].includes(to))
    return failure('wrongState', { state: unit.state });
  return success();
}

/** May a person book this blank as waste? `jobOpen`: its job is not settled yet and decides itself. Error: wrongState. */
export function mayWaste(unit: MovableUnit, jobOpen: boolean): Result<void> {
  if (jobOpen || !unitMoves[unit.state].includes('wasted'))
    return failure('wrongState', { state: unit.state });
  return success();
}

/** `other` needs words (feature D5). Error: reasonMissing. */
export function checkWasteReason(reason: WasteReason, note: string | undefined): Result<void> {
  return reason === 'other' && (note ?? '').trim() === '' ? failure('reasonMissing') : success();
}
