import type { MethodName } from '../../contract/methods.ts';
import type { Caller, Deps } from '../deps.ts';
import { createReadAudit } from '../people/readAudit.ts';

/**
 * Where a method's answers may hold a person's data, and who writes the look down (I1, domain-rules 12.7): `own` = its handler, with words of
 * its own; `here` = this table, by name. What is in neither answers no person's data.
 */
export const personalReads: Readonly<Partial<Record<MethodName, 'own' | 'here'>>> = {
  caseList: 'own',
  caseGet: 'own',
  caseCurrent: 'own',
  caseSelect: 'own',
  caseUnprintable: 'here',
  caseEcardScan: 'here',
  caseDraft: 'here',
  permitSearch: 'own',
  casePhotoGet: 'own',
  casePhotoPicture: 'own',
  caseScans: 'own',
  caseScanPicture: 'own',
  caseClockList: 'own',
  caseOriginalsWithUs: 'own',
  caseSecondCheckList: 'own',
  caseReturnedList: 'own',
  noticePdf: 'own',
  noticeVerify: 'here',
  noticeLastScan: 'here',
  recallList: 'own',
  reprintList: 'own',
  cardPlan: 'here',
  cardPreview: 'here',
  cardJobs: 'here',
  cardJob: 'here',
  cardAhead: 'here',
  cardUnclean: 'here',
  cardRecovery: 'here',
  cardsUnclaimed: 'here',
  cardReceiptPaper: 'here',
  cardConflict: 'here',
  cardEarlier: 'own',
  cardFee: 'here',
  dayFigures: 'own',
  dayClosed: 'here',
  dayReport: 'own',
  periodReport: 'own',
  periodExport: 'own',
  exportVerify: 'own',
  auditVerify: 'own',
  auditList: 'own',
  auditExport: 'own',
  deviceFrames: 'here',
  deviceTestRead: 'own',
  ratingFollowUps: 'own',
  retentionView: 'own',
  retentionOfCase: 'own',
  staffList: 'own',
  // The number of a case is on it; told with the row that it is of.
  queueReceipt: 'own',
};

/** Parts of an input that say what was looked at; never a name or the number of a document. */
const subjectParts = ['caseId', 'jobId', 'noticeId', 'date', 'deviceId'] as const;

/** Writes down a look at a person's data once it was answered. Somebody at a kiosk sees only his own, and the kiosk keeps its own journal. */
export function createPersonalReads(
  deps: Pick<Deps, 'stores' | 'clock'>,
): (method: string, input: unknown, caller: Caller) => void {
  const auditRead = createReadAudit(deps);
  const kinds: Readonly<Record<string, 'own' | 'here' | undefined>> = personalReads;
  return (method, input, { staff, surface }) => {
    if (kinds[method] !== 'here' || staff === null) return;
    auditRead({ userName: staff.userName, surface }, `read.${method}`, subjectOf(input));
  };
}

function subjectOf(input: unknown): string {
  const parts =
    typeof input === 'object' && input !== null ? (input as Readonly<Record<string, unknown>>) : {};
  const found = subjectParts.map((name) => parts[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : 'list';
}
