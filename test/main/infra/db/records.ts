import type { NoticeRecord } from '../../../../main/app/ports/stores.ts';
import type { CaseId, NoticeId, RowId } from '../../../../main/contract/ids.ts';
import {
  openTestStores,
  sampleCase,
  sampleSnapshot,
  sampleUnit,
  type TestStores,
} from '../../helpers/index.ts';

export const noon = '2026-11-25T04:00:00.000Z';

/** Stores with one open case. */
export function withCase(): TestStores {
  const stores = openTestStores();
  stores.run(() => {
    stores.snapshots.insert(sampleSnapshot());
    stores.cases.save(sampleCase());
  });
  return stores;
}

export const movement = (
  from: ReturnType<typeof sampleUnit>['state'] | null,
  to: ReturnType<typeof sampleUnit>['state'],
): Parameters<TestStores['units']['move']>[1] => ({
  unitKey: sampleUnit().key,
  from,
  to,
  at: noon,
  by: 'keeper',
  by2: 'supervisor',
  jobId: null,
  reason: null,
  note: null,
});

const both = { zh: '测试', en: 'Test' };
export const sampleNotice = (): NoticeRecord => ({
  id: 'notice_1' as NoticeId,
  number: 'SZ50-SL-2026-000001',
  kind: 'acceptance',
  caseId: 'case_1' as CaseId,
  issuedAt: noon,
  issuedBy: 'Test Clerk',
  rowId: 'row_1' as RowId,
  reprints: [],
  prints: [],
  served: null,
  withdrawn: null,
  content: {
    kind: 'acceptance',
    number: 'SZ50-SL-2026-000001',
    title: both,
    station: both,
    authority: both,
    caseNumber: 'SZ50-20261125-0001',
    applicant: 'EXAMPLE, PERSON',
    permitNumber: 'TEST 0000 0001',
    passportTail: '0T47',
    employer: 'Example Ltd',
    matter: both,
    legalBasis: both,
    receivedAt: noon,
    issuedOn: '2026-11-25',
    issuedAt: noon,
    officer: 'Test Clerk',
    items: [],
    paragraphs: [both],
    pending: true,
    training: true,
    code: '0a1b2c3d',
  },
});
