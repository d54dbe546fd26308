import type { FeedAnswer, FeedPage } from '../../app/ports/permits.ts';
import type { Upstream } from '../../app/ports/outside.ts';
import { sqliteCode } from './database.ts';
import { packPermits, type PermitRows } from './permitRows.ts';

export interface AskedPages {
  readonly cursor: string;
  /** Records in one answer. */
  readonly limit: number;
  /** Answers are put together to a page of about so many: a page is one commit, and a few large ones are quicker than many small ones. */
  readonly atMost: number;
  readonly timeoutMs?: number;
}

/**
 * Reads the feed on and makes a page ready to be written. The contract's schema has been applied by the adapter; an answer that says "more"
 * without moving on would be asked for for ever, so it is not ours either. What came before an answer that did not is a page of its own.
 */
export async function readPages(upstream: Upstream, asked: AskedPages): Promise<FeedAnswer> {
  const { limit, atMost, timeoutMs } = asked;
  let rows: ReturnType<typeof packPermits> | null = null;
  const gone = new Set<string>();
  const ended: string[] = [];
  let page: FeedPage | null = null;
  for (;;) {
    const cursor: string = page === null ? asked.cursor : page.cursor;
    const outcome = await upstream.call(
      'permitFeed',
      { cursor, limit },
      timeoutMs === undefined ? {} : { timeoutMs },
    );
    const problem =
      outcome.kind === 'refused'
        ? ({ kind: 'linkFault', detail: outcome.refusal.code } as const)
        : outcome.kind !== 'answer'
          ? outcome
          : outcome.value.more && outcome.value.cursor === cursor
            ? ({ kind: 'linkFault', detail: 'feedStands' } as const)
            : null;
    if (problem !== null || outcome.kind !== 'answer') {
      if (page !== null) break;
      return problem ?? { kind: 'linkFault', detail: outcome.kind };
    }
    const { permits, gone: goneNow, feed, total, more } = outcome.value;
    // The feed began anew between two answers: that is the first page of another line.
    if (page !== null && feed !== page.feed) break;
    // With more to come it will be a full one; the usual answer of the minute takes no room.
    rows ??= packPermits(more ? atMost : 0);
    rows.add(permits);
    for (const { permitNumber, status } of permits) {
      // Told again after it was gone: it came back.
      gone.delete(permitNumber);
      if (status !== 'valid') ended.push(permitNumber);
    }
    for (const number of goneNow) gone.add(number);
    ended.push(...goneNow);
    page = {
      from: asked.cursor,
      cursor: outcome.value.cursor,
      feed,
      more,
      total,
      permits: permits.length + (page === null ? 0 : page.permits),
      ended,
      gone: [],
      rows: null,
    };
    if (!more || page.permits + gone.size + limit > atMost) break;
  }
  return { kind: 'page', page: { ...page, gone: [...gone], rows: (rows ?? packPermits()).take() } };
}

/** The rows of a page as `readPages` made them. */
export const rowsOf = (page: FeedPage): PermitRows => page.rows as PermitRows;

/** What the work answers, or `otherwise` when the disk has no room for it: then nothing of it was kept. */
export function whereRoom<Value>(work: () => Value, otherwise: Value): Value {
  try {
    return work();
  } catch (error) {
    const code = sqliteCode(error);
    if (code !== 'SQLITE_FULL' && code !== 'SQLITE_IOERR_WRITE') throw error;
    return otherwise;
  }
}
