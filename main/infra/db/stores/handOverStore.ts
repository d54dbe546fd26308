import { z } from 'zod';
import type { HandOverRecord, HandOverStore } from '../../../app/ports/handOvers.ts';
import { handOverAgent, handOverDocument, handOverPin } from '../../../contract/handOver.ts';
import { attachmentId, caseId, instant, jobId, staffId } from '../../../contract/ids.ts';
import { defineTable, json, manyOf, oneOf, plain, text, writer, type Session } from '../table.ts';

const table = defineTable<HandOverRecord>('handOvers', {
  jobId: plain(jobId),
  caseId: plain(caseId),
  cardNumber: text,
  at: plain(instant),
  recipient: plain(z.enum(['holder', 'agent'])),
  phone: text,
  identity: json(
    z.discriminatedUnion('how', [
      z.object({ how: z.literal('passportRead'), at: instant }),
      z.object({ how: z.literal('byEye'), document: handOverDocument, lastFour: z.string() }),
    ]),
  ),
  proof: json(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('signature'), digest: z.string() }),
      z.object({ kind: z.literal('onPaper') }),
      z.object({ kind: z.literal('secondFactor'), at: instant }),
      z.object({ kind: z.literal('atBezel') }),
    ]),
  ),
  pin: plain(handOverPin),
  agent: json(handOverAgent.nullable()),
  signatureId: plain(attachmentId.nullable()),
  officer: text,
  officerId: plain(staffId.nullable()),
});

/** Receipts of cards (9.25): entries are added only. */
export function createHandOverStore(session: Session): HandOverStore {
  const insert = writer(session, table.insertSql());
  return {
    get: oneOf(session, table, 'WHERE jobId = ?'),
    insert: (record) => void insert(table.encode(record)),
    between: manyOf(session, table, 'WHERE at >= ? AND at < ? ORDER BY at, rowid'),
  };
}
