import type { UpstreamOutcome } from '../../../app/ports/outside.ts';
import { aloneKinds } from '../../../contract/sync.ts';
import type { BatchResult, OutboxRow } from '../../../contract/upstream.ts';
import type { Stop } from './mapped.ts';

/** Cases that are sent side by side: enough to fill the line, few enough for a province's own limits. */
const sideBySide = 6;

/** What became of one row: upstream's word, "not now, because of an earlier try", or the reason why nothing more is asked. */
export type RowSent = BatchResult | Stop;

/**
 * A batch for an upstream that takes rows one by one: in order within a case, cases side by side. A row that is not taken holds back the
 * later ones of its case (`notTried`). When the line fails, the row under way is left out of the results, because its work may have been
 * done, and whatever was not sent is `notTried`; only when there is no result at all the failure is the outcome.
 */
export async function sendRows(
  rows: readonly OutboxRow[],
  send: (row: OutboxRow) => Promise<RowSent>,
): Promise<UpstreamOutcome<{ results: BatchResult[] }>> {
  const results = new Map<string, BatchResult>();
  const streams = streamsOf(rows);
  let stop: Stop | null = null;

  const runStream = async (stream: readonly OutboxRow[]): Promise<void> => {
    let held = false;
    for (const row of stream) {
      if (held || stop !== null) {
        results.set(row.id, { id: row.id, outcome: 'notTried' });
        continue;
      }
      const sent = await send(row);
      if ('kind' in sent) {
        // A refusal of the call that names no row is the row's own: there was no other row in it.
        if (sent.kind === 'refused') {
          const { code, reason } = sent.refusal;
          results.set(row.id, { id: row.id, outcome: 'refused', code, reason });
        } else stop ??= sent;
        held = true;
        continue;
      }
      results.set(row.id, sent);
      held = sent.outcome === 'refused' || sent.outcome === 'notTried';
    }
  };
  const work = async (): Promise<void> => {
    for (let stream = streams.shift(); stream !== undefined; stream = streams.shift())
      await runStream(stream);
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, streams.length) }, work));

  const ordered = rows.flatMap((row) => results.get(row.id) ?? []);
  // The compiler does not see that the workers wrote it.
  const ended = stop as Stop | null;
  return ended !== null && ordered.every(({ outcome }) => outcome === 'notTried')
    ? ended
    : { kind: 'answer', value: { results: ordered } };
}

/** Rows of one case in their order; a row of no case, or of a kind that waits for none, stands alone. */
function streamsOf(rows: readonly OutboxRow[]): OutboxRow[][] {
  const streams = new Map<string, OutboxRow[]>();
  for (const row of rows) {
    const key = row.caseNumber === null || aloneKinds.has(row.kind) ? `row ${row.id}` : row.caseNumber;
    const stream = streams.get(key);
    if (stream === undefined) streams.set(key, [row]);
    else stream.push(row);
  }
  return [...streams.values()];
}
