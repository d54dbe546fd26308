import type { CaseView } from '../../contract/cases.ts';
import type { outcomeMethods } from '../../contract/methods/outcomeMethods.ts';
import type { CaseId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDay } from '../../domain/calendar/shanghai.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import { createReadAudit } from '../people/readAudit.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { actorOf, type Actor } from './actor.ts';
import { clockList } from './clockList.ts';
import { holdCase, releaseCase } from './holdCase.ts';
import type { Intake } from './intake.ts';
import { originalsWithUs } from './originalsWithUs.ts';
import { handBack, issuePermitPage, issueSlip, serveNotice } from './papersBeside.ts';
import { presentCase, presentNotice } from './presentCase.ts';
import { assignRecall, closeRecall, listRecalls } from './recalls.ts';
import { countAsAccepted, refuseCase } from './refuseCase.ts';
import { reprintsBetween } from './reprints.ts';
import { returnedList, secondCheck, secondCheckList } from './secondChecks.ts';
import { askFonts } from './unprintable.ts';
import { verifyPaper } from './verifyPaper.ts';
import { correctNotice, revokeDecision } from './withdrawDecision.ts';

export type OutcomeMethodName = keyof typeof outcomeMethods;

/** What follows the intake outcomes, papers beside decisions, recalls, and the check of papers. Reads are audited, too (I1). */
export function outcomeHandlers(deps: Deps, intake: Pick<Intake, 'lastPaper'>): Handlers<OutcomeMethodName> {
  const view = (result: Result<CaseRecord>): Result<CaseView> =>
    result.ok ? success(presentCase(deps, result.value)) : result;
  const auditRead = createReadAudit(deps);
  const actor = (caller: Caller): Actor => actorOf(caller.staff);
  /** Before every paper: what it will not be able to print. */
  const ask = (caseId: CaseId, caller: Caller): Promise<void> =>
    askFonts(deps, deps.stores.cases.get(caseId), actor(caller).name);

  return {
    caseHold: ({ caseId, ...wish }, caller) => view(holdCase(deps, caseId, actor(caller), wish)),
    caseRelease: async ({ caseId, ...wish }, caller) =>
      view(await releaseCase(deps, caseId, actor(caller), wish)),
    caseRefuse: async ({ caseId, ...wish }, caller) => {
      await ask(caseId, caller);
      return view(await refuseCase(deps, caseId, actor(caller), wish));
    },
    caseRevoke: async ({ caseId, ...wish }, caller) => {
      await ask(caseId, caller);
      return view(await revokeDecision(deps, caseId, actor(caller), wish));
    },
    caseCorrect: async ({ caseId, ...wish }, caller) => {
      await ask(caseId, caller);
      return view(await correctNotice(deps, caseId, actor(caller), wish));
    },
    caseCountsAsAccepted: async ({ caseId }, caller) => {
      await ask(caseId, caller);
      return view(countAsAccepted(deps, caseId, actor(caller)));
    },
    caseClockList: (_input, caller) => {
      auditRead(actor(caller), 'read.caseClockList', 'cases');
      return success(clockList(deps));
    },
    caseOriginalsWithUs: (_input, caller) => {
      auditRead(actor(caller), 'read.caseOriginalsWithUs', 'cases');
      return success(originalsWithUs(deps));
    },
    caseSecondCheckList: (_input, caller) => {
      auditRead(actor(caller), 'read.caseSecondCheckList', 'cases');
      return success(secondCheckList(deps, actor(caller)));
    },
    caseReturnedList: (_input, caller) => {
      auditRead(actor(caller), 'read.caseReturnedList', 'cases');
      return success(returnedList(deps));
    },
    caseSecondCheck: ({ caseId, ...wish }, caller) => view(secondCheck(deps, caseId, actor(caller), wish)),
    noticeHandBack: async ({ caseId, ...wish }, caller) => {
      await ask(caseId, caller);
      return view(await handBack(deps, caseId, actor(caller), wish));
    },
    noticePermitPage: async ({ caseId }, caller) => {
      await ask(caseId, caller);
      return view(issuePermitPage(deps, caseId, actor(caller)));
    },
    noticeSlip: async ({ caseId, kind }, caller) => {
      await ask(caseId, caller);
      return view(issueSlip(deps, caseId, actor(caller), kind));
    },
    noticeServe: ({ noticeId, ...wish }, caller) => {
      const served = serveNotice(deps, noticeId, actor(caller), wish);
      return served.ok ? success(presentNotice(deps, served.value)) : served;
    },
    noticeVerify: ({ text }) => verifyPaper(deps, text),
    noticeLastScan: () => success({ check: intake.lastPaper() }),
    noticeKey: () => success({ stationId: deps.profile.stationId, publicKey: deps.crypto.paperPublicKey() }),
    recallList: ({ openOnly }, caller) => {
      auditRead(actor(caller), 'read.recallList', 'recalls');
      return success(listRecalls(deps, { openOnly }));
    },
    recallAssign: ({ recallId, ...plan }, caller) => assignRecall(deps, recallId, actor(caller), plan),
    recallClose: ({ recallId, ...end }, caller) => closeRecall(deps, recallId, actor(caller), end),
    reprintList: ({ from, to }, caller) => {
      if (to < from) return failure('invalidInput', { field: 'to' });
      auditRead(actor(caller), 'read.reprintList', 'reprints');
      return success(reprintsBetween(deps, shanghaiDay(from).from, shanghaiDay(to).to));
    },
  };
}
