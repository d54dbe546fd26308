import type { CaseId } from '../../contract/ids.ts';
import type {
  CaseRetention,
  KeptItem,
  KeptKind,
  RetentionRule,
  RetentionView,
  WaitReason,
} from '../../contract/retention.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { clauseOf, daysOf, policyOf, ruleOfAttachment, scanRuleOf } from '../../domain/retention/policy.ts';
import { dueAt, type DayMark, type Standing } from '../../domain/retention/standing.ts';
import { actorOf } from '../cases/actor.ts';
import type { Deps, Handlers } from '../deps.ts';
import { createReadAudit } from '../people/readAudit.ts';
import type { Retention } from './createRetention.ts';
import { looseStanding, wasteStanding } from './runRetention.ts';
import { standingOfCase } from './standingOfCase.ts';

type ViewDeps = Pick<Deps, 'stores' | 'profile' | 'clock' | 'permits' | 'packs'>;

/** As the pack of now names the paper; a paper that it does not know has its code. */
function titleOf({ packs }: Pick<Deps, 'packs'>, document: DocumentCode | null): RetentionRule['title'] {
  if (document === null) return null;
  const rows = packs.newest().businessTypes.flatMap(({ documents }) => documents);
  return rows.find(({ code }) => code === document)?.title ?? { zh: document, en: document };
}

/** Rows of the list of what was destroyed. */
const shownPurges = 60;
/** Cases that are looked at before everything else has its turn. */
const casesAtOnce = 50;

/** What is kept and until when (I3): all of it for those who answer for the station, one case for the desk. */
export function retentionHandlers(
  deps: Deps,
  retention: Pick<Retention, 'lastRunAt'>,
): Handlers<'retentionView' | 'retentionOfCase'> {
  const auditRead = createReadAudit(deps);
  return {
    retentionView: async (_input, caller) => {
      auditRead(actorOf(caller.staff), 'read.retentionView', deps.profile.stationId);
      return success(await viewOf(deps, retention.lastRunAt()));
    },
    retentionOfCase: ({ caseId }, caller) => {
      const view = caseView(deps, caseId);
      if (view.ok) auditRead(actorOf(caller.staff), 'read.retentionOfCase', caseId);
      return view;
    },
  };
}

interface Tally {
  kept: number;
  waiting: number;
  next: number | null;
}

async function viewOf(deps: ViewDeps, lastRunAt: string | null): Promise<RetentionView> {
  const { stores, profile, clock } = deps;
  const policy = policyOf(profile);
  const marks = stores.retention.days();
  const tallies = new Map<string, Tally>();
  const reasons = new Map<WaitReason, number>();
  const ruleKey = (kind: KeptKind, document: DocumentCode | null): string =>
    document !== null && policy.scans[document] !== undefined ? `${kind}:${document}` : kind;
  const tally = (key: string, count: number, standing: Standing, days: number): void => {
    if (count === 0) return;
    const before = tallies.get(key) ?? { kept: 0, waiting: 0, next: null };
    const due = dueAt(standing, days);
    tallies.set(key, {
      kept: before.kept + count,
      waiting: before.waiting + (due === null ? count : 0),
      next: due === null ? before.next : Math.min(due, before.next ?? due),
    });
  };

  const ids = stores.retention.caseIds();
  for (const [index, id] of ids.entries()) {
    if (index % casesAtOnce === casesAtOnce - 1) await new Promise<void>((go) => void clock.setTimer(1, go));
    const record = stores.cases.get(id);
    if (record === null) continue;
    const kept = stores.retention.ofCase(id);
    const standing = standingOfCase(deps, record, kept, marks);
    if (standing.kind === 'waiting')
      reasons.set(standing.reasons[0], (reasons.get(standing.reasons[0]) ?? 0) + 1);
    for (const each of kept.attachments.filter(({ purgedAt }) => purgedAt === null)) {
      const { kind, document, days } = ruleOfAttachment(policy, each.kind);
      tally(ruleKey(kind, document), 1, standing, days);
    }
    tally('cardData', kept.jobsWithData, standing, policy.cardDataDays);
    tally('payloads', kept.payloads, standing, policy.payloadDays);
    if (!kept.purges.some(({ kind }) => kind === 'cachedPermits'))
      tally(
        'cachedPermits',
        deps.permits.byPermitNumber(record.permitNumber) === null ? 0 : 1,
        standing,
        policy.cachedPermitDays,
      );
  }
  for (const { at, count } of stores.retention.wastePhotos())
    tally('wastePhotos', count, wasteStanding(deps, at, marks), policy.wastePhotoDays);
  for (const row of stores.retention.looseRows())
    tally('payloads', 1, looseStanding(row, marks), policy.payloadDays);
  for (const kind of ['drafts', 'answers'] as const) {
    const oldest = stores.retention.oldest(kind);
    if (oldest !== null)
      tally(
        kind,
        stores.retention.count(kind),
        { kind: 'confirmed', since: Date.parse(oldest) },
        daysOf(policy, kind),
      );
  }

  const rule = (
    kind: KeptKind,
    keep: RetentionRule['keep'],
    days: number | null,
    document: DocumentCode | null = null,
  ): RetentionRule => {
    const found = tallies.get(ruleKey(kind, document)) ?? { kept: 0, waiting: 0, next: null };
    return {
      kind,
      document,
      title: titleOf(deps, document),
      keep,
      days,
      clause: clauseOf[kind],
      kept: found.kept,
      waiting: found.waiting,
      nextDueOn: found.next === null ? null : shanghaiDate(found.next),
    };
  };
  const scan = (document: DocumentCode | null): RetentionRule => {
    const found = document === null ? policy.otherScans : scanRuleOf(policy, document);
    return rule('scans', found.keep, found.keep === 'image' ? found.days : null, document);
  };
  const pictures = (kind: 'photos' | 'signatures' | 'wastePhotos'): RetentionRule =>
    rule(kind, 'image', daysOf(policy, kind));
  const data = (kind: 'cardData' | 'cachedPermits' | 'payloads' | 'drafts' | 'answers'): RetentionRule =>
    rule(kind, 'data', daysOf(policy, kind));
  return {
    rules: [
      pictures('photos'),
      ...(Object.keys(policy.scans) as DocumentCode[]).map(scan),
      scan(null),
      pictures('signatures'),
      data('cardData'),
      data('cachedPermits'),
      data('payloads'),
      pictures('wastePhotos'),
      data('drafts'),
      data('answers'),
    ],
    forGood: (['audit', 'dayCloses', 'caseRecords'] as const).map((kind) => ({
      kind,
      clause: clauseOf[kind],
    })),
    waiting: [...reasons].map(([reason, cases]) => ({ reason, cases })),
    lastRunAt,
    purges: [...stores.retention.purges(shownPurges)],
  };
}

/** Fails with caseNotFound. */
function caseView(deps: ViewDeps, caseId: CaseId): Result<CaseRetention> {
  const { stores, clock } = deps;
  const record = stores.cases.get(caseId);
  if (record === null) return failure('caseNotFound');
  const policy = policyOf(deps.profile);
  const marks: readonly DayMark[] = stores.retention.days();
  const kept = stores.retention.ofCase(caseId);
  const standing = standingOfCase(deps, record, kept, marks);
  const item = (
    what: Pick<KeptItem, 'kind' | 'document' | 'attachmentId' | 'digest' | 'days'>,
    destroyedAt: string | null,
  ): KeptItem => {
    const due = dueAt(standing, what.days);
    const open = destroyedAt === null;
    const byRule = kept.purges.some(({ kind, at }) => kind === what.kind && at === destroyedAt);
    const gone = byRule ? 'destroyed' : what.kind === 'scans' ? 'neverKept' : 'replaced';
    return {
      ...what,
      title: titleOf(deps, what.document),
      clause: clauseOf[what.kind],
      state: !open ? gone : due === null ? 'waiting' : due <= clock.now() ? 'due' : 'kept',
      until: open && due !== null ? shanghaiDate(due) : null,
      destroyedOn: destroyedAt === null ? null : shanghaiDate(Date.parse(destroyedAt)),
    };
  };
  const purged = (kind: KeptKind): string | null =>
    kept.purges.findLast((each) => each.kind === kind)?.at ?? null;
  const data = (kind: 'cardData' | 'payloads' | 'cachedPermits', there: boolean): KeptItem[] => {
    const destroyedAt = there ? null : purged(kind);
    if (!there && destroyedAt === null) return [];
    const what = {
      kind,
      document: null,
      attachmentId: null,
      digest: null,
      days: daysOf(policy, kind),
    } as const;
    return [item(what, destroyedAt)];
  };
  return success({
    waitsFor: standing.kind === 'waiting' ? [...standing.reasons] : [],
    items: [
      ...kept.attachments.map((each) => {
        const { kind, document, days } = ruleOfAttachment(policy, each.kind);
        return item({ kind, document, days, attachmentId: each.id, digest: each.digest }, each.purgedAt);
      }),
      ...data('cardData', kept.jobsWithData > 0),
      ...data('payloads', kept.payloads > 0),
      ...data('cachedPermits', deps.permits.byPermitNumber(record.permitNumber) !== null),
    ],
  });
}
