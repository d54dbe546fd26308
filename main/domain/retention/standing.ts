import type { WaitReason } from '../../contract/retention.ts';
import type { RowState } from '../../contract/sync.ts';

/** What of a case decides whether anything of it may be destroyed. Instants as ISO text. */
export interface CaseTrail {
  readonly ended: boolean;
  readonly held: boolean;
  readonly openJobs: number;
  readonly openRecalls: number;
  readonly rows: readonly {
    readonly state: RowState;
    readonly receipt: object | null;
    readonly ackedAt: string | null;
  }[];
  /** When the case was opened. */
  readonly firstActAt: string;
  /** The newest act about the case: opening, decision, picture, row, change of a job, end of a recall. */
  readonly lastActAt: string;
}

/** One day of the station. `signedAt`: when its close was signed; null = it is open, or was overridden and nobody has signed it yet. */
export interface DayMark {
  readonly openedAt: string;
  readonly state: 'open' | 'counted' | 'overridden' | 'closed';
  readonly signedAt: string | null;
}

/** Either what it waits for, or the instant (ms) since which all of it is confirmed and its days are closed. */
export type Standing =
  | { readonly kind: 'waiting'; readonly reasons: readonly [WaitReason, ...WaitReason[]] }
  | { readonly kind: 'confirmed'; readonly since: number };

type DayEnd =
  | { readonly kind: 'signed'; readonly at: number }
  | { readonly kind: 'not'; readonly why: 'dayOpen' | 'dayUnsigned' };

/**
 * Which day an act at `at` belongs to, as an index into `days`; their number = a day that has not been opened yet. A day is a span (decision
 * 0007): an act after the close of one day and before the opening of the next belongs to the next. `days` in the order of their openings.
 */
function dayOf(at: string, days: readonly DayMark[]): number {
  const instant = Date.parse(at);
  // By time and not by text: what another clock wrote may have no milliseconds.
  const later = days.findIndex(({ openedAt }) => Date.parse(openedAt) > instant);
  const own = (later === -1 ? days.length : later) - 1;
  const ended = days[own]?.signedAt ?? null;
  return own === -1 || (ended !== null && Date.parse(ended) < instant) ? own + 1 : own;
}

/**
 * The signed closes of all days from one act to another: the latest of them, or what is missing. Every day in between counts, because a day that
 * was overridden may still be signed, or found wrong.
 */
export function closeOf(from: string, to: string, days: readonly DayMark[]): DayEnd {
  const last = dayOf(to, days);
  if (last === days.length) return { kind: 'not', why: 'dayOpen' };
  const span = days.slice(Math.min(dayOf(from, days), last), last + 1);
  const open = span.find(({ signedAt }) => signedAt === null);
  if (open !== undefined)
    return { kind: 'not', why: open.state === 'overridden' ? 'dayUnsigned' : 'dayOpen' };
  return { kind: 'signed', at: Math.max(...span.map(({ signedAt }) => Date.parse(signedAt ?? ''))) };
}

/** The row that took the place of a superseded one is among them: what becomes of that one counts. */
const standingRows = (rows: CaseTrail['rows']): CaseTrail['rows'] =>
  rows.filter(({ state }) => state !== 'superseded');

const rowReasons = (rows: CaseTrail['rows']): WaitReason[] => {
  if (rows.length === 0) return ['nothingReported'];
  const open = standingRows(rows).filter(
    ({ state, receipt, ackedAt }) => state !== 'acked' || !receipt || !ackedAt,
  );
  const refused = open.some(({ state }) => state === 'refused' || state === 'conflict');
  const waits = open.some(({ state }) => state === 'waiting' || state === 'acked');
  return [...(refused ? (['rowsRefused'] as const) : []), ...(waits ? (['rowsOpen'] as const) : [])];
};

/**
 * May anything of this case be destroyed at all (I3 "never before", domain-rules 12.8)? Only when it has ended, nothing of it is held, under way or
 * to be fetched back, every row of it has upstream's receipt, and every day it lived in is closed and signed.
 */
export function standingOf(trail: CaseTrail, days: readonly DayMark[]): Standing {
  const end = closeOf(trail.firstActAt, trail.lastActAt, days);
  const reasons: WaitReason[] = [
    ...(trail.ended ? [] : (['caseOpen'] as const)),
    ...(trail.held ? (['caseHeld'] as const) : []),
    ...(trail.openJobs > 0 ? (['jobOpen'] as const) : []),
    ...(trail.openRecalls > 0 ? (['recallOpen'] as const) : []),
    ...rowReasons(trail.rows),
    ...(end.kind === 'not' ? [end.why] : []),
  ];
  const [first, ...others] = reasons;
  if (first !== undefined) return { kind: 'waiting', reasons: [first, ...others] };
  const confirmed = standingRows(trail.rows).map(({ ackedAt }) => Date.parse(ackedAt ?? ''));
  const closed = end.kind === 'signed' ? [end.at] : [];
  return { kind: 'confirmed', since: Math.max(...confirmed, ...closed, Date.parse(trail.lastActAt)) };
}

export const dayMs = 86_400_000;

/** The instant (ms) from which it is destroyed: `days` whole days after everything was confirmed. Null: not known yet. */
export const dueAt = (standing: Standing, days: number): number | null =>
  standing.kind === 'waiting' ? null : standing.since + days * dayMs;

export const isDue = (standing: Standing, days: number, now: number): boolean => {
  const due = dueAt(standing, days);
  return due !== null && now >= due;
};
