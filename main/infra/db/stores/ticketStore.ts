import type { TicketStore } from '../../../app/ports/tickets.ts';
import { caseId, instant, ticketId } from '../../../contract/ids.ts';
import { ticketSource, ticketState } from '../../../contract/tickets.ts';
import type { Ticket } from '../../../domain/tickets/ticketSteps.ts';
import {
  defineTable,
  manyOf,
  oneOf,
  optionalText,
  plain,
  text,
  whole,
  writer,
  type Session,
} from '../table.ts';

const table = defineTable<Ticket>('tickets', {
  id: plain(ticketId),
  date: text,
  number: text,
  source: plain(ticketSource),
  state: plain(ticketState),
  cameAt: plain(instant),
  takenAt: plain(instant.nullable()),
  calledAt: plain(instant.nullable()),
  recalls: whole,
  servedAt: plain(instant.nullable()),
  endedAt: plain(instant.nullable()),
  caseId: plain(caseId.nullable()),
  window: optionalText,
});

export function createTicketStore(session: Session): TicketStore {
  const upsert = writer(session, table.upsertSql('id'));
  return {
    get: oneOf(session, table, 'WHERE id = ?'),
    save: (ticket) => void upsert(table.encode(ticket)),
    ofDay: manyOf(session, table, 'WHERE date = ? ORDER BY cameAt, rowid'),
    inHand: oneOf(session, table, `WHERE state IN ('called', 'serving')`),
    ofCase: manyOf(session, table, 'WHERE caseId = ? ORDER BY cameAt, rowid'),
    waitTimesBetween: manyOf(session, table, 'WHERE cameAt >= ? AND cameAt < ? ORDER BY cameAt, rowid'),
  };
}
