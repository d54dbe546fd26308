import { failure, success } from '../../contract/result.ts';
import type { NoticeContent } from '../../domain/papers/noticeContent.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { NoticeRecord } from '../ports/stores.ts';
import { actorOf } from './actor.ts';
import { presentNotice } from './presentCase.ts';
import { audit } from './saveCase.ts';
import { createReadAudit } from '../people/readAudit.ts';

/** The paper as it was issued; from the first reprint on it says which copy it is (C4). */
function paperOf(notice: NoticeRecord): NoticeContent {
  const copy = notice.reprints.length;
  return copy === 0 ? notice.content : { ...notice.content, copy };
}

/** The papers of a case: opening one is audited as a read, a reprint needs a reason. */
export function noticeHandlers(deps: Deps): Handlers<'noticePdf' | 'noticeReprint'> {
  const { stores, clock } = deps;
  const auditRead = createReadAudit(deps);
  return {
    noticePdf: async ({ noticeId }, caller) => {
      const notice = stores.notices.get(noticeId);
      if (!notice) return failure('caseNotFound');
      auditRead(actorOf(caller.staff), 'read.noticePdf', noticeId);
      return success({
        fileName: `${notice.number}.pdf`,
        mediaType: 'application/pdf',
        bytes: await deps.paper.notice(paperOf(notice)),
      });
    },
    noticeReprint: ({ noticeId, reason }, caller) => {
      const actor = actorOf(caller.staff);
      const reprinted = stores.run((): NoticeRecord | null => {
        const notice = stores.notices.get(noticeId);
        if (!notice) return null;
        const at = new Date(clock.now()).toISOString();
        const next = { ...notice, reprints: [...notice.reprints, { at, by: actor.name, reason }] };
        stores.notices.save(next);
        audit(deps, actor, 'notice.reprinted', noticeId, { copy: next.reprints.length });
        return next;
      });
      if (!reprinted) return failure('caseNotFound');
      deps.bus.emit('caseChanged', { caseId: reprinted.caseId });
      return success(presentNotice(deps, reprinted));
    },
  };
}
