import { success } from '../../contract/result.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { CarryFiles } from '../ports/carryFiles.ts';
import type { RowSettled } from '../sync/settleRow.ts';
import { carryIn, presentCarried } from './carryIn.ts';
import { carryOut, type CarryOutDeps } from './carryOut.ts';
import { carryReceiptsIn, carryReceiptsOut } from './carryReceipts.ts';

/** Rows that are done, shown beside all that are not. */
const rowsShown = 500;

export interface CarryParts {
  readonly files: CarryFiles;
  /** Follows a row whose receipt came by hand, as one that upstream answered. */
  readonly rowSettled: RowSettled;
  /** Something new waits for upstream. */
  readonly nudge: () => void;
}

/** The queue moved by hand (G6). */
export function carryHandlers(
  deps: CarryOutDeps & Pick<Deps, 'crypto'>,
  { files, rowSettled, nudge }: CarryParts,
): Handlers<
  'carryStanding' | 'carryOut' | 'carryIn' | 'carriedRows' | 'carryReceiptsOut' | 'carryReceiptsIn'
> {
  const { carried } = deps.stores;
  return {
    carryStanding: () => success({ exported: carried.exported(), carried: carried.counts() }),
    carryOut: async (wish, caller) => carryOut(deps, files, caller, wish),
    async carryIn(given, caller) {
      const report = await carryIn(deps, files, caller, given);
      if (report.ok && report.value.taken > 0) nudge();
      return report;
    },
    carriedRows: () => success(carried.list(rowsShown).map(presentCarried)),
    carryReceiptsOut: ({ from }, caller) => carryReceiptsOut(deps, files, caller, from),
    carryReceiptsIn: async ({ file }, caller) => carryReceiptsIn(deps, files, rowSettled, caller, file),
  };
}
