import type { NoticeView } from '../../contract/cases.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { NoticeRecord } from '../ports/stores.ts';
import { actorOf } from './actor.ts';
import { presentNotice } from './presentCase.ts';
import { openPrint, paperAs, printNotice, settlePrint, withdrawnPaper } from './printNotice.ts';
import { audit } from './saveCase.ts';
import { createReadAudit } from '../people/readAudit.ts';

/** The papers of a case: opening one is audited as a read, a reprint needs a reason, whether printed here or as a file. */
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
    noticeReprint: ({ noticeId, reason }, caller) => {
      const actor = actorOf(caller.staff);
      const reprinted = stores.run((): Result<NoticeRecord> => {
        const notice = stores.notices.get(noticeId);
        if (!notice) return failure('caseNotFound');
        const kept = withdrawnPaper(notice) ?? openPrint(deps, notice);
        if (kept !== null) return kept;
        const at = new Date(clock.now()).toISOString();
        const next = { ...notice, reprints: [...notice.reprints, { at, by: actor.name, reason }] };
        stores.notices.save(next);
        audit(deps, actor, 'notice.reprinted', noticeId, { copy: next.reprints.length });
        return success(next);
      });
      if (reprinted.ok) deps.bus.emit('caseChanged', { caseId: reprinted.value.caseId });
      return view(reprinted);
    },
    noticePrint: async ({ noticeId, reason }, caller) =>
      view(await printNotice(deps, actorOf(caller.staff), noticeId, reason)),
    noticePrintSettle: ({ noticeId, cameOut }, caller) =>
      view(settlePrint(deps, actorOf(caller.staff), noticeId, cameOut)),
  };
}
