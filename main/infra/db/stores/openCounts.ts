import type { Sqlite } from '../database.ts';
import type { OpenCounts, OutboxStore } from '../../../app/ports/stores.ts';

/** Word for word the condition of the partial index. */
const isProblem = `state IN ('refused', 'conflict')`;

/** Each is answered by a partial index, without a look into a row (its payload fills pages): see the test of the query plans. */
export const countSql = {
  waiting: `SELECT count(*) FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting'`,
  problems: `SELECT count(*) FROM outbox INDEXED BY outbox_problems WHERE ${isProblem}`,
  ofKind: `SELECT count(*) FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting' AND kind = ?`,
  firstProblem: `SELECT min(sequence) FROM outbox INDEXED BY outbox_problems WHERE ${isProblem}`,
  firstWaiting: `SELECT sequence FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting' ORDER BY sequence LIMIT 1`,
  queuedAt: `SELECT createdAt FROM outbox WHERE sequence = ?`,
} as const;

/** Counts of the open rows, for status and limits. */
export function createOpenCounts(database: Sqlite): Pick<OutboxStore, 'counts' | 'waitingOf'> {
  const prepare = (sql: string) => database.prepare(sql).pluck();
  const waiting = prepare(countSql.waiting);
  const problems = prepare(countSql.problems);
  const ofKind = prepare(countSql.ofKind);
  const firstProblem = prepare(countSql.firstProblem);
  const firstWaiting = prepare(countSql.firstWaiting);
  const queuedAt = prepare(countSql.queuedAt);
  const atOf = (sequence: number): string | null =>
    Number.isFinite(sequence) ? String(queuedAt.get(sequence)) : null;
  const numberOf = (found: unknown): number => (typeof found === 'number' ? found : Number.POSITIVE_INFINITY);
  return {
    counts(): OpenCounts {
      const first = numberOf(firstWaiting.get());
      return {
        waiting: Number(waiting.get()),
        problems: Number(problems.get()),
        oldestWaitingAt: atOf(first),
        oldestAt: atOf(Math.min(first, numberOf(firstProblem.get()))),
      };
    },
    waitingOf: (kind) => Number(ofKind.get(kind)),
  };
}
