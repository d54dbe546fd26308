import type { NoticeView } from '../../contract/cases.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { nextPrint } from '../../domain/papers/noticePrints.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import type { NoticeRecord, StaffRecord } from '../ports/stores.ts';
import { actorOf } from './actor.ts';
import { presentNotice } from './presentCase.ts';
import { openPrint, paperAs, printNotice, settlePrint, withdrawnPaper } from './printNotice.ts';
import { audit } from './saveCase.ts';
import { createReadAudit } from '../people/readAudit.ts';
import { signAgain } from '../people/signAgain.ts';

/** The papers of a case: opening one is audited as a read, a reprint needs a reason and a second person, whether printed here or as a file. */
export function noticeHandlers(
  deps: Deps,
): Handlers<'noticePdf' | 'noticeReprint' | 'noticePrint' | 'noticePrintSettle'> {
  const { stores, clock } = deps;
  const auditRead = createReadAudit(deps);
  const view = (result: Result<NoticeRecord>): Result<NoticeView> =>
    result.ok ? success(presentNotice(deps, result.value)) : result;
  return {
    noticePdf: async ({ noticeId }, caller) => {
      const notice = stores.notices.get(noticeId);
      if (!notice) return failure('caseNotFound');
      auditRead(actorOf(caller.staff), 'read.noticePdf', noticeId);
      return success({
        fileName: `${notice.number}.pdf`,
        mediaType: 'application/pdf',
        bytes: await deps.paper.notice(paperAs(notice, notice.reprints.length)),
      });
    },
    noticeReprint: async ({ noticeId, reason, countersignature }, caller) => {
      const actor = actorOf(caller.staff);
      // Nobody is asked to sign for what is not made.
      const before = stores.notices.get(noticeId);
      const refused = before === null ? null : (withdrawnPaper(before) ?? openPrint(deps, before));
      if (refused !== null) return refused;
      const signed = await signAgain(deps, personOf(caller), countersignature);
      if (!signed.ok) return signed;
      const second = signed.value.userName;
      const reprinted = stores.run((): Result<NoticeRecord> => {
        const notice = stores.notices.get(noticeId);
        if (!notice) return failure('caseNotFound');
        const kept = withdrawnPaper(notice) ?? openPrint(deps, notice);
        if (kept !== null) return kept;
        const at = new Date(clock.now()).toISOString();
        const next = { ...notice, reprints: [...notice.reprints, { at, by: actor.name, reason }] };
        stores.notices.save(next);
        audit(deps, actor, 'notice.reprinted', noticeId, { copy: next.reprints.length, second });
        return success(next);
      });
      if (reprinted.ok) deps.bus.emit('caseChanged', { caseId: reprinted.value.caseId });
      return view(reprinted);
    },
    noticePrint: async ({ noticeId, reason, countersignature }, caller) => {
      // Of an original nobody else is asked, whatever was sent along.
      const notice = stores.notices.get(noticeId);
      const next = notice === null ? null : nextPrint(notice, clock.now());
      const isCopy = notice?.withdrawn === null && next?.kind === 'print' && next.copy > 0;
      const signed =
        isCopy && countersignature !== undefined
          ? await signAgain(deps, personOf(caller), countersignature)
          : null;
      if (signed?.ok === false) return signed;
      const second = signed?.value.userName ?? null;
      return view(await printNotice(deps, actorOf(caller.staff), noticeId, reason, second));
    },
    noticePrintSettle: ({ noticeId, cameOut }, caller) =>
      view(settlePrint(deps, actorOf(caller.staff), noticeId, cameOut)),
  };
}

/** The signed-in person; dispatch has already refused everybody else. */
function personOf({ staff }: Caller): StaffRecord {
  if (staff === null) throw new Error('a copy without a person');
  return staff;
}
