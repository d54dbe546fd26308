import type { AttachmentId, CaseId } from '../../contract/ids.ts';
import type { KeptKind } from '../../contract/retention.ts';
import { canonicalJson } from '../../domain/documents/canonicalJson.ts';
import { destroyedPayload } from '../../domain/retention/payload.ts';
import { clauseOf, daysOf, policyOf, ruleOfAttachment } from '../../domain/retention/policy.ts';
import {
  closeOf,
  dayMs,
  dueAt,
  isDue,
  type DayMark,
  type Standing,
} from '../../domain/retention/standing.ts';
import type { Deps } from '../deps.ts';
import type { LooseRow } from '../ports/retention.ts';
import { standingOfCase } from './standingOfCase.ts';

export type RetentionDeps = Pick<Deps, 'stores' | 'permits' | 'profile' | 'clock' | 'crypto' | 'bus'>;

export interface RunOptions {
  /** Asked between two transactions: a station that is closing stops here and goes on at its next start. */
  readonly stopped?: () => boolean;
  /** Lets everything else have its turn between two transactions. */
  readonly pause?: () => Promise<unknown>;
  /** The write-ahead log could not be emptied, because somebody reads: to be tried again. */
  readonly onUnsettled?: () => void;
}

/** How many things of each kind were destroyed. */
export type RunReport = Partial<Record<KeptKind, number>>;

/** Cases in one transaction: each has some twenty writes with their seals, and a scan must not wait for it. */
const casesAtOnce = 2;
const rowsAtOnce = 100;

interface Due {
  readonly attachments: readonly {
    readonly id: AttachmentId;
    readonly kind: KeptKind;
    readonly days: number;
  }[];
  readonly cardData: boolean;
  readonly payloads: readonly LooseRow[];
  /** The number under which the cache knows its permit; null = not due, or dealt with before. */
  readonly cachedPermit: string | null;
}

const isoOf = (millis: number): string => new Date(millis).toISOString();

/**
 * Destroys what has come to its end (I3, domain-rules 12.3, 12.7, 12.8): keys and pictures of cases, card data, cached permits, payloads of
 * acknowledged rows, photos of destructions, old drafts and stored answers. Each transaction is whole in itself and notes what it did, so that a
 * run that is cut off goes on with what is left. By a time that nobody has confirmed nothing is destroyed at all. Nothing goes before `standingOf` says that everything about its case is confirmed.
 */
export async function runRetention(deps: RetentionDeps, options: RunOptions = {}): Promise<RunReport> {
  const { stores, clock } = deps;
  // Also in the middle of a run: a clock that jumps now would make everything due.
  const stopped = (): boolean => !clock.trusted() || (options.stopped?.() ?? false);
  const pause = options.pause ?? (async () => new Promise<void>((done) => void clock.setTimer(1, done)));
  const at = isoOf(clock.now());
  const report: RunReport = {};
  const add = (more: RunReport): void => {
    for (const [kind, count] of Object.entries(more) as [KeptKind, number][])
      report[kind] = (report[kind] ?? 0) + count;
  };
  const days = stores.retention.days();
  const ids = stores.retention.caseIds();
  for (let start = 0; start < ids.length && !stopped(); start += casesAtOnce) {
    add(await purgeCases(deps, ids.slice(start, start + casesAtOnce), days, at));
    await pause();
  }
  for (const { actId, at: done } of stores.retention.wastePhotos()) {
    if (stopped()) break;
    const due = dueAt(wasteStanding(deps, done, days), policyOf(deps.profile).wastePhotoDays);
    if (due === null || due > clock.now()) continue;
    add(written(deps, at, actId, () => ({ wastePhotos: stores.retention.dropWastePhotos(actId) })));
    await pause();
  }
  const loose = stores.retention.looseRows().filter((row) => isLooseDue(deps, row, days));
  for (let start = 0; start < loose.length && !stopped(); start += rowsAtOnce) {
    const some = loose.slice(start, start + rowsAtOnce);
    add(written(deps, at, deps.profile.stationId, () => ({ payloads: replacePayloads(deps, some, at) })));
    await pause();
  }
  for (const kind of ['drafts', 'answers'] as const) {
    const before = isoOf(clock.now() - daysOf(policyOf(deps.profile), kind) * dayMs);
    for (let more = true; more && !stopped();) {
      const oldest = stores.retention.oldest(kind);
      more = oldest !== null && oldest < before;
      if (!more) break;
      add(
        written(deps, at, deps.profile.stationId, () => ({
          [kind]: stores.retention.dropBefore(kind, before, rowsAtOnce),
        })),
      );
      await pause();
    }
  }
  // Also after a run that destroyed nothing: the one before may have been cut off between its commit and this.
  if (!stopped() && [stores.retention.settle(), await deps.permits.settle()].includes(false))
    options.onUnsettled?.();
  return report;
}

/** One transaction for a few cases. */
async function purgeCases(
  deps: RetentionDeps,
  ids: readonly CaseId[],
  marks: readonly DayMark[],
  at: string,
): Promise<RunReport> {
  const plansNow = (): { readonly id: CaseId; readonly due: Due }[] =>
    ids.flatMap((id) => {
      const due = dueOfCase(deps, id, marks);
      return due === null ? [] : [{ id, due }];
    });
  const before = plansNow();
  if (before.length === 0) return {};
  // Another file: forgotten first, noted after. Cut off between the two it is simply forgotten again.
  const forgotten = new Map<CaseId, number>();
  for (const { id, due } of before)
    if (due.cachedPermit !== null) forgotten.set(id, (await deps.permits.forget(due.cachedPermit)) ? 1 : 0);
  // Somebody may have come back meanwhile, or something more may have come to its end: that waits for the next run.
  const plans = plansNow().filter(({ id, due }) => due.cachedPermit === null || forgotten.has(id));
  if (plans.length === 0) return {};
  const total: RunReport = {};
  deps.stores.run(() => {
    const noted = new Map<string, { kind: KeptKind; days: number; count: number }>();
    for (const { id, due } of plans) {
      const counts = destroyOfCase(deps, id, due, forgotten.get(id) ?? 0, at);
      for (const { kind, days, count } of counts) {
        deps.stores.retention.noteOfCase(id, { at, kind, count, days });
        total[kind] = (total[kind] ?? 0) + count;
        const key = `${kind}+${days}`;
        noted.set(key, { kind, days, count: (noted.get(key)?.count ?? 0) + count });
      }
      auditPurge(deps, id, counts);
    }
    for (const { kind, days, count } of noted.values())
      if (count > 0) deps.stores.retention.note({ at, kind, count, days });
  });
  for (const { id } of plans) deps.bus.emit('caseChanged', { caseId: id });
  return total;
}

interface Counted {
  readonly kind: KeptKind;
  readonly days: number;
  readonly count: number;
}

function destroyOfCase(deps: RetentionDeps, id: CaseId, due: Due, forgotten: number, at: string): Counted[] {
  const { stores } = deps;
  const policy = policyOf(deps.profile);
  const counted: Counted[] = [];
  for (const { id: attachment, kind, days } of due.attachments) {
    stores.attachments.purge(attachment, at);
    const before = counted.findIndex((each) => each.kind === kind && each.days === days);
    const count = (counted[before]?.count ?? 0) + 1;
    counted.splice(before === -1 ? counted.length : before, 1, { kind, days, count });
  }
  if (due.cardData)
    counted.push({ kind: 'cardData', days: policy.cardDataDays, count: stores.retention.dropCardData(id) });
  if (due.payloads.length > 0)
    counted.push({
      kind: 'payloads',
      days: policy.payloadDays,
      count: replacePayloads(deps, due.payloads, at),
    });
  if (due.cachedPermit !== null)
    counted.push({ kind: 'cachedPermits', days: policy.cachedPermitDays, count: forgotten });
  return counted;
}

/** What of a case is due now; null = nothing. */
function dueOfCase(deps: RetentionDeps, id: CaseId, marks: readonly DayMark[]): Due | null {
  const { stores, clock } = deps;
  const record = stores.cases.get(id);
  if (record === null) return null;
  const policy = policyOf(deps.profile);
  const kept = stores.retention.ofCase(id);
  const standing = standingOfCase(deps, record, kept, marks);
  if (standing.kind === 'waiting') return null;
  const due = (days: number): boolean => isDue(standing, days, clock.now());
  const attachments = kept.attachments
    .filter(({ purgedAt }) => purgedAt === null)
    .map((each) => ({ id: each.id, ...ruleOfAttachment(policy, each.kind) }))
    .filter(({ days }) => due(days));
  const forgottenBefore = kept.purges.some(({ kind }) => kind === 'cachedPermits');
  // Somebody who is at the desk again needs the permit again.
  const forget =
    !forgottenBefore &&
    due(policy.cachedPermitDays) &&
    stores.cases.openOfPermit(record.permitNumber) === null;
  const all: Due = {
    attachments,
    cardData: kept.jobsWithData > 0 && due(policy.cardDataDays),
    payloads: kept.payloads > 0 && due(policy.payloadDays) ? stores.retention.rowsOfCase(id) : [],
    cachedPermit: forget ? record.permitNumber : null,
  };
  const any = attachments.length > 0 || all.cardData || all.payloads.length > 0 || all.cachedPermit !== null;
  return any ? all : null;
}

/** Photos of a destruction are confirmed by the receipt of its row, and its day. */
export function wasteStanding(
  { stores }: Pick<Deps, 'stores'>,
  at: string,
  marks: readonly DayMark[],
): Standing {
  const confirmed = stores.retention.stockConfirmedAt(at);
  const end = closeOf(at, at, marks);
  if (confirmed === null) return { kind: 'waiting', reasons: ['rowsOpen'] };
  if (end.kind === 'not') return { kind: 'waiting', reasons: [end.why] };
  return { kind: 'confirmed', since: Math.max(Date.parse(confirmed), end.at) };
}

/** A row without a case that is acknowledged: its day has to be closed. */
export function looseStanding(
  { createdAt, ackedAt }: Pick<LooseRow, 'createdAt' | 'ackedAt'>,
  marks: readonly DayMark[],
): Standing {
  const end = closeOf(createdAt, createdAt, marks);
  if (end.kind === 'not') return { kind: 'waiting', reasons: [end.why] };
  return { kind: 'confirmed', since: Math.max(Date.parse(ackedAt), end.at) };
}

const isLooseDue = (deps: RetentionDeps, row: LooseRow, marks: readonly DayMark[]): boolean =>
  isDue(looseStanding(row, marks), policyOf(deps.profile).payloadDays, deps.clock.now());

function replacePayloads(
  { stores, crypto }: Pick<Deps, 'stores' | 'crypto'>,
  rows: readonly LooseRow[],
  at: string,
): number {
  for (const { id, payload } of rows)
    stores.retention.replacePayload(
      id,
      destroyedPayload(payload, crypto.sm3Hex(canonicalJson(payload)), at),
      at,
    );
  return rows.length;
}

/** One transaction for things without a case: the work, what was done, and the audit entry. */
function written(deps: RetentionDeps, at: string, subject: string, work: () => RunReport): RunReport {
  const policy = policyOf(deps.profile);
  return deps.stores.run(() => {
    const report = work();
    const counts = (Object.entries(report) as [Exclude<KeptKind, 'scans'>, number][]).map(
      ([kind, count]) => ({
        kind,
        count,
        days: daysOf(policy, kind),
      }),
    );
    for (const each of counts) deps.stores.retention.note({ at, ...each });
    auditPurge(deps, subject, counts);
    return report;
  });
}

/** Counts and rules only: who it was about is in the record that stays. */
function auditPurge(deps: RetentionDeps, subject: string, counts: readonly Counted[]): void {
  const detail: Record<string, string> = {};
  for (const { kind, days, count } of counts)
    detail[kind] = [detail[kind], `${count} ${clauseOf[kind]}+${days}d`].filter(Boolean).join(', ');
  deps.stores.audit.append({
    at: isoOf(deps.clock.now()),
    actor: 'system',
    surface: 'system',
    event: 'retention.purged',
    subject,
    detail,
  });
}
