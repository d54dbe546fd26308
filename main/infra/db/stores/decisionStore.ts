import { z } from 'zod';
import type { DecisionRecord, DecisionStore } from '../../../app/ports/outcomeStores.ts';
import { caseId, decisionId, instant, staffId } from '../../../contract/ids.ts';
import { decisionKind, finding } from '../../../contract/outcomes.ts';
import {
  defineTable,
  json,
  manyOf,
  optionalText,
  plain,
  text,
  whole,
  writer,
  type Session,
} from '../table.ts';

type Row = DecisionRecord & { readonly sequence: number };

const table = defineTable<Row>('decisions', {
  id: plain(decisionId),
  sequence: whole,
  caseId: plain(caseId),
  kind: plain(decisionKind),
  at: plain(instant),
  by: text,
  byId: plain(staffId.nullable()),
  countersignedBy: optionalText,
  reasons: json(z.array(z.string())),
  finding: plain(finding.nullable()),
  noticeNumber: optionalText,
  supersedes: plain(decisionId.nullable()),
});

const withoutSequence = ({ sequence: _sequence, ...decision }: Row): DecisionRecord => decision;

export function createDecisionStore(session: Session): DecisionStore {
  const insert = writer(session, table.insertSql());
  const newest = session.database.prepare('SELECT coalesce(max(sequence), 0) FROM decisions').pluck();
  const ofCase = manyOf(session, table, 'WHERE caseId = ? ORDER BY sequence');
  const between = manyOf(session, table, 'WHERE at >= ? AND at < ? ORDER BY sequence');
  return {
    insert: (decision) => void insert(table.encode({ ...decision, sequence: Number(newest.get()) + 1 })),
    ofCase: (id) => ofCase(id).map(withoutSequence),
    between: (from, to) => between(from, to).map(withoutSequence),
  };
}
