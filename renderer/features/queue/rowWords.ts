import type { LinkState } from '../../../main/contract/station.ts';
import type { QueueRowView, RowKind, RowState } from '../../../main/contract/sync.ts';
import type { Tone } from '../window/statusItems.ts';

export const rowTones: Readonly<Record<RowState, Tone | 'quiet'>> = {
  waiting: 'warn',
  acked: 'good',
  refused: 'bad',
  conflict: 'bad',
  // Neither done nor wrong: another row stands for it.
  superseded: 'quiet',
};

export type RowFilter = 'open' | 'problems' | 'all';

export interface RowWish {
  readonly filter: RowFilter;
  /** Part of a case number, any case of letters; empty = every row. */
  readonly caseNumber: string;
  readonly kind: RowKind | 'any';
}

export const isProblem = ({ state }: Pick<QueueRowView, 'state'>): boolean =>
  state === 'refused' || state === 'conflict';

/** The rows that were asked for, in the host's order. */
export function rowsFor(rows: readonly QueueRowView[], wish: RowWish): readonly QueueRowView[] {
  const part = wish.caseNumber.trim().toUpperCase();
  return rows.filter(
    (row) =>
      (wish.filter === 'all' || isProblem(row) || (wish.filter === 'open' && row.state === 'waiting')) &&
      (wish.kind === 'any' || row.kind === wish.kind) &&
      (part === '' || (row.caseNumber ?? '').toUpperCase().includes(part)),
  );
}

/** Why nothing is sent until somebody ends it, by what every link says; null = it goes by itself. */
export type Paused = 'byHand' | 'stationRevoked' | null;
const pauses = ['byHand', 'stationRevoked'] as const;

export const pausedBy = (links: readonly LinkState[]): Paused =>
  pauses.find((cause) => links.length > 0 && links.every(({ detail }) => detail === cause)) ?? null;

/** The next action as a text key of queue.next: what a row waits for says more than that it waits. */
export function nextKey(row: QueueRowView, paused: Paused): string {
  if (row.state === 'superseded') return 'queue.next.superseded';
  if (row.state === 'waiting' && row.waitsFor !== undefined && row.waitsFor !== null)
    return `queue.next.${row.waitsFor}`;
  if (row.state === 'waiting' && paused !== null) return `queue.next.${paused}`;
  return `queue.next.${row.nextAction}`;
}

/** The upstream line of a case: the worst first. Null: nothing was reported yet. */
export function caseLine(
  rows: readonly QueueRowView[],
  paused: Paused,
): {
  readonly key: 'none' | 'all' | 'waiting' | 'paused' | 'problems';
  readonly tone: Tone;
  readonly count: number;
  /** Since when the oldest of them waits. */
  readonly at: string | null;
} {
  const problems = rows.filter(isProblem);
  if (problems.length > 0) return { key: 'problems', tone: 'bad', count: problems.length, at: null };
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const oldest = waiting.map(({ createdAt }) => createdAt).toSorted()[0] ?? null;
  if (waiting.length > 0)
    return {
      key: paused === null ? 'waiting' : 'paused',
      tone: 'warn',
      count: waiting.length,
      at: oldest,
    };
  const done = rows.filter(({ state }) => state === 'acked').length;
  return { key: done === 0 ? 'none' : 'all', tone: 'good', count: done, at: null };
}
