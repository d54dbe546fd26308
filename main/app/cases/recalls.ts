import type { CaseId, RecallId } from '../../contract/ids.ts';
import type { RecallOutcome, RecallPlan, RecallView } from '../../contract/outcomes.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { holderName } from '../../domain/cases/composeNotice.ts';
import { workingDayAfter } from '../../domain/documents/legalClock.ts';
import { mayBeOut } from '../../domain/papers/noticePrints.ts';
import type { Deps } from '../deps.ts';
import type { RecallRecord } from '../ports/outcomeStores.ts';
import type { CaseRecord, NoticeRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { packOf, snapshotOf } from './factsOfCase.ts';
import { audit } from './saveCase.ts';

export type RecallDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'packs'>;

export interface NewRecalls {
  readonly record: CaseRecord;
  readonly cause: RecallRecord['cause'];
  readonly papers: readonly NoticeRecord[];
  /** Also the card of the case, if it was handed over. */
  readonly card: boolean;
  readonly plan: RecallPlan | undefined;
  readonly actor: Actor;
  /** Left out: the actor fetches it. */
  readonly fetchBy?: string;
}

/**
 * Opens a recall for every paper, and for a card that is with its holder (C7, G9): who has it, who fetches it, by when. What was asked for
 * once is not asked for again, however that ended. Inside the transaction of what makes it wrong.
 */
export function openRecalls(deps: RecallDeps, { record, papers, ...wish }: NewRecalls): RecallRecord[] {
  const { stores } = deps;
  const now = deps.clock.now();
  const pack = packOf(deps, record);
  const plan = wish.plan ?? {
    holder: holderName(snapshotOf(deps, record).record.holder),
    fetchBy: wish.fetchBy ?? wish.actor.name,
    dueOn: workingDayAfter(shanghaiDate(now), pack.legalClock.workingDays, pack.calendar, false),
  };
  const known = stores.recalls.ofCase(record.id);
  const base = {
    ...plan,
    caseId: record.id,
    caseNumber: record.number,
    cause: wish.cause,
    openedAt: new Date(now).toISOString(),
    openedBy: wish.actor.name,
    closed: null,
  };
  const outPapers = papers
    .filter(({ id }) => !known.some(({ noticeId }) => noticeId === id))
    .map((notice) => ({
      ...base,
      subject: 'paper' as const,
      number: notice.number,
      noticeId: notice.id,
      jobId: null,
    }));
  const cards = wish.card ? stores.jobs.ofPermit(record.permitNumber) : [];
  const outCards = cards
    .filter((job) => job.caseId === record.id && job.handedOverAt !== null)
    .filter(({ id }) => !known.some(({ jobId }) => jobId === id))
    .map((job) => ({
      ...base,
      subject: 'card' as const,
      number: job.unitTail ?? '',
      noticeId: null,
      jobId: job.id,
    }));
  return [...outPapers, ...outCards].map((recall) => {
    const opened: RecallRecord = { ...recall, id: deps.ids.next('recall') as RecallId };
    stores.recalls.save(opened);
    audit(deps, wish.actor, 'recall.opened', opened.id, {
      case: record.id,
      subject: opened.subject,
      cause: opened.cause,
      due: opened.dueOn,
    });
    return opened;
  });
}

/**
 * Of these papers, those that somebody may hold: nobody is sent out for the others, and the log says why there is no recall
 * (C7). Inside the transaction of what makes them wrong.
 */
export function papersOut(
  deps: Pick<Deps, 'stores' | 'clock'>,
  papers: readonly NoticeRecord[],
  actor: Actor,
): NoticeRecord[] {
  return papers.filter((paper) => {
    const out = mayBeOut(paper, deps.stores.audit.tells('read.noticePdf', paper.id));
    if (!out) audit(deps, actor, 'recall.neverLeft', paper.id, { number: paper.number });
    return out;
  });
}

export function presentRecall(deps: Pick<Deps, 'stores' | 'clock'>, recall: RecallRecord): RecallView {
  const notice = recall.noticeId === null ? null : deps.stores.notices.get(recall.noticeId);
  return {
    ...recall,
    noticeKind: notice?.kind ?? null,
    overdue: recall.closed === null && recall.dueOn < shanghaiDate(deps.clock.now()),
  };
}

/** Recalls of a case, or of all cases: open ones by due day. */
export function listRecalls(
  deps: Pick<Deps, 'stores' | 'clock'>,
  filter: { readonly openOnly: boolean; readonly caseId?: CaseId },
): RecallView[] {
  const { recalls } = deps.stores;
  const found = filter.caseId === undefined ? recalls.list() : recalls.ofCase(filter.caseId);
  return found
    .filter(({ closed }) => !filter.openOnly || closed === null)
    .map((recall) => presentRecall(deps, recall));
}

type ChangeDeps = RecallDeps & Pick<Deps, 'bus'>;

function change(
  deps: ChangeDeps,
  id: RecallId,
  actor: Actor,
  event: string,
  work: (recall: RecallRecord) => RecallRecord,
): Result<RecallView> {
  const changed = deps.stores.run((): Result<RecallRecord> => {
    const recall = deps.stores.recalls.get(id);
    if (!recall) return failure('recallNotFound');
    if (recall.closed !== null) return failure('recallClosed');
    const next = work(recall);
    deps.stores.recalls.save(next);
    audit(deps, actor, event, id, { due: next.dueOn, outcome: next.closed?.outcome ?? null });
    return success(next);
  });
  if (!changed.ok) return changed;
  deps.bus.emit('caseChanged', { caseId: changed.value.caseId });
  return success(presentRecall(deps, changed.value));
}

/** Another holder, fetcher or due day. Fails with recallNotFound, recallClosed. */
export const assignRecall = (
  deps: ChangeDeps,
  id: RecallId,
  actor: Actor,
  plan: RecallPlan,
): Result<RecallView> =>
  change(deps, id, actor, 'recall.assigned', (recall) => ({
    ...recall,
    holder: plan.holder,
    fetchBy: plan.fetchBy,
    dueOn: plan.dueOn,
  }));

/** How it ended, once. Fails with recallNotFound, recallClosed. */
export const closeRecall = (
  deps: ChangeDeps,
  id: RecallId,
  actor: Actor,
  { outcome, note }: { readonly outcome: RecallOutcome; readonly note: string },
): Result<RecallView> =>
  change(deps, id, actor, 'recall.closed', (recall) => ({
    ...recall,
    closed: { outcome, note, at: new Date(deps.clock.now()).toISOString(), by: actor.name },
  }));
