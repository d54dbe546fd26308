import type { Stores } from '../../../main/app/ports/stores.ts';
import type { CaseId, RowId } from '../../../main/contract/ids.ts';
import type { RowKind } from '../../../main/contract/sync.ts';
import { sampleCase, samplePayload, sampleRow, sampleSnapshot } from '../../main/helpers/samples.ts';

/** What a case leaves in the queue on its way to a card, in its order. */
const ofOneCase: readonly RowKind[] = [
  'case.opened',
  'case.decided',
  'notice.issued',
  'card.report',
  'card.enable',
  'card.handOver',
  'rating.given',
];

/** Queues that many rows of cases, as the desk would have left them; commits of 500. */
export function fillQueue(stores: Stores, rows: number): void {
  stores.run(() => stores.snapshots.insert(sampleSnapshot()));
  for (let from = 0; from < rows; from += 500)
    stores.run(() => {
      for (let index = from; index < Math.min(rows, from + 500); index += 1) {
        const number = Math.floor(index / ofOneCase.length);
        const kind = ofOneCase[index % ofOneCase.length] ?? 'case.opened';
        const caseId = `case_${number}` as CaseId;
        const caseNumber = `SZ50-20261125-${String(number).padStart(5, '0')}`;
        if (kind === 'case.opened')
          stores.cases.save(sampleCase({ id: caseId, number: caseNumber, permitNumber: `TEST${number}` }));
        stores.outbox.insert(
          sampleRow({
            id: rowIdOf(index),
            kind,
            caseId,
            caseNumber,
            stream: caseId,
            businessKey: rowIdOf(index),
          }),
        );
      }
    });
}

/** The same rows as plain documents, for the peers. */
export const documentOf = (index: number): Readonly<Record<string, unknown>> => {
  const kind = ofOneCase[index % ofOneCase.length] ?? 'case.opened';
  const caseNumber = `SZ50-20261125-${String(Math.floor(index / ofOneCase.length)).padStart(5, '0')}`;
  return {
    kind,
    stationId: 'SZ50',
    caseNumber,
    businessKey: rowIdOf(index),
    createdAt: '2026-11-25T01:20:00.000Z',
    schema: 1,
    payload: samplePayload(kind),
  };
};

export const rowIdOf = (index: number): RowId => `row_${String(index).padStart(24, '0')}` as RowId;
