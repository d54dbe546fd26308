import type { CabinetEventView } from '../../contract/cabinet.ts';
import type { Deps } from '../deps.ts';
import type { CabinetEventRecord } from '../ports/cabinet.ts';

/** An event of the cabinet as the window shows it: the case by its number, nobody by name but staff. */
export function presentCabinetEvent(
  { stores }: Pick<Deps, 'stores'>,
  event: CabinetEventRecord,
): CabinetEventView {
  const caseNumber = event.caseId === null ? null : (stores.cases.get(event.caseId)?.number ?? null);
  return { ...event, caseNumber };
}
