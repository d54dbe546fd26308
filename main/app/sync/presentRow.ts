import type { QueueRowView } from '../../contract/sync.ts';
import type { UpstreamService } from '../../contract/station.ts';
import type { Deps } from '../deps.ts';
import type { OutboxRecord } from '../ports/stores.ts';
import { isCorrectable, isWithdrawable } from './payloadAnew.ts';

type PresentDeps = Pick<Deps, 'stores'>;

/** A row as people see it: who answers for it, what it waits for, what they can do (G1). */
export function presentRow(deps: PresentDeps, row: OutboxRecord): QueueRowView {
  return {
    id: row.id,
    kind: row.kind,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    state: row.state,
    createdAt: row.createdAt,
    attempts: row.attempts,
    lastAttemptAt: row.lastAttemptAt,
    nextAttemptAt: row.nextAttemptAt,
    owner: row.owner,
    receipt: row.receipt,
    refusal: row.refusal,
    nextAction: nextActionOf(row),
    ...(row.state === 'waiting' && { waitsFor: waitsFor(deps, row), service: serviceOf(row) }),
    ...(row.state === 'refused' && {
      correctable: isCorrectable(row.kind),
      withdrawable: isWithdrawable(row.kind),
    }),
    ...(row.corrects !== null && { corrects: row.corrects }),
    ...(row.supersededBy !== null && { supersededBy: row.supersededBy }),
  };
}

/** Whose word a row waits for: what is told about cards is for the card system, though all rows go in through the queue. */
export const serviceOf = ({
  kind,
}: Pick<OutboxRecord, 'kind'>): Extract<UpstreamService, 'cards' | 'queue'> =>
  kind.startsWith('card.') ? 'cards' : 'queue';

/** What it waits for beside the network: an earlier row of its case, which goes first, or its pictures. */
function waitsFor({ stores }: PresentDeps, row: OutboxRecord): QueueRowView['waitsFor'] {
  if (stores.outbox.firstOpen(row.stream) !== row.id) return 'earlierRow';
  return stores.outbox.lacksPictures(row.id) ? 'pictures' : null;
}

/** What upstream refused about a card is settled on the card's own page, by a supervisor; the rest is corrected. */
function nextActionOf(row: OutboxRecord): QueueRowView['nextAction'] {
  switch (row.state) {
    case 'acked':
    case 'superseded':
      return 'none';
    case 'waiting':
      return 'waitForNetwork';
    case 'refused':
      return isCorrectable(row.kind) ? 'correct' : 'askSupervisor';
    case 'conflict':
      return 'askSupervisor';
  }
}
