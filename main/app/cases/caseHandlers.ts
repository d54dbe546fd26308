import type { CaseView } from '../../contract/cases.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { MethodName } from '../../contract/methods.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate, shanghaiDay } from '../../domain/calendar/shanghai.ts';
import { mayReadItself } from '../../domain/kiosk/screenScans.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import type { CaseRecord, StaffRecord } from '../ports/stores.ts';
import { actorOf } from './actor.ts';
import { confirmField, fixNow, setVerdict } from './checkCase.ts';
import { acceptCase, endAsNotNeeded, endAsNotOurs, supplementCase } from './decideCase.ts';
import type { Intake } from './intake.ts';
import { setBusinessType, setCustody, setSeen, setSituations } from './sayFacts.ts';
import { draftHandlers } from './drafts.ts';
import { noticeHandlers } from './noticeHandlers.ts';
import { outcomeHandlers } from './outcomeHandlers.ts';
import { presentCase, summariseCase } from './presentCase.ts';
import { createReadAudit } from '../people/readAudit.ts';
import { photoHandlers } from '../photos/photoHandlers.ts';
import { audit } from './saveCase.ts';
import { askFonts, unprintableOf } from './unprintable.ts';

export type CaseMethodName = Extract<
  MethodName,
  `case${string}` | `notice${string}` | `recall${string}` | `reprint${string}`
>;

/** The dispatcher lets nobody in without a person; that it might is a broken promise. */
export function signedIn(caller: Caller): StaffRecord {
  if (!caller.staff) throw new Error('a case method was called with nobody signed in');
  return caller.staff;
}

/** Every method about cases, their papers and what is out. Reads of one case or of the list are audited, too (I1). */
export function caseHandlers(deps: Deps, intake: Intake): Handlers<CaseMethodName> {
  const { stores, clock } = deps;
  const view = (result: Result<CaseRecord>): Result<CaseView> =>
    result.ok ? success(presentCase(deps, result.value)) : result;
  const auditRead = createReadAudit(deps);
  const actor = (caller: Caller): ReturnType<typeof actorOf> => actorOf(signedIn(caller));
  /** Before every paper: what it will not be able to print. */
  const ask = (caseId: CaseId, caller: Caller): Promise<void> =>
    askFonts(deps, stores.cases.get(caseId), actor(caller).name);

  return {
    ...noticeHandlers(deps),
    ...photoHandlers(deps),
    ...outcomeHandlers(deps, intake),
    ...draftHandlers(deps),
    caseList: (_input, caller) => {
      const today = shanghaiDay(shanghaiDate(clock.now())).from;
      auditRead(actor(caller), 'read.caseList', 'cases');
      return success(stores.cases.list(today).map((record) => summariseCase(deps, record)));
    },
    caseGet: ({ caseId }, caller) => {
      const record = stores.cases.get(caseId);
      if (!record) return failure('caseNotFound');
      auditRead(actor(caller), 'read.caseGet', caseId);
      return success(presentCase(deps, record));
    },
    caseUnprintable: async ({ caseId }, caller) => {
      const record = stores.cases.get(caseId);
      if (!record) return failure('caseNotFound');
      return success(await unprintableOf(deps, record, actor(caller).name));
    },
    caseCurrent: () => success({ caseId: intake.current.get() }),
    caseSelect: ({ caseId }) => {
      if (caseId !== null && !stores.cases.get(caseId)) return failure('caseNotFound');
      intake.current.set(caseId);
      return success({});
    },
    caseOpenByNumber: async ({ permitNumber }, caller) => {
      const opened = await intake.openCase({ permitNumber, channel: 'window', actor: signedIn(caller) });
      // A number that opens nothing is on the chain like a scan that does: by class, never by content.
      if (!opened.ok)
        stores.run(() => audit(deps, actor(caller), 'number.refused', 'window', { code: opened.error.code }));
      return view(opened);
    },
    caseScanned: async ({ source, text }, caller) => {
      if (!mayReadItself(caller.surface, source, deps.profile)) return failure('forbidden');
      await intake.onScreenScan(caller.surface, source, text);
      return success({});
    },
    caseEcardScan: () => {
      const scan = intake.lastEcard();
      const lifeLeftMs = scan === null ? 0 : Math.max(0, Date.parse(scan.lifeEndsAt) - clock.now());
      return success({ scan, lifeLeftMs });
    },
    caseSetVerdict: ({ caseId, ...wish }, caller) => view(setVerdict(deps, caseId, actor(caller), wish)),
    caseConfirmField: ({ caseId, field, outcome }, caller) =>
      view(confirmField(deps, caseId, actor(caller), field, outcome)),
    caseSetSituations: ({ caseId, situations }, caller) =>
      view(setSituations(deps, caseId, actor(caller), situations)),
    caseSetSeen: ({ caseId, document, seen }, caller) =>
      view(setSeen(deps, caseId, actor(caller), document, seen)),
    caseSetBusinessType: ({ caseId, businessType }, caller) =>
      view(setBusinessType(deps, caseId, actor(caller), businessType)),
    caseSetCustody: ({ caseId, documents, custody }, caller) =>
      view(setCustody(deps, caseId, actor(caller), documents, custody)),
    caseAccept: async ({ caseId }, caller) => {
      await ask(caseId, caller);
      return view(acceptCase(deps, caseId, actor(caller)));
    },
    caseSupplement: async ({ caseId, ...wish }, caller) => {
      await ask(caseId, caller);
      return view(await supplementCase(deps, caseId, actor(caller), wish));
    },
    caseFixNow: ({ caseId, note }, caller) => view(fixNow(deps, caseId, actor(caller), note)),
    caseNotNeeded: async ({ caseId, reason }, caller) => {
      await ask(caseId, caller);
      return view(await endAsNotNeeded(deps, caseId, actor(caller), reason));
    },
    caseNotOurs: async ({ caseId, ...right }, caller) => {
      await ask(caseId, caller);
      return view(await endAsNotOurs(deps, caseId, actor(caller), right));
    },
  };
}
