import type { RowPayload } from '../../domain/sync/rowShapes.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { snapshotOf, type FactsDeps } from './factsOfCase.ts';

/** What upstream is told about a case that was opened, from the case as it is now. */
export const openedPayload = (
  deps: Pick<FactsDeps, 'stores'>,
  record: CaseRecord,
): RowPayload<'case.opened'> => ({
  permitNumber: record.permitNumber,
  businessType: record.businessType,
  channel: record.channel,
  openedAt: record.openedAt,
  packVersion: record.packVersion,
  snapshotDigest: snapshotOf(deps, record).digest,
  verification: record.verification,
});
