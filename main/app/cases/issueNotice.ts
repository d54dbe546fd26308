import type { NoticeKind } from '../../contract/cases.ts';
import type { NoticeId } from '../../contract/ids.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import type { CaseFacts } from '../../domain/cases/caseFacts.ts';
import { composeNotice } from '../../domain/cases/composeNotice.ts';
import { gaps } from '../../domain/cases/gaps.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord, NoticeRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import type { Actor } from './actor.ts';
import { audit } from './saveCase.ts';

export type NoticeDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'crypto' | 'profile' | 'links'>;

/**
 * Issues a numbered notice: the next of a gapless series per station, kind and year (11.9), with its outbox row. Inside the transaction of
 * the decision that it puts on paper, so that a decision without a paper, or a number without one, cannot be.
 */
export function issueNotice(
  deps: NoticeDeps,
  issue: {
    readonly kind: NoticeKind;
    readonly record: CaseRecord;
    readonly facts: CaseFacts;
    readonly actor: Actor;
    readonly words: Readonly<Record<string, string>>;
  },
): NoticeRecord {
  const { stores, profile, clock, crypto } = deps;
  const { kind, record, facts, actor } = issue;
  const now = clock.now();
  const { series } = facts.pack.notices[kind];
  const year = shanghaiDate(now).slice(0, 4);
  const serial = String(stores.nextNumber(`notice-${series}-${year}`)).padStart(6, '0');
  const number = `${profile.stationId}-${series}-${year}-${serial}`;
  const content = composeNotice({
    kind,
    number,
    code: crypto.paperCode(number),
    caseNumber: record.number,
    receivedAt: record.openedAt,
    issuedAt: now,
    officer: actor.name,
    pending: !deps.links.online('queue'),
    facts,
    profile,
    words: issue.words,
  });
  const rowId = enqueue(deps, {
    kind: 'notice.issued',
    caseId: record.id,
    caseNumber: record.number,
    payload: {
      number,
      noticeKind: kind,
      issuedAt: content.issuedAt,
      code: content.code,
      items: kind === 'supplement' ? gaps(facts).map((gap) => gap.code) : [],
    },
    owner: actor.name,
  });
  const notice: NoticeRecord = {
    id: deps.ids.next('notice') as NoticeId,
    number,
    kind,
    caseId: record.id,
    issuedAt: content.issuedAt,
    issuedBy: actor.name,
    content,
    rowId,
    reprints: [],
  };
  stores.notices.save(notice);
  audit(deps, actor, 'notice.issued', notice.id, { number, kind, pending: content.pending });
  return notice;
}
