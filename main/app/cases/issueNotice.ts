import type { NoticeKind } from '../../contract/cases.ts';
import type { NoticeId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import type { CaseFacts } from '../../domain/cases/caseFacts.ts';
import { composeNotice, type NoticeText, type UnsealedNotice } from '../../domain/cases/composeNotice.ts';
import { gaps } from '../../domain/cases/gaps.ts';
import type {
  Bilingual,
  NoticeContent,
  NoticeDetail,
  NoticeItem,
} from '../../domain/papers/noticeContent.ts';
import { digestInput, paperQr, paperText } from '../../domain/papers/paperCode.ts';
import { printedText } from '../../domain/papers/printedText.ts';
import type { RulePack } from '../../domain/rules/rulePack.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord, NoticeRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import type { Actor } from './actor.ts';
import { audit } from './saveCase.ts';

export type NoticeDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'crypto' | 'profile' | 'links' | 'paper'>;
/** Fills the places of a pack's texts; a text in both languages, or one as a person typed it. */
export type Words = Readonly<Record<string, string | Bilingual>>;

/**
 * The words of a kind of paper: from the pack of the case, or from the newest one when the case is older than the paper. Fails with
 * rulePackBad where neither has them.
 */
export function textsOf(deps: Pick<Deps, 'packs'>, pack: RulePack, kind: NoticeKind): Result<NoticeText> {
  const texts = pack.notices[kind] ?? deps.packs.newest().notices[kind];
  return texts === undefined ? failure('rulePackBad', { reason: `notices.${kind}` }) : success(texts);
}

/** Gives a paper its check code and its signed code (C5). */
export function sealNotice(deps: Pick<Deps, 'crypto'>, notice: UnsealedNotice): NoticeContent {
  const digest = deps.crypto.sm3Hex(digestInput(notice));
  const text = paperText(notice, digest);
  return { ...notice, code: digest.slice(0, 8), qr: paperQr(text, deps.crypto.signPaper(text)) };
}

/** The digest that the signed code of a paper must carry. */
export function digestOf(deps: Pick<Deps, 'crypto'>, content: NoticeContent): string {
  const { code: _code, qr: _qr, copy: _copy, withdrawn: _withdrawn, ...unsealed } = content;
  return deps.crypto.sm3Hex(digestInput(unsealed));
}

/**
 * Issues a numbered notice: the next of a gapless series per station, kind and year (11.9), with its outbox row. Inside the transaction of
 * the decision that it puts on paper, so that a decision without a paper, or a number without one, cannot be.
 */
export function issueNotice(
  deps: NoticeDeps,
  issue: {
    readonly kind: NoticeKind;
    readonly texts: NoticeText;
    readonly record: CaseRecord;
    readonly facts: CaseFacts;
    readonly actor: Actor;
    readonly words?: Words;
    readonly details?: readonly NoticeDetail[];
    readonly items?: readonly NoticeItem[] | null;
  },
): NoticeRecord {
  const { stores, profile, clock } = deps;
  const { kind, record, facts, actor, texts } = issue;
  const now = clock.now();
  const year = shanghaiDate(now).slice(0, 4);
  const serial = String(stores.nextNumber(`notice-${texts.series}-${year}`)).padStart(6, '0');
  const number = `${profile.stationId}-${texts.series}-${year}-${serial}`;
  const composed = composeNotice({
    kind,
    number,
    caseNumber: record.number,
    receivedAt: record.openedAt,
    issuedAt: now,
    officer: actor.name,
    pending: !deps.links.online('queue'),
    facts,
    profile,
    texts,
    words: issue.words ?? {},
    details: issue.details ?? [],
    items: issue.items ?? null,
  });
  const codes = deps.paper.lacking(printedText(composed)).map((words) => words.split(' ').at(-1) ?? words);
  const content = sealNotice(deps, { ...composed, ...(codes.length === 0 ? {} : { lacking: codes }) });
  const rowId = enqueue(deps, {
    kind: 'notice.issued',
    caseId: record.id,
    caseNumber: record.number,
    payload: {
      number,
      noticeKind: kind,
      issuedAt: content.issuedAt,
      code: content.code,
      digest: digestOf(deps, content),
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
    prints: [],
    served: null,
    withdrawn: null,
  };
  stores.notices.save(notice);
  audit(deps, actor, 'notice.issued', notice.id, {
    number,
    kind,
    pending: content.pending,
    ...(codes.length === 0 ? {} : { lacking: codes.join(' ') }),
  });
  return notice;
}
