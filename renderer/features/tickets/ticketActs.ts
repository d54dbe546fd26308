import type { TicketBoard } from '../../../main/contract/tickets.ts';
import { stateAfter } from '../../../main/domain/tickets/ticketSteps.ts';

export type TicketActId = 'call' | 'recall' | 'skip' | 'transfer' | 'finish';

export interface OfferedAct {
  readonly id: TicketActId;
  readonly key: 'F3' | 'Shift+F3' | 'F4' | 'Shift+F4' | null;
  /** The one act that is next. */
  readonly next: boolean;
}

const keys = { call: 'F3', recall: 'Shift+F3', skip: 'F4', transfer: 'Shift+F4', finish: null } as const;

/** What can be pressed now, by the same table as the host's; an act that is not possible is not shown. */
export function ticketActs({
  inHand,
  waiting,
  server,
}: Pick<TicketBoard, 'inHand' | 'waiting' | 'server'>): readonly OfferedAct[] {
  const offer = (id: TicketActId, next = false): OfferedAct => ({ id, key: keys[id], next });
  const hand = (['recall', 'skip', 'transfer', 'finish'] as const)
    .filter((id) => inHand !== null && stateAfter(inHand.state, id) !== null)
    .map((id) => offer(id));
  // A server may have somebody whom this station does not know yet.
  const somebody = waiting.length > 0 || server === 'online';
  return inHand?.state === 'called' || !somebody ? hand : [offer('call', true), ...hand];
}
