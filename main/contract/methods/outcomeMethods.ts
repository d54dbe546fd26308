import { z } from 'zod';
import { countersignature, type Role } from '../access.ts';
import { caseView, clockLine, noticeView, originalsLine, returnedLine, secondCheckLine } from '../cases.ts';
import { calendarDate, caseId, decisionId, noticeId, recallId } from '../ids.ts';
import { method } from '../method.ts';
import {
  acknowledgement,
  decisionKind,
  finding,
  paperCheck,
  paperPublicKey,
  recallOutcome,
  recallPlan,
  recallView,
  reprintLine,
  slipKind,
} from '../outcomes.ts';
import { documentCode } from '../permit.ts';
import { desk, everybody, none, note, supervisor, window } from './common.ts';

const auditing: readonly Role[] = ['supervisor', 'auditor'];

/** What happens after the intake outcomes, papers beside decisions, and papers out of the house (domain-rules 6; C1 to C9, B6, G9). */
export const outcomeMethods = {
  /** Suspected forgery: no verdict, outcome or card until a supervisor has looked (6.1). Fails with wrongState. */
  caseHold: method({
    in: z.object({ caseId, reason: note, document: documentCode.optional() }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /**
   * A supervisor beside the caller signs what was found. The case goes back to where it was; `confirmed` keeps it from acceptance, and an
   * accepted case can then only be refused or revoked. Fails with wrongState, samePerson and what is wrong with the signature.
   */
  caseRelease: method({
    in: z.object({ caseId, finding, note, countersignature }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /** REFUSED 不予行政许可决定: after acceptance only. Fails with wrongState, ownCase (who accepted does not refuse). */
  caseRefuse: method({
    in: z.object({ caseId, reasons: z.array(note).min(1).max(20), recall: recallPlan.optional() }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: supervisor,
    mutating: true,
  }),
  /** Takes a finished decision back by an act of its own; its papers and card are recalled (C7). Fails with wrongState, ownCase. */
  caseRevoke: method({
    in: z.object({ caseId, reason: note, recall: recallPlan.optional() }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: supervisor,
    mutating: true,
  }),
  /** Corrects one paper by a new one that supersedes it; the decision stands (C7). `correction`: what it should say. Fails with wrongState, ownCase. */
  caseCorrect: method({
    in: z.object({ caseId, noticeId, reason: note, correction: note, recall: recallPlan.optional() }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: supervisor,
    mutating: true,
  }),
  /** Records that nothing was told in time: accepted by law from the day of receipt (6.2). The originals are still to be checked. Fails with wrongState. */
  caseCountsAsAccepted: method({
    in: z.object({ caseId }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: supervisor,
    mutating: true,
  }),
  /** Cases whose clock runs, breached first, then by deadline (C3). */
  caseClockList: method({
    in: none,
    out: z.array(clockLine),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Cases whose originals lie with us, newest first (B6); those that ended are looked at for 30 days. */
  caseOriginalsWithUs: method({
    in: none,
    out: z.array(originalsLine),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Outcomes that wait for a second pair of eyes, the oldest first (B5). */
  caseSecondCheckList: method({
    in: none,
    out: z.array(secondCheckLine),
    surfaces: window,
    roles: supervisor,
    mutating: false,
  }),
  /** Cases that a supervisor has returned and nobody has answered, the oldest first (B5); those that ended are looked at for 30 days. */
  caseReturnedList: method({
    in: none,
    out: z.array(returnedLine),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /**
   * Confirms or returns a supplement that another has told because an original differs (B5). A return takes the verdicts back; of a case
   * that was decided since, it asks for its papers and its card (C7). Fails with wrongState, ownCase.
   */
  caseSecondCheck: method({
    in: z.object({
      caseId,
      decisionId,
      outcome: decisionKind.extract(['checkConfirmed', 'checkReturned']),
      note,
    }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: supervisor,
    mutating: true,
  }),
  /**
   * The list of originals that go back to the holder, acknowledged (B6); they are `handedBack` from then on. Fails with wrongState (not
   * with us), holderNotProven.
   */
  noticeHandBack: method({
    in: z.object({ caseId, documents: z.array(documentCode).min(1), acknowledgement }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /** The permit page for the exit-entry office, from the snapshot, with its age and verification state (C8). */
  noticePermitPage: method({
    in: z.object({ caseId }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /** A help or referral slip (C9); never blocked by how the case stands. */
  noticeSlip: method({
    in: z.object({ caseId, kind: slipKind }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /** Who received the paper (6.5). Once. Fails with wrongState. */
  noticeServe: method({
    in: z.object({
      noticeId,
      receiver: z.string().trim().min(2).max(120),
      contact: z.string().trim().min(3).max(60).optional(),
    }),
    out: noticeView,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  /** Checks the code of a paper without a network (C5). Fails with qrForeign (no code of a paper), qrDamaged. */
  noticeVerify: method({
    in: z.object({ text: z.string().max(8192) }),
    out: paperCheck,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** What the window's scanner saw last as a paper (`paperScanned`); null = nothing since the program started. */
  noticeLastScan: method({
    in: none,
    out: z.object({ check: paperCheck.nullable() }),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** This station's entry for the `paperKeys` of other stations. */
  noticeKey: method({
    in: none,
    out: z.object({ stationId: z.string(), publicKey: paperPublicKey }),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Open ones first, by due day; closed ones with `openOnly: false`. */
  recallList: method({
    in: z.object({ openOnly: z.boolean() }),
    out: z.array(recallView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  recallAssign: method({
    in: recallPlan.extend({ recallId }),
    out: recallView,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  /** Once, for good. Fails with recallClosed. */
  recallClose: method({
    in: z.object({ recallId, outcome: recallOutcome, note }),
    out: recallView,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  /** Reprints of papers and cards made again, from one calendar date to another, both included (C4). */
  reprintList: method({
    in: z.object({ from: calendarDate, to: calendarDate }),
    out: z.array(reprintLine),
    surfaces: window,
    roles: auditing,
    mutating: false,
  }),
} as const;
