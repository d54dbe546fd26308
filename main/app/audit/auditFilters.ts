import type { AuditEntryView, AuditFilter } from '../../contract/audit.ts';
import { auditGroups } from '../../contract/audit.ts';
import type { CaseId, JobId, NoticeId } from '../../contract/ids.ts';
import { shanghaiDay } from '../../domain/calendar/shanghai.ts';
import type { AuditQuery, ChainedEntry } from '../ports/audit.ts';
import type { Deps } from '../deps.ts';

/** Shortest beginning of an id that is not shown in a masked file: enough to find an entry again, not to find a person. */
const keptTail = 4;

/** The filter as the store asks it. A case number also finds the case's cards, papers and rows. */
export function queryOf({ stores }: Pick<Deps, 'stores'>, filter: AuditFilter): Omit<AuditQuery, 'limit'> {
  const { from, to, actor, group, subject } = filter;
  return {
    from: from === undefined ? undefined : shanghaiDay(from).from,
    to: to === undefined ? undefined : shanghaiDay(to).to,
    actor,
    events: group === undefined ? undefined : auditGroups[group],
    subjects: subject === undefined ? undefined : subjectsOf(stores, subject),
  };
}

function subjectsOf(stores: Deps['stores'], subject: string): readonly string[] {
  const found = stores.cases.byNumber(subject) ?? stores.cases.get(subject as CaseId);
  if (found === null) return [subject];
  const jobs = stores.jobs.ofPermit(found.permitNumber).filter((job) => job.caseId === found.id);
  return [
    found.id,
    found.number,
    ...jobs.map((job) => job.id),
    ...stores.notices.ofCase(found.id).map((notice) => notice.id),
    ...stores.outbox.ofCase(found.id).map((row) => row.id),
  ];
}

/** An entry as a screen shows it, with the number of its case. */
export function presentEntry({ stores }: Pick<Deps, 'stores'>, entry: ChainedEntry): AuditEntryView {
  const { sequence, at, actor, surface, event, subject, detail, hash } = entry;
  const caseNumber =
    stores.cases.get(subject as CaseId)?.number ??
    stores.jobs.get(subject as JobId)?.caseNumber ??
    caseOfNotice(stores, subject);
  return { sequence, at, actor, surface, event, subject, caseNumber, detail, hash } as AuditEntryView;
}

function caseOfNotice(stores: Deps['stores'], subject: string): string | null {
  const notice = stores.notices.get(subject as NoticeId);
  return notice === null ? null : (stores.cases.get(notice.caseId)?.number ?? null);
}

/**
 * Puts a keyed mask in the place of every person and shortens every subject: the same person has the same mask in all files of this
 * station, and nobody without its secret can try names (I6).
 */
export function createMask({
  stores,
  crypto,
}: Pick<Deps, 'stores' | 'crypto'>): (entry: ChainedEntry) => ChainedEntry {
  const people = new Set(
    stores.staff.list().flatMap(({ userName, displayName, id }) => [userName, displayName, id]),
  );
  const masks = new Map<string, string>();
  const maskOf = (name: string): string => {
    const known = masks.get(name);
    if (known !== undefined) return known;
    const mask = `P-${crypto.paperCode(`audit mask ${name}`)}`;
    masks.set(name, mask);
    return mask;
  };
  const programs = new Set(['system', 'kiosk']);
  const maskText = (text: string): string => (people.has(text) ? maskOf(text) : text);
  const maskSubject = (subject: string): string => {
    if (people.has(subject)) return maskOf(subject);
    return subject.length > 2 * keptTail
      ? `${subject.slice(0, keptTail)}…${subject.slice(-keptTail)}`
      : subject;
  };
  return (entry) => ({
    ...entry,
    actor: programs.has(entry.actor) ? entry.actor : maskOf(entry.actor),
    // A day, a method, a period is nobody.
    subject: /^\d{4}-\d{2}/.test(entry.subject) ? entry.subject : maskSubject(entry.subject),
    detail: Object.fromEntries(
      Object.entries(entry.detail).map(([name, value]) => [
        name,
        typeof value === 'string' ? maskText(value) : value,
      ]),
    ),
  });
}
